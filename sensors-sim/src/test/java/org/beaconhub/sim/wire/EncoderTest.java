package org.beaconhub.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncoderTest {
    private static final long TIME_MS = 1_800_000_000_123L;

    private static Report report(Object... namesAndValues) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
        }
        return new Report("fn-1", "24e1240000000001", 12, TIME_MS, values);
    }

    private static Value number(double value) {
        return new Value.Amount(value, "");
    }

    @Test
    void theHubsOwnJsonHasCounterTimeAndReadingsWithAUnitOnlyWhereItIsNotTheUsualOne() {
        Telegram telegram = Encoder.of("beacon")
                .encode(report(
                        "temperature", number(21.3),
                        "smoke", new Value.Amount(0.2, "%/m"),
                        "door", new Value.Flag(true),
                        "event", new Value.Words("smoke")));

        assertThat(telegram.topic()).isEqualTo("beacon/v1/fn-1/telemetry");
        assertThat(telegram.payload())
                .isEqualTo("{\"seq\":12,\"time\":1800000000123,\"readings\":{\"temperature\":21.3,"
                        + "\"smoke\":{\"value\":0.2,\"unit\":\"%/m\"},\"door\":true,\"event\":\"smoke\"}}");
        assertThat(telegram.retained()).isFalse();
    }

    @Test
    void presenceIsRetainedAndAConfirmationNamesTheCommand() {
        assertThat(BeaconEncoder.presence("siren-1", false))
                .isEqualTo(new Telegram("beacon/v1/siren-1/status", "{\"online\":false}", true));
        assertThat(BeaconEncoder.confirmation("siren-1", "N12-0-siren"))
                .isEqualTo(new Telegram("beacon/v1/siren-1/confirm", "{\"id\":\"N12-0-siren\"}", false));
    }

    @Test
    void senmlHasBaseNameAndBaseTimeInSecondsOnceAndUnitsOfTheRegistry() {
        Telegram telegram = Encoder.of("senml")
                .encode(report("temperature", number(21.3), "humidity", number(40), "pressure", number(1013.2)));

        assertThat(telegram.topic()).isEqualTo("senml/24e1240000000001");
        assertThat(telegram.payload())
                .isEqualTo(
                        "[{\"bn\":\"24e1240000000001:\",\"bt\":1800000000.123,\"n\":\"temperature\",\"u\":\"Cel\",\"v\":21.3},"
                                + "{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":40},{\"n\":\"pressure\",\"u\":\"Pa\",\"v\":101320}]");
    }

    @Test
    void zigbee2mqttNamesExposesAndKnowsNoTime() {
        Telegram telegram = Encoder.of("zigbee2mqtt")
                .encode(report(
                        "smoke_alarm",
                        new Value.Flag(true),
                        "door",
                        new Value.Flag(true),
                        "battery",
                        number(97),
                        "rssi",
                        number(-60)));

        assertThat(telegram.topic()).isEqualTo("zigbee2mqtt/24e1240000000001");
        assertThat(telegram.payload())
                .isEqualTo("{\"smoke\":true,\"contact\":false,\"battery\":97,\"linkquality\":128}");
    }

    @Test
    void chirpstackHasAnUplinkWithTheDecodedObjectAndTheRadioApart() {
        Telegram telegram = Encoder.of("chirpstack").encode(report("smoke", number(0.04), "rssi", number(-97)));

        assertThat(telegram.topic()).matches("application/[0-9a-f-]{36}/device/24e1240000000001/event/up");
        assertThat(telegram.payload())
                .contains(
                        "\"time\":\"2027-01-15T08:00:00.123Z\"",
                        "\"devEui\":\"24e1240000000001\"",
                        "\"fCnt\":12,",
                        "\"object\":{\"smoke\":0.04}",
                        "\"rssi\":-97,");
    }

    @Test
    void numbersOfAnySizeArePlainJsonAndTextsAreEscaped() {
        JsonText json = new JsonText().openList();
        json.value(-125_431_600.0)
                .value(1e-7)
                .value(1e300)
                .value("a\"b\\c\n\u4e2d")
                .closeList();

        assertThat(json.toString()).isEqualTo("[-125431600,0.00000010,1.0E300,\"a\\\"b\\\\c\\u000a\u4e2d\"]");
    }

    @Test
    void whatIsNoNumberIsNeverSent() {
        assertThatThrownBy(() -> number(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void anUnknownDialectIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Encoder.of("homie"))
                .hasMessageContaining("'homie'")
                .hasMessageContaining("senml");
    }
}
