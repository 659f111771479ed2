package org.beaconhub.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broker, journal, engine, outbox and receiver in one thread with a simulated clock; a seed decides what happens next,
 * crashes between any two steps among it. One seed again: {@code ./dev test -Dtest=SimulationTest -Dsimulation.seed=N}.
 */
@ExtendWith(QuietRecovery.class)
class SimulationTest {
    private static final int SEEDS = 2000;
    private static final int STEPS = 400;
    private static final int NODES = 3;

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostAndEveryNoticeIsActedOnOnceWhateverHappens() throws IOException {
        Long only = Long.getLong("simulation.seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? SEEDS : only); seed++) {
            new World(seed, folder.resolve(String.valueOf(seed))).live();
        }
    }

    private static final class World {
        private final long seed;
        private final Random random;
        private final Snapshots snapshots;
        private final MemoryJournal journal;
        /** What the broker holds for the hub: unacknowledged messages, oldest first; the first few were sent. */
        private final ArrayDeque<Observation> held = new ArrayDeque<>();

        private final Set<Observation> acknowledged = new HashSet<>();
        private final Map<String, Integer> acts = new HashMap<>();
        private final List<DeliveryReport> receipts = new ArrayList<>();
        private final long[] numbers = new long[NODES];
        private final boolean[] hot = new boolean[NODES];
        private long excursions;
        private long devicesMs = Stories.START_MS;
        /** The hub's clock, which is set back now and then. */
        private long hubMs = Stories.START_MS;

        private boolean diskFull;
        private Writer writer;
        private int crashes;

        World(long seed, Path folder) {
            this.seed = seed;
            this.random = new Random(seed);
            this.snapshots = new Snapshots(folder);
            this.journal = new MemoryJournal(() -> diskFull);
            this.writer = new Writer(journal, Mind.around(Engine.empty()));
        }

        void live() throws IOException {
            turn(List.of(new Queue.Put(List.of(Stories.site(NODES)), Receipt.NONE)), false);
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            diskFull = false;
            for (int round = 0; round < 4 || !held.isEmpty(); round++) {
                pass(1000);
                hubTurn(false);
                deliver(false);
            }
            hubTurn(false);
            check();
        }

        private void pass(long ms) {
            devicesMs += ms;
            hubMs += ms;
        }

        private void step() throws IOException {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> publish();
                case 4, 5 -> hubTurn(random.nextInt(6) == 0);
                case 6 -> pass(random.nextInt(3000));
                case 7 -> hubMs -= random.nextInt(2000);
                case 8 -> diskFull = random.nextInt(4) == 0;
                case 9 -> deliver(random.nextInt(3) == 0);
                case 10 -> {
                    if (random.nextInt(3) == 0) {
                        crash();
                    }
                }
                case 11 -> snapshot();
                default -> throw new IllegalStateException();
            }
        }

        /** A node gets hot or cools down now and then, and says how it is. */
        private void publish() {
            int node = random.nextInt(NODES);
            if (random.nextInt(5) == 0) {
                hot[node] = !hot[node];
                excursions += hot[node] ? 1 : 0;
            }
            pass(random.nextInt(500));
            held.add(Stories.says(node, numbers[node]++, devicesMs, Quantity.TEMPERATURE, hot[node] ? 80.0 : 20.0));
        }

        /** Takes in some of what the broker holds, a message twice now and then, and all receipts. */
        private void hubTurn(boolean crashInBetween) throws IOException {
            List<Queue.Put> batch = new ArrayList<>();
            receipts.forEach(report -> batch.add(new Queue.Put(List.of(report), Receipt.NONE)));
            receipts.clear();
            for (Observation message :
                    held.stream().limit(1 + random.nextInt(8)).toList()) {
                Receipt receipt = seq -> {
                    held.remove(message);
                    acknowledged.add(message);
                };
                batch.add(new Queue.Put(List.of(message), receipt));
                if (random.nextInt(10) == 0) {
                    batch.add(new Queue.Put(List.of(message), Receipt.NONE));
                }
            }
            turn(batch, crashInBetween);
        }

        private void turn(List<Queue.Put> batch, boolean crashInBetween) throws IOException {
            writer.append(batch, Math.max(hubMs, writer.engine().hubTimeMs()));
            if (crashInBetween && random.nextBoolean()) {
                crash();
                return;
            }
            try {
                writer.commit();
            } catch (JournalFull e) {
                crash();
                return;
            }
            if (crashInBetween) {
                crash();
                return;
            }
            writer.settle();
        }

        private void crash() throws IOException {
            crashes++;
            journal.crash();
            writer = new Writer(journal, Recovery.recover(journal, snapshots).mind());
        }

        private void snapshot() throws IOException {
            if (seed % 10 != 0) {
                return;
            }
            try {
                snapshots.save(writer.engine().seq(), writer.snapshot(), 1);
            } catch (JournalFull e) {
                crash();
            }
        }

        /** Sends what is pending to the receiver, which acts once on each id; receipts get lost now and then. */
        private void deliver(boolean receiptLost) {
            for (NoticeOrdered ordered : writer.engine().view().pendingNotices()) {
                String id = ordered.notice().id();
                acts.putIfAbsent(id, 0);
                acts.computeIfPresent(id, (key, times) -> times == 0 ? 1 : times);
                if (!receiptLost) {
                    receipts.add(new DeliveryReport(id, ordered.channel(), 1, new DeliveryReport.Delivered("200")));
                }
            }
        }

        private void check() {
            Engine again = Engine.empty();
            Set<String> ordered = new HashSet<>();
            Set<Observation> journaled = new HashSet<>();
            long raised = 0;
            for (Entry entry : journal.read(1, Integer.MAX_VALUE)) {
                if (entry.fact() instanceof Observation observation) {
                    journaled.add(observation);
                }
                List<LiveDecision> made = again.apply(entry);
                assertThat(journal.decisions(entry.seq()))
                        .as("seed %d: decisions of entry %d", seed, entry.seq())
                        .isEqualTo(made);
                for (LiveDecision decision : made) {
                    if (decision instanceof NoticeOrdered notice) {
                        assertThat(ordered.add(notice.notice().id()))
                                .as(
                                        "seed %d: id %s is new",
                                        seed, notice.notice().id())
                                .isTrue();
                    }
                    if (decision instanceof AlarmMoved moved
                            && (moved.reason() == MoveReason.RAISED || moved.reason() == MoveReason.RAISED_AGAIN)) {
                        raised++;
                    }
                }
            }
            assertThat(again.digest())
                    .as("seed %d: state", seed)
                    .isEqualTo(writer.engine().digest());
            assertThat(journaled).as("seed %d: acknowledged", seed).containsAll(acknowledged);
            assertThat(raised)
                    .as("seed %d: one alarm for each time that a node got hot (%d crashes)", seed, crashes)
                    .isEqualTo(excursions);
            assertThat(acts.keySet()).as("seed %d: notices", seed).isEqualTo(ordered);
            assertThat(writer.engine().view().pendingNotices())
                    .as("seed %d: outbox", seed)
                    .isEmpty();
        }
    }
}
