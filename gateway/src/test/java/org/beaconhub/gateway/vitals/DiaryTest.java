package org.beaconhub.gateway.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.beaconhub.rules.fact.DeliveryReport.Retrying;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;

/** What is remembered of the hub's own last hour. */
class DiaryTest {
    private static final long START_MS = 1_800_000_000_000L;
    private static final Finding LOST = new Finding("broker_lost", true, new Text("断开", "lost"));

    private final Diary diary = new Diary();

    @Test
    void aFindingStandsSinceItWasFirstSeenAndAnewWhereItWasOverMeanwhile() {
        diary.note(START_MS, List.of(LOST), 0);
        diary.note(START_MS + 5_000, List.of(LOST), 0);
        assertThat(diary.since(LOST, START_MS + 9_000)).isEqualTo(START_MS);
        diary.note(START_MS + 10_000, List.of(), 0);
        assertThat(diary.since(LOST, START_MS + 11_000)).isEqualTo(START_MS + 11_000);
        diary.note(START_MS + 15_000, List.of(LOST), 0);
        assertThat(diary.since(LOST, START_MS + 20_000)).isEqualTo(START_MS + 15_000);
    }

    @Test
    void theMinutesOfAnHourAreKeptWithWhatCameInEach() {
        diary.note(START_MS, List.of(), 70);
        diary.note(START_MS + 5_000, List.of(), 100);
        diary.note(START_MS + 10_000, List.of(), 150);
        diary.note(START_MS + 60_000, List.of(), 160);
        assertThat(diary.minutes())
                .containsExactly(new Diary.Minute(START_MS, 80), new Diary.Minute(START_MS + 60_000, 10));
        for (int minute = 2; minute < 200; minute++) {
            diary.note(START_MS + minute * 60_000L, List.of(), 160);
        }
        assertThat(diary.minutes()).hasSize(Diary.MINUTES_MAX);
        assertThat(diary.minutes().getLast().fromMs()).isEqualTo(START_MS + 199 * 60_000L);
    }

    @Test
    void aChannelFailsFromItsLastAttemptThatFailedUntilOneSucceeds() {
        Deliveries deliveries = new Deliveries();
        assertThat(deliveries.of("sms")).isEqualTo(Deliveries.Last.NONE);
        deliveries.note("sms", new Retrying(Text.verbatim("busy")), 1);
        deliveries.note("sms", new Failed(Text.verbatim("no route")), 2);
        assertThat(deliveries.of("sms").fails()).isTrue();
        assertThat(deliveries.of("sms").why()).isEqualTo(Text.verbatim("no route"));
        deliveries.note("sms", new Delivered("ok"), 3);
        assertThat(deliveries.of("sms")).isEqualTo(new Deliveries.Last(3, 2, Text.verbatim("no route")));
        assertThat(deliveries.of("sms").fails()).isFalse();
        assertThat(deliveries.of("mail").fails()).isFalse();
    }

    @Test
    void theQuarantineOfTheLastHourIsToldByReasonWithTheLastOfEach() {
        Quarantine quarantine = new Quarantine();
        quarantine.add(unreadable("a", Reason.TOO_LARGE), START_MS);
        for (int i = 0; i < 3; i++) {
            quarantine.add(unreadable("b" + i, Reason.MALFORMED), START_MS + 30 * 60_000);
        }
        assertThat(quarantine.lastHour(START_MS + 40 * 60_000))
                .extracting(each -> each.reason() + " " + each.count() + " "
                        + each.last().unreadable().source())
                .containsExactly("MALFORMED 3 b2", "TOO_LARGE 1 a");
        assertThat(quarantine.lastHour(START_MS + 80 * 60_000))
                .extracting(Quarantine.Group::reason)
                .containsExactly(Reason.MALFORMED);
        assertThat(quarantine.lastHour(START_MS + 95 * 60_000)).isEmpty();
    }

    private static Unreadable unreadable(String source, Reason reason) {
        return new Unreadable(source, "", reason, Text.verbatim("no JSON"), 3, "{{{");
    }
}
