package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.codec.FactCodec;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentBook;
import org.beaconhub.rules.incident.Line;
import org.beaconhub.rules.incident.Sign;
import org.junit.jupiter.api.Test;

/** Random readings, reports, acts and crashes; a failure names its seed. */
class IncidentPropertyTest {
    private static final int SEEDS = 60;
    private static final int STEPS = 300;

    private long seed;

    private Story live() {
        Random random = new Random(seed);
        Story story = IncidentSite.story();
        double second = 0;
        for (int step = 0; step < STEPS; step++) {
            second += random.nextInt(12) == 0 ? random.nextInt(20_000) : random.nextDouble() * 20;
            int before = story.decisions.size();
            step(story, random, second);
            check(story, before);
            if (random.nextInt(20) == 0) {
                story.engine = Engine.restore(story.engine.snapshot());
            }
        }
        return story;
    }

    private static void step(Story story, Random random, double second) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> story.tell(second, new Command("li", incidentAct(story, random)));
            case 3 -> story.tell(second, new Command("li", alarmAct(story, random)));
            case 4 -> story.tell(second, report(random));
            case 5 -> story.observe(second, "gate-1", Quantity.DOOR, random.nextInt(2));
            case 6 -> story.observe(second, node(random), Quantity.SMOKE, random.nextInt(11));
            default -> story.observe(second, node(random), Quantity.TEMPERATURE, random.nextInt(90));
        }
        if (random.nextInt(100) == 0) {
            story.tell(
                    second,
                    IncidentSite.with(
                            IncidentSite.PROCEDURES,
                            IncidentSite.UNITS,
                            IncidentSite.POINTS,
                            random.nextBoolean() ? IncidentSite.RULES : IncidentSite.RULES.replace("60", "45")));
        }
    }

    private static String node(Random random) {
        return "fn-" + (1 + random.nextInt(3));
    }

    private static PersonReport report(Random random) {
        String type = List.of("fire", "intrusion", "other", "flood").get(random.nextInt(4));
        Place place = random.nextBoolean() ? Place.NONE : new Place(35.8 + random.nextInt(3) * 0.05, 120.1);
        String area = List.of("forest/east", "town", "moon").get(random.nextInt(3));
        return new PersonReport("ABCDEFGHJK", type, area, place, "smoke", "");
    }

    private static String some(List<String> ids, Random random) {
        return ids.isEmpty() || random.nextInt(20) == 0 ? "none" : ids.get(random.nextInt(ids.size()));
    }

    private static Command.Act alarmAct(Story story, Random random) {
        List<String> ids = story.engine.view().alarms().stream().map(Alarm::id).toList();
        String id = some(ids, random);
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Command.Acknowledge(id);
            case 2 -> new Command.TakeOut(node(random), "reason");
            case 3 -> new Command.PutBack(node(random), "");
            default -> new Command.Close(id, Disposition.TEST, "");
        };
    }

    private static IncidentAct incidentAct(Story story, Random random) {
        List<Incident> incidents = story.engine.view().incidents().incidents();
        List<String> ids = incidents.stream().map(Incident::id).toList();
        String id = some(ids, random);
        List<String> signs = incidents.stream()
                .filter(each -> each.id().equals(id))
                .flatMap(each -> each.signs().stream())
                .map(Sign::id)
                .toList();
        return switch (random.nextInt(11)) {
            case 0 -> new IncidentAct.Merge(id, some(ids, random));
            case 1 -> new IncidentAct.Split(id, List.of(some(signs, random)));
            case 2 -> new IncidentAct.Tick(id, random.nextInt(4), "");
            case 3 -> new IncidentAct.Remark(id, "wind");
            case 4 -> new IncidentAct.Assign(id, random.nextBoolean() ? "police" : "navy");
            case 5 ->
                new IncidentAct.CloseIncident(
                        id, Disposition.values()[random.nextInt(Disposition.values().length)], "");
            case 6 ->
                new IncidentAct.Agree(
                        id, IncidentAct.Check.values()[random.nextInt(3)], random.nextBoolean() ? "seen" : "");
            case 7 -> new IncidentAct.Publish(id, new Text("请避开", "keep away"));
            case 8 -> new IncidentAct.Withdraw(id);
            default -> new IncidentAct.Advance(id, IncidentAct.Step.values()[random.nextInt(4)], "");
        };
    }

    /** Each alarm that calls is a sign of exactly one incident that waits for signs. */
    private void check(Story story, int before) {
        List<Incident> incidents = story.engine.view().incidents().incidents();
        Set<String> open = new HashSet<>();
        for (Incident incident : incidents) {
            assertThat(incident.lines()).hasSizeLessThanOrEqualTo(Incident.LINES_MAX);
            if (incident.awaitsSigns()) {
                incident.signs()
                        .forEach(sign -> assertThat(open.add(sign.id()))
                                .as("seed %d: %s in two incidents", seed, sign.id())
                                .isTrue());
            }
            assertThat(incident.head().severity())
                    .as("seed %d", seed)
                    .isEqualTo(new TreeSet<>(incident.signs().stream()
                                    .map(Sign::severity)
                                    .toList())
                            .last());
            assertThat(incident.head().firstOut())
                    .isEqualTo(incident.signs().getFirst().id());
        }
        assertThat(incidents).as("seed %d", seed).hasSizeLessThanOrEqualTo(IncidentBook.INCIDENTS_MAX);
        if (story.decisions.subList(before, story.decisions.size()).stream().anyMatch(this::closes)) {
            return;
        }
        for (LiveDecision decision : story.decisions.subList(before, story.decisions.size())) {
            if (decision instanceof AlarmMoved moved
                    && moved.alarm().kind() == Kind.ALARM
                    && moved.reason().calls(moved.alarm().state())) {
                assertThat(open)
                        .as("seed %d: %s is lost", seed, moved.alarm().id())
                        .contains(moved.alarm().id());
            }
        }
    }

    private boolean closes(LiveDecision decision) {
        return decision instanceof IncidentMoved moved && moved.line().what() == Line.What.CLOSED;
    }

    @Test
    void noAlarmIsLostFromItsIncidentAndNoneIsInTwo() {
        for (seed = 0; seed < SEEDS; seed++) {
            live();
        }
    }

    @Test
    void idsAreUniqueAndAnIncidentThatIsOverNeverComesBack() {
        for (seed = 0; seed < SEEDS; seed++) {
            Set<String> opened = new HashSet<>();
            Set<String> over = new HashSet<>();
            for (LiveDecision decision : live().decisions) {
                if (decision instanceof IncidentMoved(var cause, Incident.Head head, Line line)) {
                    assertThat(over).as("seed %d", seed).doesNotContain(head.id());
                    if (line.what() == Line.What.OPENED) {
                        assertThat(opened.add(head.id()))
                                .as("seed %d: %s", seed, head.id())
                                .isTrue();
                    }
                    assertThat(opened).as("seed %d", seed).contains(head.id());
                    if (line.what() == Line.What.MERGED || line.what() == Line.What.LOOKED_BACK) {
                        over.add(head.id());
                    }
                }
            }
            assertThat(opened).as("seed %d", seed).isNotEmpty();
        }
    }

    @Test
    void aRunWithCrashesDecidesWhatTheStraightRunDecidesAndFactsAndDecisionsKeepTheirBytes() {
        for (seed = 0; seed < SEEDS; seed++) {
            Story story = live();
            Engine straight = Engine.empty();
            List<LiveDecision> decisions = new ArrayList<>();
            story.entries.forEach(entry -> {
                ByteSink sink = new ByteSink(64);
                FactCodec.write(sink, entry.fact(), 0);
                assertThat(FactCodec.read(new ByteSource(sink.toBytes()), 0)).isEqualTo(entry.fact());
                decisions.addAll(straight.apply(entry));
            });
            decisions.forEach(decision -> {
                ByteSink sink = new ByteSink(64);
                DecisionCodec.write(sink, decision);
                assertThat(DecisionCodec.read(new ByteSource(sink.toBytes()))).isEqualTo(decision);
            });
            assertThat(decisions).as("seed %d", seed).isEqualTo(story.decisions);
            assertThat(straight.digest()).as("seed %d", seed).isEqualTo(story.engine.digest());
        }
    }
}
