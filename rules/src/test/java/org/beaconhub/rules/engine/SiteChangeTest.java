package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.HubRule;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Device;
import org.junit.jupiter.api.Test;

/** A site that changes while alarms stand. */
class SiteChangeTest {
    private static final int SEEDS = 40;
    private static final int STEPS = 80;
    private static final String HOT = rule("hot", "forest-node", "temperature > 60 °C", "", "severe");

    private final Map<String, Double> last = new HashMap<>();
    private long seed;

    private static String rule(String name, String on, String raise, String clear, String severity) {
        return """
                - rule: %s
                  on: %s
                  raise: %s
                  %skind: alarm
                  severity: %s
                  message: { zh: "{device} 热 %s", en: "{device} is hot: %s" }
                """.formatted(
                        name, on, raise, clear.isEmpty() ? "" : "clear: " + clear + "\n  ", severity, raise, raise);
    }

    /** The small site with some rules, without a device. */
    static SiteChanged without(String device, String rules) {
        return new SiteChanged(
                "li",
                Sites.with(rules).files().stream()
                        .map(file -> new SiteFile(
                                file.name(),
                                file.text()
                                        .lines()
                                        .filter(line -> !line.contains("id: " + device))
                                        .collect(Collectors.joining("\n"))))
                        .toList());
    }

    private static Story burning() {
        Story story = Story.begin(HOT).observe(1, "fn-1", TEMPERATURE, 70);
        return story.tell(
                2, new Command("li", new Command.Acknowledge(story.alarm().id())));
    }

    @Test
    void theAlarmOfAChangedRuleGoesOnWithItsIdAndAcknowledgementAndSaysWhatTheRuleSaysNow() {
        Story story = burning();
        Alarm before = story.alarm();
        story.tell(3, Sites.with(rule("hot", "forest-node", "temperature > 50 °C", "", "critical")));
        Alarm after = story.alarm();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.explanation()).isEqualTo(before.explanation());
        assertThat(after.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(after.message().en()).isEqualTo("Node 1 is hot: temperature > 50 °C");
        assertThat(story.moves()).last().isEqualTo("2 RULE_CHANGED hot fn-1");
    }

    @Test
    void anotherMessageAloneIsAChangeToo() {
        Story story = burning().tell(3, Sites.with(HOT.replace("is hot", "burns")));
        assertThat(story.alarm().message().en()).startsWith("Node 1 burns");
        story.tell(4, Sites.with(HOT.replace("is hot", "burns") + "# a remark\n"));
        assertThat(story.moves())
                .filteredOn(move -> move.contains("RULE_CHANGED"))
                .hasSize(1);
    }

    @Test
    void itReturnsWhereTheNewConditionDoesNotHold() {
        Story story = burning();
        story.tell(3, Sites.with(rule("hot", "forest-node", "temperature > 80 °C", "", "severe")));
        assertThat(story.moves()).endsWith("2 RULE_CHANGED hot fn-1", "3 RETURNED hot fn-1");
    }

    @Test
    void itStaysUntilTheNewClearHoldsWhereThereIsOne() {
        Story story = burning();
        story.tell(3, Sites.with(rule("hot", "forest-node", "temperature > 80 °C", "temperature < 30 °C", "severe")));
        story.observe(9, "fn-1", TEMPERATURE, 40);
        assertThat(story.moves()).last().isEqualTo("2 RULE_CHANGED hot fn-1");
        story.observe(10, "fn-1", TEMPERATURE, 20);
        assertThat(story.moves()).last().isEqualTo("10 RETURNED hot fn-1");
    }

    @Test
    void whatMustLastCountsAsLastingWhereItHoldsNowThoughTheDeviceHasLongBeenSilent() {
        Story story = burning().until(200);
        story.tell(201, Sites.with(rule("hot", "forest-node", "temperature > 65 °C for 20 s", "", "severe")));
        story.observe(213, "fn-1", TEMPERATURE, 70).until(260);
        assertThat(story.moves()).last().isEqualTo("2 RULE_CHANGED hot fn-1");
        story.observe(261, "fn-1", TEMPERATURE, 20);
        assertThat(story.moves()).last().isEqualTo("261 RETURNED hot fn-1");
        story.observe(262, "fn-1", TEMPERATURE, 70).observe(281, "fn-1", TEMPERATURE, 70);
        assertThat(story.moves()).last().isEqualTo("261 RETURNED hot fn-1");
        story.observe(282, "fn-1", TEMPERATURE, 70);
        assertThat(story.moves()).last().isEqualTo("282 RAISED_AGAIN hot fn-1");
    }

    @Test
    void whatIsNotKnownYetUnderTheNewRuleEndsNothing() {
        Story story = burning();
        story.tell(
                3,
                Sites.with(rule("hot", "forest-node", "rise(temperature, 1 min) > 5 °C/min for 10 s", "", "severe")));
        story.observe(10, "fn-1", TEMPERATURE, 80).observe(20, "fn-1", TEMPERATURE, 90);
        assertThat(story.moves()).last().isEqualTo("2 RULE_CHANGED hot fn-1");
        story.observe(30, "fn-1", TEMPERATURE, 100);
        assertThat(story.moves()).last().isEqualTo("2 RULE_CHANGED hot fn-1");
        story.observe(90, "fn-1", TEMPERATURE, 20)
                .observe(95, "fn-1", TEMPERATURE, 20)
                .observe(99, "fn-1", TEMPERATURE, 20);
        story.observe(120, "fn-1", TEMPERATURE, 20);
        assertThat(story.moves()).last().asString().endsWith("RETURNED hot fn-1");
    }

    @Test
    void itIsClosedWithTheReasonWhereRuleOrDeviceIsGoneOrTheyHaveNothingToDoWithOneAnother() {
        assertThat(noteOf(Sites.with(rule("other", "gate", "door", "", "minor"))))
                .contains("the rule was removed");
        assertThat(noteOf(without("fn-1", HOT))).contains("the device was removed");
        assertThat(noteOf(Sites.with(HOT.replace("on: forest-node", "on: forest-node in forest"))))
                .contains("the rule does not watch the device any more");
    }

    private static String noteOf(SiteChanged change) {
        AlarmMoved moved = (AlarmMoved) burning().tell(3, change).decisions.stream()
                .filter(AlarmMoved.class::isInstance)
                .toList()
                .getLast();
        return ((AlarmState.Closed) moved.alarm().state()).note();
    }

    @Test
    void whatBecomesAMatterOfLifeComesOffTheShelf() {
        Story story = burning();
        story.tell(3, new Command("li", new Command.Shelve(story.alarm().id(), 600_000, "work")));
        story.tell(4, Sites.with(HOT.replace("severe", "critical")));
        assertThat(story.moves()).endsWith("3 RULE_CHANGED hot fn-1", "4 SHELF_EXPIRED hot fn-1");
    }

    @Test
    void aChannelThatTheAlarmWasForHearsThatItIsForItNoMore() {
        Story story = burning();
        story.tell(3, Sites.with(HOT.replace("severe", "minor")));
        NoticeOrdered last = (NoticeOrdered) story.decisions.stream()
                .filter(NoticeOrdered.class::isInstance)
                .toList()
                .getLast();
        assertThat(last.channel()).isEqualTo("brigade");
        assertThat(((AlarmMoved) last.notice().about()).alarm().severity()).isEqualTo(Severity.MINOR);
    }

    @Test
    void noStandingConditionLosesItsAlarmAndNoAlarmStaysWhoseRuleOrDeviceIsGone() {
        for (seed = 0; seed < SEEDS; seed++) {
            Story story = random();
            Engine straight = Engine.empty();
            List<LiveDecision> decisions = new ArrayList<>();
            story.entries.forEach(entry -> decisions.addAll(straight.apply(entry)));
            assertThat(decisions).as("seed %d", seed).isEqualTo(story.decisions);
            assertThat(straight.digest()).as("seed %d", seed).isEqualTo(story.engine.digest());
        }
    }

    /** A crash is a snapshot read back, at any entry, right before and after a change too. */
    private Story random() {
        Random random = new Random(seed);
        Story story = Story.begin(rules(random));
        last.clear();
        double second = 0;
        for (int step = 0; step < STEPS; step++) {
            second += random.nextDouble() * (random.nextInt(10) == 0 ? 90 : 9);
            if (random.nextInt(4) == 0) {
                change(story, second, random);
            } else if (random.nextInt(5) == 0 && !story.engine.view().alarms().isEmpty()) {
                story.tell(second, new Command("li", act(story, random)));
            } else {
                String device = "fn-" + (1 + random.nextInt(3));
                double celsius = random.nextInt(100);
                story.observe(second, device, TEMPERATURE, celsius);
                last.put(device, celsius);
            }
            if (random.nextInt(4) == 0) {
                story.engine = Engine.restore(story.engine.snapshot());
            }
            noStranger(story);
            assertThat(story.engine.nextTimerMs()).as("seed %d", seed).isGreaterThan(story.engine.hubTimeMs());
        }
        return story;
    }

    private void change(Story story, double second, Random random) {
        String rules = rules(random);
        SiteChanged change =
                random.nextInt(4) == 0 ? without("fn-" + (1 + random.nextInt(3)), rules) : Sites.with(rules);
        story.until(second);
        if (random.nextBoolean()) {
            story.engine = Engine.restore(story.engine.snapshot());
        }
        List<Alarm> before = story.engine.view().alarms();
        story.tell(second, change);
        last.keySet().removeIf(device -> story.engine.site().device(device).isEmpty());
        for (Alarm alarm : before) {
            if (alarm.state().holds() && stands(story.engine, alarm)) {
                assertThat(story.engine.view().alarms())
                        .as("seed %d: %s", seed, alarm)
                        .anyMatch(each ->
                                each.id().equals(alarm.id()) && each.state().holds());
            }
        }
    }

    /** Whether an alarm's condition holds, as far as the last reading tells, under the rules as they are now. */
    private boolean stands(Engine engine, Alarm alarm) {
        Double celsius = last.get(alarm.subject());
        return celsius != null
                && watching(engine, alarm)
                        .anyMatch(rule ->
                                celsius > Double.parseDouble(rule.raise().text().split(" ")[2]));
    }

    private static java.util.stream.Stream<Rule> watching(Engine engine, Alarm alarm) {
        return engine.site().device(alarm.subject()).stream()
                .flatMap(device -> engine.site().rulebook().rules().stream()
                        .filter(rule -> rule.name().equals(alarm.rule()))
                        .filter(rule -> watches(rule, device)));
    }

    private static boolean watches(Rule rule, Device device) {
        return rule.on().matches(device.type().name(), device.area());
    }

    private void noStranger(Story story) {
        for (Alarm alarm : story.engine.view().alarms()) {
            if (!alarm.rule().equals(HubRule.OUT_OF_SERVICE.key())) {
                assertThat(watching(story.engine, alarm))
                        .as("seed %d: %s", seed, alarm)
                        .isNotEmpty();
            }
        }
    }

    private static Command.Act act(Story story, Random random) {
        List<Alarm> alarms = story.engine.view().alarms();
        String alarm = alarms.get(random.nextInt(alarms.size())).id();
        return switch (random.nextInt(5)) {
            case 0 -> new Command.Shelve(alarm, 60_000, "reason");
            case 1 -> new Command.TakeOut("fn-" + (1 + random.nextInt(3)), "reason");
            case 2 -> new Command.Close(alarm, Command.Disposition.TEST, "");
            case 3 -> new Command.Reset(alarm, "");
            default -> new Command.Acknowledge(alarm);
        };
    }

    private static String rules(Random random) {
        StringBuilder rules = new StringBuilder();
        for (String name : List.of("a", "b", "c")) {
            if (random.nextInt(5) > 0) {
                int threshold = 40 + 10 * random.nextInt(4);
                rules.append(rule(
                                name,
                                random.nextInt(4) == 0 ? "forest-node in forest/east" : "forest-node",
                                "temperature > " + threshold + " °C" + (random.nextBoolean() ? " for 20 s" : ""),
                                random.nextBoolean() ? "" : "temperature < " + (threshold - 10) + " °C",
                                List.of("minor", "severe", "critical").get(random.nextInt(3)))
                        .replace("  severity", random.nextBoolean() ? "  latch: true\n  severity" : "  severity"));
            }
        }
        return rules.append(rule("never", "gate", "door for 1 h", "", "minor")).toString();
    }

    @Test
    void aReturnThatWaitsForALimitComesNotWhereTheRuleHasNoneAnyMoreAndHoldsAgain() {
        Story story = Story.begin(HOT.replace("  kind", "  limit: 3 in 1 min\n  kind"));
        for (int second = 1; second <= 6; second++) {
            story.observe(second, "fn-1", TEMPERATURE, second % 2 == 1 ? 70 : 20);
        }
        story.tell(7, Sites.with(HOT)).observe(8, "fn-1", TEMPERATURE, 70).until(200);
        assertThat(story.moves()).last().isEqualTo("5 RAISED_AGAIN hot fn-1");
        assertThat(story.alarm().state().holds()).isTrue();
    }

    @Test
    void aDeviceOutOfServiceThatWatchesOverLivesByTheNewRulesIsTold() {
        Story story = Story.begin(HOT).tell(1, new Command("li", new Command.TakeOut("fn-1", "work")));
        assertThat(story.moves()).isEmpty();
        story.tell(2, Sites.with(HOT.replace("severe", "critical")));
        assertThat(story.moves()).containsExactly("2 RAISED out-of-service fn-1");
        story.tell(3, Sites.with(HOT.replace("severe", "extreme")));
        assertThat(story.moves()).hasSize(1);
        story.tell(4, new Command("li", new Command.PutBack("fn-1", "")));
        assertThat(story.moves()).last().isEqualTo("4 RETURNED out-of-service fn-1");
    }
}
