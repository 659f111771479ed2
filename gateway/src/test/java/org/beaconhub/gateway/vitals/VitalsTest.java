package org.beaconhub.gateway.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.TestClock;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Priority;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.kpi.BadActor;
import org.beaconhub.rules.kpi.Kpis;
import org.beaconhub.rules.kpi.PositionKpis;
import org.beaconhub.rules.kpi.Rate;
import org.junit.jupiter.api.Test;

/** What the hub says of itself, and when. */
class VitalsTest {
    private final TestClock clock = new TestClock();
    private final Quarantine quarantine = new Quarantine();
    private final Trial trial = new Trial();
    private final Vitals vitals = new Vitals(trial, quarantine, trial, clock);

    private List<String> look() throws InterruptedException {
        trial.said.clear();
        vitals.look();
        return trial.said;
    }

    @Test
    void theFirstLookSaysEverythingAndTheNextOnlyWhatChanged() throws InterruptedException {
        assertThat(look()).hasSize(9).contains("broker_up 1.0", "disk_free 50.0");
        clock.pass(5_000);
        assertThat(look()).isEmpty();
        clock.pass(5_000);
        trial.broker = false;
        assertThat(look()).containsExactly("broker_up 0.0");
    }

    @Test
    void afterAMinuteEverythingIsSaidAgain() throws InterruptedException {
        look();
        clock.pass(60_000);
        assertThat(look()).hasSize(9);
    }

    @Test
    void aSmallLagOfTheHistoryIsNotWorthAnEntry() throws InterruptedException {
        look();
        trial.lagMs = 4_000;
        assertThat(look()).isEmpty();
        trial.lagMs = 70_000;
        assertThat(look()).containsExactly("history_lag 70.0");
        assertThat(vitals.findings()).extracting(Finding::code).containsExactly("history_behind");
        assertThat(vitals.ready()).isTrue();
    }

    @Test
    void aJumpOfTheClockIsSeenForAMinuteThenForgotten() throws InterruptedException {
        look();
        clock.pass(5_000);
        clock.jump(-3_600_000);
        assertThat(look()).contains("clock_step -3600.0");
        clock.pass(5_000);
        assertThat(look()).isEmpty();
        clock.pass(60_000);
        assertThat(look()).contains("clock_step 0.0");
    }

    @Test
    void aLostBrokerAndAFullDiskKeepTheHubFromBeingReady() throws InterruptedException {
        look();
        assertThat(vitals.ready()).isTrue();
        trial.broker = false;
        trial.heldBack = true;
        assertThat(vitals.ready()).isFalse();
        assertThat(vitals.findings()).extracting(Finding::code).containsExactly("no_room", "broker_lost");
        assertThat(vitals.alive()).isTrue();
        clock.pass(31_000);
        assertThat(vitals.alive()).isFalse();
    }

    @Test
    void whereNoMoreIncidentsCanBeOpenSomebodyIsAskedToCloseSome() throws InterruptedException {
        look();
        trial.incidentsFull = true;
        assertThat(vitals.findings()).extracting(Finding::code).containsExactly("incidents_full");
        assertThat(vitals.ready()).isTrue();
    }

    @Test
    void theHubIsNotReadyWhileItsJournalCannotBeWritten() throws InterruptedException {
        look();
        trial.writable = false;
        assertThat(vitals.ready()).isFalse();
        assertThat(vitals.findings()).extracting(Finding::code).containsExactly("journal_unwritable");
        trial.writable = true;
        assertThat(vitals.ready()).isTrue();
    }

    @Test
    void whatIsLostWhereTheEngineBeganAnewIsShownUntilTheNextStart() throws InterruptedException {
        trial.lost = "2 alarms were open";
        look();
        assertThat(vitals.findings()).extracting(Finding::code).containsExactly("begun_anew");
        assertThat(vitals.findings().getFirst().text().en()).contains("2 alarms were open");
        assertThat(vitals.ready()).isTrue();
    }

    @Test
    void recordsThatCannotBeWrittenAreToldAndKeepNobodyFromWork() throws InterruptedException {
        assertThat(look()).contains("records_stopped 0.0");
        trial.records = "Connection refused";
        assertThat(look()).containsExactly("records_stopped 1.0");
        assertThat(vitals.findings()).extracting(Finding::code).containsExactly("records_stopped");
        assertThat(vitals.findings().getFirst().text().zh()).contains("Connection refused");
        assertThat(vitals.ready()).isTrue();
    }

    @Test
    void aFaultOfTheDeliveryIsShownForAMinute() throws InterruptedException {
        assertThat(look()).contains("dispatch_failed 0.0");
        clock.pass(5_000);
        trial.dispatchFaults = 1;
        assertThat(look()).containsExactly("dispatch_failed 1.0");
        assertThat(vitals.findings()).extracting(Finding::code).containsExactly("dispatch_failed");
        assertThat(vitals.ready()).isTrue();
        clock.pass(59_000);
        assertThat(look()).doesNotContain("dispatch_failed 0.0");
        clock.pass(1_000);
        assertThat(look()).contains("dispatch_failed 0.0");
    }

    @Test
    void theQuarantineKeepsTheNewestAndCountsAll() {
        for (int i = 0; i < 250; i++) {
            quarantine.add(unreadable("t" + i), clock.nowMs() + i * 1_000L);
        }
        assertThat(quarantine.newest()).hasSize(200);
        assertThat(quarantine.newest().getFirst().unreadable().source()).isEqualTo("t249");
        assertThat(quarantine.count(Unreadable.Reason.MALFORMED)).isEqualTo(250);
        assertThat(quarantine.lastMinute(clock.nowMs() + 249_000)).isBetween(55L, 60L);
        assertThat(quarantine.lastMinute(clock.nowMs() + 400_000)).isZero();
    }

    @Test
    void everyMeterIsDocumentedAndEveryDocumentedMeterIsThere() throws IOException {
        Meters meters = new Meters(trial, vitals, trial, VitalsTest::oneDay);
        meters.message();
        meters.delivery("brigade", new Delivered("200"), 1);
        trial.engine.apply(new Entry(1, 0, oneDetector()));
        Path file = Path.of("..", "docs", "metrics.md");
        List<String> documented = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("| `beacon_"))
                .map(line -> line.substring(3).split("[`{]")[0])
                .sorted()
                .toList();
        List<String> exported = meters.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE beacon_"))
                .map(line -> line.split(" ")[2])
                .sorted()
                .collect(Collectors.toList());
        assertThat(exported).isEqualTo(documented);
    }

    private static Kpis oneDay() {
        PositionKpis room = new PositionKpis(
                "control-room",
                4,
                new Rate(0.1, 3),
                new Rate(0.2, 3),
                new Rate(4, 4),
                0.01,
                0.02,
                0.03,
                1,
                1,
                1,
                List.of(new BadActor("smoke", "d", 3, 0.75)),
                0.75,
                Map.of(Priority.HIGH, 4L),
                Map.of(Kind.ALARM, 4L),
                2,
                OptionalLong.of(20_000),
                OptionalLong.of(90_000),
                1,
                0,
                0,
                Map.of(Disposition.FALSE, 1L));
        return new Kpis(0, 86_400_000, 100, List.of(room));
    }

    @Test
    void theFiguresOfTheAlarmSystemAreMetricsToo() {
        String scraped = new Meters(trial, vitals, trial, VitalsTest::oneDay).scrape();
        assertThat(scraped)
                .contains(
                        "beacon_kpi_days 1.0",
                        "beacon_kpi_calls{position=\"control-room\",priority=\"high\"} 4.0",
                        "beacon_kpi_calls{position=\"control-room\",priority=\"low\"} 0.0",
                        "beacon_kpi_calls_per_ten_minutes{figure=\"peak\",position=\"control-room\"} 3.0",
                        "beacon_kpi_answered_seconds{position=\"control-room\",share=\"0.95\"} 90.0",
                        "beacon_kpi_worst_calls{device=\"d\",position=\"control-room\",rule=\"smoke\"} 3.0",
                        "beacon_alarms_active{kind=\"alarm\",priority=\"highest\",standing=\"hushed\"} 0.0",
                        "beacon_incidents{state=\"responding\"} 0.0");
    }

    private static SiteChanged oneDetector() {
        return new SiteChanged(
                "start",
                List.of(
                        new SiteChanged.SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: UTC
                        areas: { hall: { zh: 厅, en: Hall } }
                        """),
                        new SiteChanged.SiteFile("types.yaml", "types: { detector: { measures: [smoke] } }"),
                        new SiteChanged.SiteFile("devices.yaml", """
                        devices:
                          - { id: d, type: detector, area: hall, name: { zh: 一, en: One } }
                        """)));
    }

    private static Unreadable unreadable(String source) {
        return new Unreadable(source, "", Unreadable.Reason.MALFORMED, Text.verbatim("no JSON"), 3, "{{{");
    }

    /** Signs that a test sets, and an inbox that writes down what is said. */
    private static final class Trial implements Signs, Inbox, Views {
        final List<String> said = new ArrayList<>();
        final Engine engine = Engine.empty();
        String lost = "";
        String records = "";
        boolean broker = true;
        boolean heldBack;
        boolean incidentsFull;
        boolean writable = true;
        long dispatchFaults;
        long lagMs;
        long messages;

        @Override
        public void put(List<? extends Fact> facts, Receipt receipt) {
            throw new AssertionError("the hub's own state is not to wait behind devices");
        }

        @Override
        public void putFirst(List<? extends Fact> facts, Receipt receipt) {
            for (Reading reading : ((Observation) facts.getFirst()).readings()) {
                Quantity quantity = reading.quantity();
                said.add(quantity.key() + " " + ((Measurement) reading).value());
            }
        }

        @Override
        public View view() {
            return engine.view();
        }

        @Override
        public View awaitBeyond(long seq, long timeoutMs) {
            return view();
        }

        @Override
        public boolean running() {
            return true;
        }

        @Override
        public boolean brokerConnected() {
            return broker;
        }

        @Override
        public long historyLagMs() {
            return lagMs;
        }

        @Override
        public boolean journalWritable() {
            return writable;
        }

        @Override
        public long dispatchFaults() {
            return dispatchFaults;
        }

        @Override
        public Optional<String> historyStopped() {
            return Optional.empty();
        }

        @Override
        public long recordsLagMs() {
            return 0;
        }

        @Override
        public Optional<String> recordsTrouble() {
            return Optional.of(records).filter(why -> !why.isEmpty());
        }

        @Override
        public Optional<String> lost() {
            return Optional.of(lost).filter(what -> !what.isEmpty());
        }

        @Override
        public long roomBytes() {
            return 50;
        }

        @Override
        public long diskBytes() {
            return 100;
        }

        @Override
        public boolean heldBack() {
            return heldBack;
        }

        @Override
        public boolean incidentsFull() {
            return incidentsFull;
        }

        @Override
        public boolean timerStuck() {
            return false;
        }

        @Override
        public long takeSlowestCommitMs() {
            return 2;
        }

        @Override
        public int inboxDepth() {
            return 0;
        }

        @Override
        public long entries() {
            return 0;
        }

        @Override
        public long commits() {
            return 0;
        }

        @Override
        public long messages() {
            return messages;
        }

        @Override
        public JournalFigures journalFigures() {
            return new JournalFigures(412_000_000L, 366L * 24 * 3600 * 1000, OptionalLong.of(1), OptionalLong.empty());
        }

        @Override
        public long commitNanos() {
            return 0;
        }
    }
}
