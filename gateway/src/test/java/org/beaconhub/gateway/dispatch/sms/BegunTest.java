package org.beaconhub.gateway.dispatch.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.rules.site.Way;
import org.junit.jupiter.api.Test;

/** What is remembered of messages that arrived in part. */
class BegunTest {
    private static final String PHONE = "+8653255500101";

    private final Begun begun = new Begun(-7);
    private final Way.Sms way = way("");

    private static Way.Sms way(String more) {
        String channel = "{ name: sms, type: sms, host: 127.0.0.1, port: 2775, system-id: beacon, secret: smsc, "
                + "from: \"10690001\", kinds: [alarm], min-severity: minor" + more + " }";
        return (Way.Sms) Calls.begun(Calls.site(channel, "tell: [contact li], over: [sms]", "zh: 林区, en: Forest"))
                .view()
                .site()
                .channel("sms")
                .orElseThrow()
                .way();
    }

    private Message take(String notice) {
        return begun.take(notice, way, PHONE, reference -> Parts.of("林".repeat(80), "", reference));
    }

    private Message leaveHalf(String notice) {
        Message message = take(notice);
        message.accept(0, "M1");
        begun.keep(notice, message);
        return message;
    }

    @Test
    void whatArrivedInPartIsGoneOnWithAndWhatDidNotArriveAtAllBeginsAnew() {
        Message half = leaveHalf("N1-0");
        assertThat(take("N1-0")).isSameAs(half);
        assertThat(half.missing()).containsExactly(1);
        Message nothing = take("N2-0");
        begun.keep("N2-0", nothing);
        assertThat(take("N2-0")).isNotSameAs(nothing);
    }

    @Test
    void anotherPhoneOrAnotherWayGetsAllOfIt() {
        Message half = leaveHalf("N1-0");
        assertThat(begun.take("N1-0", way, "+8613800000000", reference -> Parts.of("a", "", reference)))
                .isNotSameAs(half);
        leaveHalf("N2-0");
        assertThat(begun.take("N2-0", way(", language: en"), PHONE, reference -> Parts.of("a", "", reference))
                        .ids())
                .isEmpty();
    }

    @Test
    void noMessageGetsTheReferenceOfOneThatAPhoneHasStillToJoin() {
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < Begun.MESSAGES_MAX; i++) {
            assertThat(taken.add(leaveHalf("N" + i + "-0").reference())).isTrue();
        }
        for (int i = 0; i < 600; i++) {
            assertThat(taken).doesNotContain(take("N9999-" + i).reference());
        }
    }

    @Test
    void theOldestBeyondTheLimitIsForgotten() {
        Message first = leaveHalf("N0-0");
        Message second = leaveHalf("N1-0");
        for (int i = 2; i <= Begun.MESSAGES_MAX; i++) {
            leaveHalf("N" + i + "-0");
        }
        assertThat(take("N0-0")).isNotSameAs(first);
        assertThat(take("N1-0")).isSameAs(second);
    }
}
