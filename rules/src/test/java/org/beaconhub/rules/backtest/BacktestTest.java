package org.beaconhub.rules.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.WatchAct;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final String HOT = Past.rule("hot", "temperature > 60 °C for 20 s", "severe");

    /** 20 °C but for an excursion that rises in steps of ten seconds to its top and is over after two minutes. */
    private static Past fire(Past past, double second, double top) {
        past.heat(second, "n-1", 20);
        for (int i = 1; i <= 10; i++) {
            past.heat(second + i * 10, "n-1", 20 + (top - 20) * i / 10);
        }
        return past.heat(second + 120, "n-1", 20);
    }

    private static List<String> told(Comparison comparison) {
        return comparison.differences().stream()
                .map(each -> (each.atMs() - Past.START_MS) / 1000 + " " + each.verdict() + " " + each.rule() + " "
                        + each.subject() + (each instanceof Difference.Kept kept ? " " + kept.laterMs() / 1000 : ""))
                .toList();
    }

    @Test
    void theSameRulesRaiseTheSameAlarmsHoweverTheJournalsOwnTurnsOfTimeFell() {
        Past past = fire(fire(Past.of(HOT), 0, 120), 1000, 120);
        Comparison same = past.under(Past.changed(HOT));
        assertThat(told(same)).containsExactly("70 SAME hot n-1 0", "1070 SAME hot n-1 0");
        assertThat(same.recorded()).isEqualTo(same.changed());
        assertThat(same.recorded().alarms()).isEqualTo(2);
        assertThat(same.recorded().notices()).containsEntry("brigade", 4L);
        assertThat(same.days()).containsExactly(new Comparison.DayTotal("2027-01-15", 2, 2));
    }

    @Test
    void aLowerThresholdGainsAlarmsAndRaisesOthersEarlierAndSaysByWhichClause() {
        Past past = fire(fire(Past.of(HOT), 0, 120), 1000, 50);
        Comparison lower = past.under(Past.changed(Past.rule("hot", "temperature > 40 °C for 20 s", "severe")));
        assertThat(told(lower)).containsExactly("70 EARLIER hot n-1 -20", "1090 GAINED hot n-1");
        Difference.Gained gained = (Difference.Gained) lower.differences().getLast();
        assertThat(gained.changed().evidence())
                .singleElement()
                .satisfies(why -> assertThat(why.clause()).isEqualTo("temperature > 40 °C for 20 s"))
                .satisfies(why -> assertThat(
                                past.entries.get((int) why.seq() - 1).hubTimeMs())
                        .isEqualTo(Past.START_MS + 1_070_000));
    }

    @Test
    void aHigherThresholdLosesAlarmsAndRaisesOthersLaterAndSaysWhatDidNotHold() {
        Past past = fire(fire(Past.of(HOT), 0, 150), 1000, 90);
        Comparison higher = past.under(Past.changed(Past.rule("hot", "temperature > 100 °C for 20 s", "severe")));
        assertThat(told(higher)).containsExactly("60 LATER hot n-1 30", "1080 LOST hot n-1");
        assertThat(((Difference.Lost) higher.differences().getLast())
                        .whyNot()
                        .sentence()
                        .en())
                .contains("temperature > 100 °C for 20 s");
        assertThat(((Difference.Lost) higher.differences().getLast()).whyNot().details())
                .singleElement()
                .satisfies(missing -> assertThat(missing.en()).contains("needs more than 100 °C"));
        assertThat(((Difference.Kept) higher.differences().getFirst()).missing())
                .hasSize(1);
        assertThat(higher.rules())
                .containsExactly(
                        new Comparison.RuleTotal("hot", 2, 1, java.util.Map.of(Verdict.LATER, 1L, Verdict.LOST, 1L)));
    }

    @Test
    void aRuleThatHasAnotherNameAloneIsSaidToBeSo() {
        Past past = fire(Past.of(HOT), 0, 120);
        Comparison renamed = past.under(Past.changed(HOT.replace("rule: hot", "rule: heat")));
        assertThat(told(renamed)).containsExactly("70 GAINED heat n-1", "70 LOST hot n-1");
        assertThat(renamed.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.en())
                        .isEqualTo(
                                "rule 'hot' is called 'heat' in the changed rules and is otherwise the same: its alarms"
                                        + " are told as lost and as gained"))
                .satisfies(remark -> assertThat(remark.zh()).contains("规则 hot 在新规则中名为 heat"));
    }

    @Test
    void aRuleThatIsAnotherByMoreThanItsNameIsNot() {
        Past past = fire(Past.of(HOT), 0, 120);
        assertThat(past.under(Past.changed(Past.rule("heat", "temperature > 61 °C for 20 s", "severe")))
                        .remarks())
                .isEmpty();
    }

    @Test
    void aRuleThatIsGoneLosesItsAlarmsAndANewOneGainsSome() {
        Past past = fire(Past.of(HOT), 0, 120);
        Comparison renamed = past.under(Past.changed(HOT.replace("rule: hot", "rule: heat")));
        assertThat(told(renamed)).containsExactly("70 GAINED heat n-1", "70 LOST hot n-1");
        assertThat(((Difference.Lost) renamed.differences().getLast())
                        .whyNot()
                        .sentence()
                        .en())
                .isEqualTo("the changed rules have no rule 'hot'");
    }

    @Test
    void anotherSeverityIsAnAlteredAlarm() {
        Past past = fire(Past.of(HOT), 0, 120);
        Comparison milder = past.under(Past.changed(HOT.replace("severe", "minor")));
        assertThat(told(milder)).containsExactly("70 ALTERED hot n-1 0");
        assertThat(((Difference.Kept) milder.differences().getFirst()).changed().severity())
                .isEqualTo(Severity.MINOR);
    }

    @Test
    void whatPeopleDidIsDoneToTheAlarmOfTheSameRuleAndDeviceOrToNone() {
        Past past = fire(Past.of(HOT), 0, 120);
        past.act(200, new Command.Acknowledge(past.alarm()));
        Comparison same = past.under(Past.changed(Past.rule("hot", "temperature > 40 °C for 20 s", "severe")));
        assertThat(same.changed().acts()).isEqualTo(1);
        Comparison none = past.under(Past.changed(Past.rule("hot", "temperature > 400 °C", "severe")));
        assertThat(none.recorded().acts()).isEqualTo(1);
        assertThat(none.changed().acts()).isZero();
        assertThat(none.changed().actsWithoutAlarm()).isEqualTo(1);
    }

    @Test
    void whatWasWatchedIsWatchedInTheRunToTheSameEndAlthoughItHasAnotherIdThere() {
        Past past = fire(Past.of(HOT), 0, 120);
        past.act(200, new WatchAct.Watch(Quantity.CARD, "P1", "lost child", 7_200_000));
        past.passes(210, "n-2", "P1");
        past.act(
                220,
                new WatchAct.Unwatch(past.engine.view().watched().getFirst().id(), "found"));
        past.passes(900, "n-1", "P1");
        assertThat(told(past.under(Past.changed(HOT))))
                .containsExactly("70 SAME hot n-1 0", "210 SAME watch-list n-2 0");
    }

    @Test
    void onlyAlarmsOfTheTimeComparedCountAndWhatCameBeforeIsRunAllTheSame() {
        Past past = fire(fire(fire(Past.of(HOT), 0, 120), 1000, 120), 2000, 120);
        Comparison middle =
                past.under(Past.changed(HOT), new Backtest.Span(Past.START_MS + 1_065_000, Past.START_MS + 1_500_000));
        assertThat(told(middle)).containsExactly("1070 SAME hot n-1 0");
        assertThat(middle.recorded().noticesOfAll()).isEqualTo(2);
    }

    @Test
    void whileTheHubWasAwayNobodyWasSilent() {
        String quiet = Past.rule("quiet", "silent for 2 min", "minor");
        Past past = Past.of(quiet).broker(0, true).heat(1, "n-1", 20).heat(1, "n-2", 20);
        past.begins(4000).broker(4001, true).heat(4002, "n-1", 20);
        assertThat(past.engine.view().alarms()).isEmpty();
        past.heat(4010, "n-1", 20).heat(4200, "n-1", 20);
        assertThat(told(past.under(Past.changed(quiet))))
                .containsExactly("4121 SAME quiet n-2 0", "4130 SAME quiet n-1 0");
    }

    @Test
    void aRecordingWhoseRowsAreFarApartWasNotAwayBetweenThem() {
        Past past = Past.of(Past.rule("hot", "temperature > 90 °C", "minor"));
        past.heat(0, "n-1", 70).heat(400, "n-1", 70);
        ChangedRules lasting = Past.changed(Past.rule("hot", "temperature > 60 °C for 1 min", "minor"));
        assertThat(told(past.under(lasting))).containsExactly("400 GAINED hot n-1");
        assertThat(told(past.asRecordingUnder(lasting))).containsExactly("60 GAINED hot n-1");
    }

    @Test
    void rulesThatDoNotFitTheSiteAreRejectedWithTheirPlace() {
        Past past = fire(Past.of(HOT), 0, 120);
        assertThatThrownBy(() -> past.under(Past.changed(HOT.replace("node", "camera"))))
                .isInstanceOf(RulesRejected.class)
                .hasMessageContaining("rules/own.yaml:2")
                .hasMessageContaining("camera");
    }

    @Test
    void aSiteThatTheHubRefusedIsRefusedByBothRuns() {
        Past past = fire(Past.of(HOT), 0, 120);
        past.tell(300, Past.site("- rule: X\n"));
        assertThat(told(fire(past, 1000, 120).under(Past.changed(HOT))))
                .containsExactly("70 SAME hot n-1 0", "1070 SAME hot n-1 0");
    }

    @Test
    void fromAnyStateOnTheSameRulesMakeNoDifference() {
        for (long seed = 0; seed < 100; seed++) {
            Past past = random(seed);
            Comparison all = past.under(Past.changed(rules(past)));
            assertThat(all.differences()).as("seed %d", seed).allMatch(each -> each.verdict() == Verdict.SAME);
            assertThat(all.changed()).as("seed %d", seed).isEqualTo(all.recorded());
            int begin = 1 + new Random(seed).nextInt(past.entries.size() - 1);
            Comparison part = past.underFrom(begin, Past.changed(rules(past)));
            assertThat(part.differences())
                    .as("seed %d from %d", seed, begin)
                    .allMatch(each -> each.verdict() == Verdict.SAME);
        }
    }

    @Test
    void theRecordedRulesMayRunAheadOfTheChangedOnesAndTheDifferenceIsTheSame() {
        ChangedRules other = Past.changed(Past.rule("hot", "temperature > 50 °C for 30 s", "minor")
                + Past.rule("glow", "temperature > 45 °C", "minor"));
        long differ = 0;
        for (long seed = 0; seed < 15; seed++) {
            Past past = random(seed);
            long fromMs = Past.START_MS + new Random(seed).nextInt(1_000_000);
            Backtest.Span span = new Backtest.Span(fromMs, fromMs + 2_000_000);
            Comparison inTurn = past.under(other, span);
            assertThat(past.underBehind(other, span)).as("seed %d", seed).isEqualTo(inTurn);
            differ += inTurn.of(Verdict.LOST) + inTurn.of(Verdict.LATER) + inTurn.of(Verdict.GAINED);
        }
        assertThat(differ).as("differences compared").isGreaterThan(30);
    }

    private static String rules(Past past) {
        return past.engine.siteFiles().stream()
                .filter(file -> file.name().startsWith("rules/"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Past random(long seed) {
        Random random = new Random(seed);
        Past past = Past.of(HOT
                + Past.rule("glow", "temperature > 40 °C", "minor")
                + Past.rule("quiet", "silent for 2 min", "minor"));
        double second = 0;
        for (int step = 0; step < 200; step++) {
            second += random.nextDouble() * (random.nextInt(20) == 0 ? 400 : 15);
            List<String> alarms = past.engine.view().alarms().stream()
                    .map(alarm -> alarm.id())
                    .toList();
            if (random.nextInt(4) == 0 && !alarms.isEmpty()) {
                past.act(second, act(alarms.get(random.nextInt(alarms.size())), random));
            } else {
                past.heat(second, "n-" + (1 + random.nextInt(2)), random.nextInt(90));
            }
        }
        return past;
    }

    private static Command.Act act(String alarm, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Command.Close(alarm, Command.Disposition.TEST, "");
            case 1 -> new Command.Shelve(alarm, 60_000L * (1 + random.nextInt(30)), "reason");
            case 2 -> new Command.TakeOut("n-" + (1 + random.nextInt(2)), "reason");
            case 3 -> new Command.PutBack("n-" + (1 + random.nextInt(2)), "");
            case 4 -> new Command.BeginMaintenance("forest", 0, 60_000L * (1 + random.nextInt(30)), "reason");
            default -> new Command.Acknowledge(alarm);
        };
    }
}
