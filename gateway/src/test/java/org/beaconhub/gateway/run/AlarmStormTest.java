package org.beaconhub.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.incident.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads tell of one fire at the same time. */
class AlarmStormTest {
    private static final int THREADS = 32;
    private static final int MESSAGES = 20;

    @TempDir
    Path folder;

    @Test
    void oneConditionIsOneAlarmOneIncidentAndOneCallHoweverManyTellOfIt() throws Exception {
        Clock clock = new SystemClock();
        try (MemoryJournal journal = new MemoryJournal(() -> false);
                Loop loop = Loop.start(
                        journal,
                        new Snapshots(folder.resolve("snapshots")),
                        clock,
                        new LoopOptions(1000, 100, 0, 1_000_000, 0, Long.MAX_VALUE / 2),
                        () -> Long.MAX_VALUE);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            loop.inbox().putFirst(List.of(EscalationSimulationTest.site()), Receipt.NONE);
            storm(loop, clock, threads);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> loop.views().view().seq() > THREADS * MESSAGES);
            List<LiveDecision> decisions = decisions(loop, journal);
            assertThat(decisions)
                    .filteredOn(each -> each instanceof AlarmMoved moved && moved.reason() == MoveReason.RAISED)
                    .hasSize(1);
            assertThat(decisions)
                    .filteredOn(each ->
                            each instanceof IncidentMoved moved && moved.line().what() == Line.What.OPENED)
                    .hasSize(1);
            assertThat(decisions).filteredOn(NoticeOrdered.class::isInstance).hasSize(1);
        }
    }

    private static void storm(Loop loop, Clock clock, ExecutorService threads) throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * MESSAGES;
            all.add(threads.submit(() -> {
                together.await();
                for (int i = 0; i < MESSAGES; i++) {
                    loop.inbox()
                            .put(
                                    List.of(Stories.says(
                                            0, first + i, clock.nowMs() + first + i, Quantity.TEMPERATURE, 80)),
                                    Receipt.NONE);
                }
                return null;
            }));
        }
        together.countDown();
        for (Future<?> each : all) {
            each.get();
        }
    }

    private static List<LiveDecision> decisions(Loop loop, MemoryJournal journal) {
        List<LiveDecision> decisions = new ArrayList<>();
        for (long seq = 1; seq <= loop.views().view().seq(); seq++) {
            decisions.addAll(journal.decisions(seq));
        }
        return decisions;
    }
}
