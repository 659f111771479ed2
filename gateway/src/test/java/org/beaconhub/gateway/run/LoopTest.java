package org.beaconhub.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.beaconhub.gateway.journal.JournalOptions;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.site.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopTest {
    private static final LoopOptions OPTIONS = new LoopOptions(1000, 100, 0, 1_000_000, 0, Long.MAX_VALUE / 2);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final BlockingQueue<Long> receipts = new LinkedBlockingQueue<>();

    private MvJournal journal() {
        return MvJournal.open(folder.resolve("journal"), JournalOptions.STANDARD);
    }

    private Loop loop(MvJournal journal, LoopOptions options) {
        return Loop.start(journal, new Snapshots(folder.resolve("snapshots")), clock, options, () -> Long.MAX_VALUE);
    }

    private long put(Loop loop, LiveFact... facts) throws InterruptedException {
        loop.inbox().put(List.of(facts), receipts::add);
        Long last = receipts.poll(10, TimeUnit.SECONDS);
        assertThat(last).as("a receipt").isNotNull();
        return last;
    }

    @Test
    void aReceiptMeansThatTheJournalHasIt() throws InterruptedException {
        try (MvJournal journal = journal();
                Loop loop = loop(journal, OPTIONS)) {
            assertThat(put(loop, Stories.site(1))).isEqualTo(1);
            long last = put(
                    loop,
                    Stories.says(0, 1, clock.nowMs(), TEMPERATURE, 20),
                    Stories.says(0, 2, clock.nowMs(), TEMPERATURE, 21));
            assertThat(last).isEqualTo(3);
            assertThat(journal.lastSeq()).isEqualTo(3);
        }
    }

    @Test
    void theLoopExplainsADeviceBetweenTwoTurns() throws InterruptedException {
        try (MvJournal journal = journal();
                Loop loop = loop(journal, OPTIONS)) {
            put(loop, Stories.site(1));
            put(loop, Stories.says(0, 1, clock.nowMs(), SMOKE, 3));
            assertThat(loop.views().why("fn-0", 10_000).orElseThrow())
                    .extracting(why -> why.missing().orElseThrow().en())
                    .containsExactly(
                            "no reading of temperature yet",
                            "smoke is 3 %/m, needs more than 4 %/m, and that for 20 s");
            assertThat(loop.views().why("nowhere", 10_000)).contains(List.of());
        }
    }

    @Test
    void aTimerFiresByAFactOfItsOwnAndAnAlarmIsSeen() throws InterruptedException {
        try (MvJournal journal = journal();
                Loop loop = loop(journal, OPTIONS)) {
            put(loop, Stories.site(1));
            put(loop, Stories.says(0, 1, clock.nowMs(), SMOKE, 9));
            clock.pass(19_999);
            clock.pass(1);
            await().until(() -> !loop.views().view().alarms().isEmpty());
            Alarm alarm = loop.views().view().alarms().getFirst();
            assertThat(alarm.rule()).isEqualTo("smoke");
            assertThat(alarm.raisedAtMs()).isEqualTo(Stories.START_MS + 20_000);
            assertThat(journal.read(3, 1).getFirst().fact()).isEqualTo(new TimePassed());
        }
    }

    @Test
    void aTimerThatARestartInterruptsFiresAfterIt() throws InterruptedException {
        try (MvJournal journal = journal();
                Loop loop = loop(journal, OPTIONS)) {
            put(loop, Stories.site(1));
            put(loop, Stories.says(0, 1, clock.nowMs(), SMOKE, 9));
        }
        clock.pass(25_000);
        try (MvJournal journal = journal();
                Loop loop = loop(journal, OPTIONS)) {
            await().until(() -> !loop.views().view().alarms().isEmpty());
            assertThat(journal.lastSeq()).isEqualTo(3);
        }
    }

    /** A site in which nodes may be silent for three minutes. */
    private static SiteChanged siteThatMissesNodes() {
        List<SiteFile> files = new ArrayList<>(Stories.site(1).files());
        files.add(new SiteFile("rules/more.yaml", """
                - rule: quiet
                  on: forest-node
                  raise: silent for 3 min
                  kind: trouble
                  severity: minor
                  message: { zh: "{device} 失联", en: "{device} is silent" }
                """));
        return new SiteChanged("start", files);
    }

    private Observation brokerIsUp() {
        return new Observation(
                Device.HUB,
                clock.nowMs(),
                Observation.TimeSource.HUB,
                Observation.NO_SEQ,
                List.of(new Measurement(Quantity.BROKER_UP, 1)));
    }

    @Test
    void nobodyIsSilentForTheTimeInWhichTheHubItselfWasNotThere() throws InterruptedException {
        try (MvJournal journal = journal();
                Loop loop = loop(journal, OPTIONS)) {
            put(loop, siteThatMissesNodes());
            put(loop, brokerIsUp());
            put(loop, Stories.says(0, 1, clock.nowMs(), TEMPERATURE, 20));
        }
        clock.pass(3_600_000);
        try (MvJournal journal = journal();
                Loop loop = loop(journal, OPTIONS)) {
            long up = put(loop, brokerIsUp());
            loop.views().awaitBeyond(up - 1, 10_000);
            assertThat(loop.views().view().alarms()).isEmpty();
            clock.pass(179_999);
            long word = put(loop, brokerIsUp());
            loop.views().awaitBeyond(word - 1, 10_000);
            assertThat(loop.views().view().alarms()).isEmpty();
            clock.pass(1);
            await().until(() -> !loop.views().view().alarms().isEmpty());
            assertThat(loop.views().view().alarms().getFirst().rule()).isEqualTo("quiet");
        }
    }

    @Test
    void hubTimeNeverGoesBackAndTimersStillFireWhenTheClockDoes() throws InterruptedException {
        try (MvJournal journal = journal();
                Loop loop = loop(journal, OPTIONS)) {
            put(loop, Stories.site(1));
            put(loop, Stories.says(0, 1, clock.nowMs(), SMOKE, 9));
            clock.jump(-3_600_000);
            put(loop, Stories.says(0, 2, Stories.START_MS + 1, SMOKE, 9));
            assertThat(journal.read(3, 1).getFirst().hubTimeMs()).isGreaterThanOrEqualTo(Stories.START_MS);
            clock.pass(20_100);
            await().until(() -> !loop.views().view().alarms().isEmpty());
        }
    }

    @Test
    void theJournalCountsAsWritableOnceACommitSucceededAndUntilOneFails() {
        AtomicBoolean full = new AtomicBoolean();
        try (MemoryJournal journal = new MemoryJournal(full::get);
                Loop loop = Loop.start(
                        journal, new Snapshots(folder.resolve("snapshots")), clock, OPTIONS, () -> Long.MAX_VALUE)) {
            assertThat(loop.gauges().writable(clock.steadyNanos())).isFalse();
            loop.inbox().putFirst(List.of(Stories.site(1)), receipts::add);
            await().until(() -> loop.gauges().writable(clock.steadyNanos()));
            full.set(true);
            loop.inbox().putFirst(List.of(Stories.says(0, 1, clock.nowMs(), TEMPERATURE, 20)), receipts::add);
            await().until(() -> !loop.gauges().writable(clock.steadyNanos()));
            full.set(false);
            await().until(() -> loop.gauges().writable(clock.steadyNanos()));
            assertThat(receipts).containsExactly(1L, 2L);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCommitThatHangsCountsAsNotWritable() {
        Gauges gauges = new Gauges();
        gauges.committing(0);
        gauges.done(true);
        gauges.committing(0);
        assertThat(gauges.writable(4_999_999_999L)).isTrue();
        assertThat(gauges.writable(5_000_000_000L)).isFalse();
    }

    @Test
    void whenTheDiskIsNearlyFullDevicesWaitAndTheHubsOwnFactsGoIn() throws InterruptedException {
        LoopOptions noRoom = new LoopOptions(1000, 100, 0, 1_000_000, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        try (MvJournal journal = journal();
                Loop loop = loop(journal, noRoom)) {
            loop.inbox().putFirst(List.of(Stories.site(1)), receipts::add);
            assertThat(receipts.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
            clock.pass(1000);
            await().until(() -> loop.gauges().heldBack());
            loop.inbox().put(List.of(Stories.says(0, 1, clock.nowMs(), TEMPERATURE, 20)), receipts::add);
            loop.inbox().putFirst(List.of(Stories.site(2)), receipts::add);
            assertThat(receipts.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(loop.inboxDepth()).isEqualTo(1);
        }
    }

    @Test
    void aSnapshotAndTheTailMakeTheSameStateAsTheWholeJournal() throws InterruptedException {
        LoopOptions often = new LoopOptions(1000, 100, 0, 10, 0, Long.MAX_VALUE / 2);
        try (MvJournal journal = journal();
                Loop loop = loop(journal, often)) {
            put(loop, Stories.site(3));
            for (int i = 0; i < 100; i++) {
                clock.pass(500);
                put(loop, Stories.says(i % 3, i, clock.nowMs(), TEMPERATURE, i % 7 == 0 ? 80 : 20));
            }
        }
        try (MvJournal journal = MvJournal.openToRead(folder.resolve("journal"))) {
            Snapshots snapshots = new Snapshots(folder.resolve("snapshots"));
            assertThat(snapshots.sequences()).isNotEmpty();
            String withSnapshots =
                    Recovery.recover(journal, snapshots).mind().live().digest();
            String fromTheBeginning = Recovery.recover(journal, new Snapshots(folder.resolve("none")))
                    .mind()
                    .live()
                    .digest();
            assertThat(withSnapshots).isEqualTo(fromTheBeginning);
        }
    }
}
