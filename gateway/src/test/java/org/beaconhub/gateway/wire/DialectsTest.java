package org.beaconhub.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;

/** What holds for all dialects. */
final class DialectsTest {
    @Test
    void aDialectThatFailsCostsOneMessageAndSaysSo() {
        Dialects dialects = new Dialects(List.of(new Dialect() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<String> filters() {
                return List.of("#");
            }

            @Override
            public boolean speaks(String topic) {
                return true;
            }

            @Override
            public List<LiveFact> decode(Message message, Directory directory) {
                throw new IllegalStateException("card 04A224B2");
            }
        }));

        assertThat(dialects.decode(new Message("t", new byte[] {'x', 0x07}, 1), WireSite.DIRECTORY))
                .containsExactly(new Unreadable(
                        "t",
                        "",
                        Reason.INTERNAL,
                        new Text(
                                "方言 broken 的程序出错：java.lang.IllegalStateException",
                                "dialect broken failed with java.lang.IllegalStateException"),
                        2,
                        "x·"));
    }

    @Test
    void everyDialectIsSubscribedToAndSpeaksItsTopics() {
        assertThat(WireSite.DIALECTS.names()).containsExactly("beacon", "senml", "zigbee2mqtt", "chirpstack");
        assertThat(WireSite.DIALECTS.filters())
                .containsExactly("beacon/#", "senml/#", "zigbee2mqtt/#", "application/+/device/+/event/+");
    }

    @Test
    void anUnknownTopicNamesTheOnesThatAreRead() {
        assertThat(WireSite.faults(WireSite.decode("tele/x/SENSOR", "{}")))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.reason()).isEqualTo(Reason.UNKNOWN_TOPIC);
                    assertThat(fault.source()).isEqualTo("tele/x/SENSOR");
                    assertThat(fault.detail().en()).contains("beacon/#");
                });
    }

    @Test
    void aPseudonymIsTheSameForTheSamePlateHoweverItIsWritten() {
        String plate = WireSite.PSEUDONYMS.of(Quantity.PLATE, "鲁B·12345");

        assertThat(plate).matches("P[0-9a-f]{16}").isEqualTo(WireSite.PSEUDONYMS.of(Quantity.PLATE, " 鲁b-12345 "));
        assertThat(plate).isNotEqualTo(WireSite.PSEUDONYMS.of(Quantity.CARD, "鲁B·12345"));
        assertThat(plate).isNotEqualTo(new Pseudonyms(new byte[32]).of(Quantity.PLATE, "鲁B·12345"));
    }

    @Test
    void aKeyThatCouldBeGuessedIsRefused() {
        assertThatThrownBy(() -> new Pseudonyms(new byte[15])).hasMessageContaining("at least 16 bytes, got 15");
    }
}
