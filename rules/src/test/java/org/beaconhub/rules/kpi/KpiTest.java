package org.beaconhub.rules.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.alarm.Priority;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.FloodChanged;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;

/** The figures against those that one can count by hand. */
class KpiTest {
    private static final long START_MS = 1_800_000_000_000L;
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 86_400_000;

    private final KpiMeter meter = new KpiMeter(Site.NONE);
    private long seq;

    private void at(long ms, LiveDecision... decisions) {
        meter.take(new Entry(++seq, START_MS + ms, new TimePassed()), List.of(decisions));
    }

    private static AlarmMoved moved(String subject, Severity severity, AlarmState state, MoveReason reason) {
        Alarm alarm = new Alarm(
                "A-" + subject,
                "hot",
                subject,
                "forest",
                Kind.ALARM,
                severity,
                new Text("热", "hot"),
                0,
                0,
                List.of(),
                state,
                "");
        return new AlarmMoved(new Cause(1, 0), alarm, reason);
    }

    private static AlarmMoved raised(String subject, Severity severity) {
        return moved(subject, severity, new AlarmState.Unacknowledged(0), MoveReason.RAISED);
    }

    private PositionKpis figures() {
        return meter.figures().positions().getFirst();
    }

    @Test
    void ratesAreAveragesOverTheSpanAndPeaksOfFixedPeriods() {
        at(0);
        for (int i = 0; i < 12; i++) {
            at(10 * DAY_MS + i * MINUTE_MS / 2, raised("d" + i, Severity.MINOR));
        }
        at(20 * DAY_MS, raised("x", Severity.CRITICAL));
        at(40 * DAY_MS);
        assertThat(figures().calls()).isEqualTo(13);
        assertThat(figures().perDay().average()).isCloseTo(13 / 40.0, within(1e-9));
        assertThat(figures().perDay().peak()).isEqualTo(12);
        assertThat(figures().perHour().peak()).isEqualTo(12);
        assertThat(figures().perTenMinutes().peak()).isEqualTo(12);
        assertThat(figures().crowdedShare()).isCloseTo(1 / (40 * 144.0), within(1e-9));
        assertThat(figures().priorities()).containsEntry(Priority.LOW, 12L).containsEntry(Priority.HIGHEST, 1L);
        assertThat(meter.figures().enough()).isTrue();
    }

    @Test
    void fewerThanThirtyDaysAreNotEnough() {
        at(0);
        at(30 * DAY_MS - 1);
        assertThat(meter.figures().enough()).isFalse();
        assertThat(meter.figures().verdict().zh()).startsWith("天数不足");
        at(30 * DAY_MS);
        assertThat(meter.figures().enough()).isTrue();
    }

    @Test
    void theTimeToAcknowledgeIsMeasuredFromTheLastCall() {
        for (int i = 1; i <= 20; i++) {
            at(i * DAY_MS, raised("d" + i, Severity.SEVERE));
            at(
                    i * DAY_MS + i * 1000L,
                    moved("d" + i, Severity.SEVERE, new AlarmState.Acknowledged(0, "li"), MoveReason.ACKNOWLEDGED));
        }
        at(30 * DAY_MS, raised("late", Severity.SEVERE));
        assertThat(figures().acknowledged()).isEqualTo(20);
        assertThat(figures().acknowledgedAfterMsMedian()).hasValue(10_000);
        assertThat(figures().acknowledgedAfterMsMost()).hasValue(19_000);
        assertThat(figures().waiting()).isEqualTo(1);
    }

    @Test
    void floodsStaleAlarmsAndChatterAreCounted() {
        at(0, raised("stuck", Severity.MINOR));
        at(DAY_MS, new FloodChanged(new Cause(1, 0), "control-room", true));
        at(DAY_MS + DAY_MS / 10, new FloodChanged(new Cause(1, 0), "control-room", false));
        for (int i = 0; i < 3; i++) {
            at(2 * DAY_MS + i * 30_000L, raised("noisy", Severity.MINOR));
        }
        at(
                2 * DAY_MS + MINUTE_MS,
                moved(
                        "noisy",
                        Severity.MINOR,
                        new AlarmState.Closed(0, "li", Disposition.NUISANCE, ""),
                        MoveReason.CLOSED));
        at(10 * DAY_MS);
        assertThat(figures().floodedTimeShare()).isCloseTo(0.01, within(1e-9));
        assertThat(figures().stale()).isEqualTo(1);
        assertThat(figures().chattering()).isEqualTo(1);
        assertThat(figures().worst().getFirst()).isEqualTo(new BadActor("hot", "noisy", 3, 0.75));
        assertThat(figures().dispositions()).containsEntry(Disposition.NUISANCE, 1L);
    }

    @Test
    void whatIsOverWithinAMinuteUnseenIsFleetingAndHoursOfMoreThanThirtyAreBusy() {
        AlarmState over = new AlarmState.ReturnedUnacknowledged(0);
        at(0, raised("quick", Severity.MINOR));
        at(MINUTE_MS, moved("quick", Severity.MINOR, over, MoveReason.RETURNED));
        at(DAY_MS, raised("slow", Severity.MINOR));
        at(DAY_MS + MINUTE_MS + 1, moved("slow", Severity.MINOR, over, MoveReason.RETURNED));
        at(2 * DAY_MS, raised("seen", Severity.MINOR));
        at(
                2 * DAY_MS + 1000,
                moved("seen", Severity.MINOR, new AlarmState.Acknowledged(0, "li"), MoveReason.ACKNOWLEDGED));
        at(2 * DAY_MS + 2000, moved("seen", Severity.MINOR, new AlarmState.Returned(0, "li"), MoveReason.RETURNED));
        assertThat(figures().fleeting()).isEqualTo(1);
        for (int i = 0; i < 30; i++) {
            at(3 * DAY_MS + i * MINUTE_MS, raised("d" + i, Severity.MINOR));
        }
        assertThat(figures().busyShare()).isZero();
        at(3 * DAY_MS + 31 * MINUTE_MS, raised("one more", Severity.MINOR));
        at(10 * DAY_MS);
        assertThat(figures().busyShare()).isCloseTo(1 / 240.0, within(1e-9));
    }
}
