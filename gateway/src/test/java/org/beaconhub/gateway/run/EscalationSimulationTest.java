package org.beaconhub.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.escalation.EscalationState;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Incidents, the people called to them, and channels that fail or lose their receipts, in one thread with a simulated
 * clock; a seed decides what happens next, crashes between any two steps among it. One seed again:
 * {@code ./dev test -Dtest=EscalationSimulationTest -Dsimulation.seed=N}; more of them: {@code -Dsimulation.seeds=N}.
 */
@ExtendWith(QuietRecovery.class)
class EscalationSimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 1_000);
    private static final int STEPS = 150;
    private static final int NODES = 3;
    /** How late a step may be by the hub's time, in milliseconds. */
    private static final long LATE_MS_MAX = 1000;

    @TempDir
    Path folder;

    @Test
    void noAnsweredIncidentCallsAnybodyAndEveryStepIsTakenInTimeWhateverHappens() throws IOException {
        Long only = Long.getLong("simulation.seed");
        Figures figures = new Figures();
        for (long seed = only == null ? 1 : only; seed <= (only == null ? SEEDS : only); seed++) {
            new World(seed, folder.resolve(String.valueOf(seed)), figures).live();
        }
        if (only == null) {
            assertThat(figures.answers).as("answers").isGreaterThan(SEEDS);
            assertThat(figures.steps).as("later steps").isGreaterThan(SEEDS);
            assertThat(figures.crashes).as("crashes").isGreaterThan(SEEDS);
        }
    }

    private static final class Figures {
        private long answers;
        private long steps;
        private long crashes;
    }

    static SiteChanged site() {
        List<SiteFile> files = new ArrayList<>(Stories.site(NODES).files());
        files.removeIf(file -> file.name().equals("channels.yaml"));
        files.add(new SiteFile("channels.yaml", """
                channels:
                  - { name: sms, type: webhook, url: "http://127.0.0.1:1/s", kinds: [alarm], min-severity: severe, secret: s }
                  - { name: mail, type: webhook, url: "http://127.0.0.1:1/m", kinds: [alarm], min-severity: severe, secret: s }
                """));
        files.add(new SiteFile("contacts.yaml", """
                contacts:
                  - { id: grid, name: { zh: 网格员, en: Grid worker } }
                  - { id: community, name: { zh: 社区, en: Community } }
                  - { id: subdistrict, name: { zh: 街道, en: Subdistrict } }
                  - { id: brigade, name: { zh: 消防, en: Brigade } }
                """));
        files.add(new SiteFile("escalation.yaml", """
                policies:
                  - policy: chain
                    min-severity: severe
                    steps:
                      - { tell: [contact grid], over: [sms, mail] }
                      - { after: 20 s, tell: [contact community], over: [sms, mail] }
                      - { after: 20 s, tell: [contact subdistrict], over: [mail, sms] }
                      - { after: 20 s, min-severity: critical, tell: [contact brigade], over: [sms] }
                """));
        return new SiteChanged("start", files);
    }

    private static final class World {
        private final long seed;
        private final Random random;
        private final Figures figures;
        private final Snapshots snapshots;
        private final MemoryJournal journal = new MemoryJournal(() -> false);
        /** The ids that the receiver has acted upon, each once. */
        private final Set<String> acts = new HashSet<>();

        private final List<LiveFact> coming = new ArrayList<>();
        private final long[] numbers = new long[NODES];
        private final Set<String> down = new HashSet<>();
        private long hubMs = Stories.START_MS;
        private Writer writer = new Writer(journal, Mind.around(Engine.empty()));

        World(long seed, Path folder, Figures figures) {
            this.seed = seed;
            this.random = new Random(seed);
            this.figures = figures;
            this.snapshots = new Snapshots(folder);
        }

        void live() throws IOException {
            coming.add(site());
            turn(false);
            for (int step = 0; step < STEPS; step++) {
                step();
                turn(random.nextInt(12) == 0);
            }
            check();
        }

        private void step() throws IOException {
            switch (random.nextInt(10)) {
                case 0 -> say(Quantity.TEMPERATURE, random.nextInt(3) > 0 ? 80 : 20);
                case 1 -> say(Quantity.SMOKE, random.nextInt(3) == 0 ? 6 : 1);
                case 2, 3, 4 -> pass(random.nextInt(12_000));
                case 5 -> hubMs -= random.nextInt(2000);
                case 6, 7 -> deliver(random.nextInt(4) == 0);
                case 8 -> {
                    if (random.nextInt(3) == 0) {
                        answer();
                    } else if (!down.remove("sms")) {
                        down.add(random.nextBoolean() ? "sms" : "mail");
                    } else {
                        down.remove("mail");
                    }
                }
                case 9 -> {
                    if (random.nextBoolean()) {
                        crash();
                    } else if (seed % 10 == 0) {
                        snapshot();
                    }
                }
                default -> throw new IllegalStateException();
            }
        }

        private void say(Quantity quantity, double value) {
            int node = random.nextInt(NODES);
            coming.add(Stories.says(node, numbers[node]++, hubMs, quantity, value));
        }

        /** Time passes, and the hub has a turn at least each half second. */
        private void pass(long ms) throws IOException {
            for (long left = ms; left > 0; left -= 500) {
                hubMs += Math.min(left, 500);
                turn(false);
            }
        }

        private void answer() {
            List<Incident> incidents = writer.engine().view().incidents().incidents();
            if (!incidents.isEmpty()) {
                Incident incident = incidents.get(random.nextInt(incidents.size()));
                IncidentAct act = switch (random.nextInt(4)) {
                    case 0 -> new IncidentAct.Advance(incident.id(), IncidentAct.Step.VERIFY, "");
                    case 1 -> new IncidentAct.CloseIncident(incident.id(), Command.Disposition.FALSE, "");
                    default -> new IncidentAct.Acknowledge(incident.id(), "");
                };
                coming.add(new Command("operator", act));
            }
        }

        private void turn(boolean crashInBetween) throws IOException {
            List<Queue.Put> batch = coming.stream()
                    .map(fact -> new Queue.Put(List.of(fact), Receipt.NONE))
                    .toList();
            coming.clear();
            writer.append(batch, Math.max(hubMs, writer.engine().hubTimeMs()));
            try {
                if (!crashInBetween || random.nextBoolean()) {
                    writer.commit();
                }
            } catch (JournalFull e) {
                throw new IllegalStateException(e);
            }
            if (crashInBetween) {
                crash();
            } else {
                writer.settle();
            }
        }

        private void crash() throws IOException {
            figures.crashes++;
            journal.crash();
            writer = new Writer(journal, Recovery.recover(journal, snapshots).mind());
        }

        private void snapshot() throws IOException {
            try {
                snapshots.save(writer.engine().seq(), writer.snapshot(), 1);
            } catch (JournalFull e) {
                throw new IllegalStateException(e);
            }
        }

        /** Sends what is pending; a channel that is down gives up, and receipts get lost now and then. */
        private void deliver(boolean receiptLost) {
            for (NoticeOrdered ordered : writer.engine().view().pendingNotices()) {
                String id = ordered.notice().id();
                boolean broken = down.contains(ordered.channel());
                if (!broken) {
                    acts.add(id);
                }
                if (!receiptLost) {
                    DeliveryReport.Result result = broken
                            ? new DeliveryReport.Failed(Text.verbatim("down"))
                            : new DeliveryReport.Delivered("200");
                    coming.add(new DeliveryReport(id, ordered.channel(), 1, result));
                }
            }
        }

        private void check() {
            Engine again = Engine.empty();
            Set<String> ordered = new HashSet<>();
            Map<String, Severity> answered = new HashMap<>();
            List<Escalation> standing = List.of();
            for (Entry entry : journal.read(1, Integer.MAX_VALUE)) {
                inTime(standing, entry);
                List<LiveDecision> made = again.apply(entry);
                for (LiveDecision decision : made) {
                    if (decision instanceof NoticeOrdered notice) {
                        assertThat(ordered.add(notice.notice().id()))
                                .as(
                                        "seed %d: id %s is new",
                                        seed, notice.notice().id())
                                .isTrue();
                    } else if (decision instanceof IncidentMoved moved) {
                        moved(moved, answered);
                    } else if (decision instanceof IncidentCalled called
                            && called.reason().calls()) {
                        called(called, answered);
                    }
                }
                // A step whose notices all wait for their turn is taken without a decision.
                if (!made.isEmpty() || entry.fact() instanceof TimePassed) {
                    standing = again.view().escalations();
                    nothingPends(again, answered);
                }
            }
            assertThat(again.digest())
                    .as("seed %d: state", seed)
                    .isEqualTo(writer.engine().digest());
            assertThat(ordered)
                    .as("seed %d: what was acted upon was ordered", seed)
                    .containsAll(acts);
        }

        private void inTime(List<Escalation> standing, Entry entry) {
            for (Escalation each : standing) {
                if (each.state() instanceof EscalationState.Calling calling) {
                    assertThat(entry.hubTimeMs() - calling.dueMs())
                            .as("seed %d: entry %d: how late step %d is", seed, entry.seq(), each.step() + 1)
                            .isLessThanOrEqualTo(LATE_MS_MAX);
                }
            }
        }

        private void moved(IncidentMoved moved, Map<String, Severity> answered) {
            Line.What what = moved.line().what();
            if (what == Line.What.ACKNOWLEDGED || what == Line.What.VERIFIED || what == Line.What.CLOSED) {
                answered.put(moved.incident().id(), moved.incident().severity());
                figures.answers++;
            }
        }

        /** Only what is graver than when it was answered may call again. */
        private void called(IncidentCalled called, Map<String, Severity> answered) {
            figures.steps += called.step() > 1 ? 1 : 0;
            Severity then = answered.get(called.incident().id());
            if (then != null) {
                assertThat(called.incident().severity())
                        .as(
                                "seed %d: incident %s was answered, and calls: %s",
                                seed, called.incident().id(), called.reason())
                        .isGreaterThan(then);
                answered.remove(called.incident().id());
            }
        }

        private void nothingPends(Engine engine, Map<String, Severity> answered) {
            for (NoticeOrdered each : engine.view().pendingNotices()) {
                if (each.notice().about() instanceof IncidentCalled called
                        && called.reason().calls()) {
                    assertThat(answered.keySet())
                            .as(
                                    "seed %d: notice %s is still to be sent",
                                    seed, each.notice().id())
                            .doesNotContain(called.incident().id());
                }
            }
        }
    }
}
