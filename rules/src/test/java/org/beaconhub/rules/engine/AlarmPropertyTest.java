package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmGrid;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Act;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;

/** Random observations, acts and crashes; a failure names its seed. */
class AlarmPropertyTest {
    private static final int SEEDS = 60;
    private static final int STEPS = 250;
    private static final Set<String> WAYS = AlarmGrid.ways();
    private static final String RULES = Sites.RULES.replace("  clear: smoke", "  latch: true\n  clear: smoke") + """
            - rule: warm
              on: forest-node
              raise: temperature > 40 °C
              kind: supervisory
              severity: moderate
              inhibited-by: [hot]
              limit: 3 in 1 min
              message: { zh: "{device} 温暖", en: "{device} is warm" }
            - rule: smoky
              on: forest-node
              raise: smoke > 8 %/m
              kind: alarm
              severity: critical
              latch: true
              message: { zh: "{device} 浓烟", en: "{device} smokes" }
            - rule: haze
              on: forest-node
              raise: smoke > 3 %/m
              confirm: temperature > 30 °C → severity extreme
              kind: alarm
              severity: moderate
              message: { zh: "{device} 轻烟", en: "{device} hazes" }
            """;

    private final Map<String, AlarmState> known = new HashMap<>();
    private long seed;

    private Story live() {
        Random random = new Random(seed);
        Story story = Story.begin(RULES);
        known.clear();
        int seen = 0;
        double second = 0;
        for (int step = 0; step < STEPS; step++) {
            second += random.nextInt(12) == 0 ? random.nextInt(2000) : random.nextDouble() * 10;
            if (random.nextInt(3) == 0) {
                story.tell(second, new Command("li", act(story, random)));
            } else {
                boolean smoke = random.nextBoolean();
                story.observe(
                        second,
                        "fn-" + (1 + random.nextInt(3)),
                        smoke ? Quantity.SMOKE : Quantity.TEMPERATURE,
                        random.nextInt(smoke ? 12 : 80));
            }
            if (random.nextInt(20) == 0) {
                story.engine = Engine.restore(story.engine.snapshot());
            }
            seen = check(story, seen);
        }
        story.until(second + 8 * 86_400);
        check(story, seen);
        return story;
    }

    private static Act act(Story story, Random random) {
        List<Alarm> alarms = story.engine.view().alarms();
        String alarm = alarms.isEmpty()
                ? "A0-0"
                : alarms.get(random.nextInt(alarms.size())).id();
        String device = "fn-" + (1 + random.nextInt(4));
        return switch (random.nextInt(10)) {
            case 0 -> new Command.Reset(alarm, "");
            case 1, 2 -> new Command.Shelve(alarm, 60_000L * (1 + random.nextInt(60)), "reason");
            case 3 -> new Command.Unshelve(alarm, "");
            case 4 -> new Command.TakeOut(device, "reason");
            case 5 -> new Command.PutBack(device, "");
            case 6 ->
                new Command.BeginMaintenance(
                        random.nextBoolean() ? "forest" : "forest/east",
                        Story.START_MS + random.nextInt(5_000_000),
                        60_000L * (1 + random.nextInt(60)),
                        "reason");
            case 7 ->
                new Command.EndMaintenance(
                        story.engine.view().maintenances().stream()
                                .map(each -> each.id())
                                .findFirst()
                                .orElse("M0"),
                        "");
            case 8 -> new Command.Close(alarm, Disposition.TEST, "");
            default -> new Command.Acknowledge(alarm);
        };
    }

    private int check(Story story, int seen) {
        for (LiveDecision decision : story.decisions.subList(seen, story.decisions.size())) {
            if (decision instanceof AlarmMoved moved) {
                checkWay(moved);
            }
        }
        for (Alarm alarm : story.engine.view().alarms()) {
            if (alarm.state() instanceof AlarmState.Shelved shelved) {
                assertThat(alarm.lifeSafety()).as("seed %d: %s", seed, alarm).isFalse();
                assertThat(shelved.untilMs()).as("seed %d: %s", seed, alarm).isGreaterThan(story.engine.hubTimeMs());
            }
            if (alarm.state() instanceof AlarmState.SuppressedByDesign) {
                assertThat(alarm.lifeSafety()).as("seed %d: %s", seed, alarm).isFalse();
            }
        }
        assertThat(story.engine.nextTimerMs()).as("seed %d", seed).isGreaterThan(story.engine.hubTimeMs());
        return story.decisions.size();
    }

    private void checkWay(AlarmMoved moved) {
        Alarm alarm = moved.alarm();
        AlarmState before = known.getOrDefault(alarm.id(), new AlarmState.Normal());
        String way = AlarmGrid.way(AlarmGrid.name(before), alarm.state(), moved.reason());
        boolean staysConfirmed = moved.reason() == MoveReason.CONFIRMED && before.equals(alarm.state());
        if (!staysConfirmed) {
            assertThat(WAYS).as("seed %d: %s", seed, alarm.id()).contains(way);
        }
        known.put(alarm.id(), alarm.state());
    }

    @Test
    void everyMoveIsInTheTableShelvesEndAndMattersOfLifeAreNeverSilenced() {
        for (seed = 0; seed < SEEDS; seed++) {
            Story story = live();
            assertThat(story.engine.view().alarms())
                    .as("seed %d", seed)
                    .noneMatch(alarm -> alarm.state() instanceof AlarmState.Shelved);
            assertThat(story.engine.view().maintenances()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void aRunWithCrashesDecidesWhatTheStraightRunDecides() {
        for (seed = 0; seed < SEEDS; seed++) {
            Story story = live();
            Engine straight = Engine.empty();
            List<LiveDecision> decisions = new ArrayList<>();
            story.entries.forEach(entry -> decisions.addAll(straight.apply(entry)));
            assertThat(decisions).as("seed %d", seed).isEqualTo(story.decisions);
            assertThat(straight.digest()).as("seed %d", seed).isEqualTo(story.engine.digest());
        }
    }
}
