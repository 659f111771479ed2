package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.DOOR;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.decision.FloodChanged;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Act;
import org.junit.jupiter.api.Test;

/** What people and other alarms do to alarms, as stories. */
class AlarmHandlingTest {
    private static final String LATCHING = """
            - rule: fire
              on: forest-node
              raise: temperature > 60 °C
              clear: temperature < 50 °C
              kind: alarm
              severity: critical
              latch: true
              message: { zh: "{device} 起火", en: "{device} burns" }
            """;
    private static final String INHIBITED = """
            - rule: no-power
              on: gate
              raise: door
              kind: trouble
              severity: severe
              message: { zh: "{device} 断电", en: "{device} lost power" }
            - rule: held-open
              on: gate
              raise: door for 1 min
              kind: supervisory
              severity: moderate
              inhibited-by: [no-power]
              message: { zh: "{device} 未关", en: "{device} is held open" }
            """;

    private static Command by(Act act) {
        return new Command("li", act);
    }

    private static Story hot() {
        return Story.begin().observe(1, "fn-1", TEMPERATURE, 70);
    }

    private static String refusal(Story story) {
        return ((Refused) story.decisions.getLast()).why();
    }

    private static long notices(Story story) {
        return story.decisions.stream().filter(NoticeOrdered.class::isInstance).count();
    }

    @Test
    void aLatchingAlarmStaysUntilItIsSeenAndReset() {
        Story story = Story.begin(LATCHING).observe(1, "fn-1", TEMPERATURE, 70);
        String id = story.alarm().id();
        story.observe(2, "fn-1", TEMPERATURE, 20);
        assertThat(story.alarm().state()).isInstanceOf(AlarmState.LatchedUnacknowledged.class);
        story.tell(3, by(new Command.Reset(id, "")));
        assertThat(refusal(story)).endsWith("acknowledge it first");
        story.tell(4, by(new Command.Acknowledge(id)));
        story.tell(5, by(new Command.Close(id, Command.Disposition.REAL, "")));
        assertThat(refusal(story)).endsWith("reset it first");
        story.tell(6, by(new Command.Reset(id, "扑灭")));
        story.tell(7, by(new Command.Close(id, Command.Disposition.REAL, "")));
        assertThat(story.moves())
                .containsExactly(
                        "1 RAISED fire fn-1",
                        "2 RETURNED fire fn-1",
                        "4 ACKNOWLEDGED fire fn-1",
                        "6 RESET fire fn-1",
                        "7 CLOSED fire fn-1");
    }

    @Test
    void aShelvedAlarmIsSilentAndComesBackWhenItsTimeIsOver() {
        Story story = hot();
        story.tell(2, by(new Command.Shelve(story.alarm().id(), 60_000, "探头检修")));
        long told = notices(story);
        story.observe(3, "fn-1", TEMPERATURE, 20).observe(4, "fn-1", TEMPERATURE, 70);
        assertThat(notices(story)).isEqualTo(told);
        assertThat(story.until(61.9).alarm().state()).isInstanceOf(AlarmState.Shelved.class);
        assertThat(story.until(62).moves()).last().isEqualTo("62 SHELF_EXPIRED hot fn-1");
        assertThat(story.alarm().state()).isInstanceOf(AlarmState.Unacknowledged.class);
        assertThat(notices(story)).isEqualTo(told + 1);
    }

    @Test
    void whoShelvedAnAlarmHasSeenItWhenItIsOver() {
        Story story = hot();
        story.tell(2, by(new Command.Shelve(story.alarm().id(), 60_000, "探头检修")));
        story.observe(3, "fn-1", TEMPERATURE, 20)
                .tell(4, by(new Command.Unshelve(story.alarm().id(), "")));
        assertThat(story.alarm().state()).isEqualTo(new AlarmState.Returned(Story.START_MS + 4000, "li"));
    }

    @Test
    void aMatterOfLifeIsNeverShelved() {
        Story story = Story.begin(LATCHING).observe(1, "fn-1", TEMPERATURE, 70);
        story.tell(2, by(new Command.Shelve(story.alarm().id(), 60_000, "太吵")));
        assertThat(refusal(story)).contains("matter of life");
        assertThat(((Refused) story.decisions.getLast()).text().zh()).contains("生命安全");
        assertThat(story.alarm().state()).isInstanceOf(AlarmState.Unacknowledged.class);
    }

    @Test
    void aDeviceOutOfServiceIsSilentAndItsAbsenceIsToldWhereItGuardsLives() {
        Story story = Story.begin(LATCHING).tell(1, by(new Command.TakeOut("fn-1", "换电池")));
        assertThat(story.moves()).containsExactly("1 RAISED out-of-service fn-1");
        story.observe(2, "fn-1", TEMPERATURE, 70);
        assertThat(story.moves()).last().isEqualTo("2 RAISED fire fn-1");
        assertThat(notices(story)).isZero();
        story.tell(3, by(new Command.PutBack("fn-1", "")));
        assertThat(story.moves()).endsWith("3 RETURNED out-of-service fn-1", "3 LIFTED fire fn-1");
        assertThat(notices(story)).isEqualTo(1);
        story.tell(4, by(new Command.PutBack("fn-1", "")));
        assertThat(refusal(story)).contains("is not out of service");
    }

    @Test
    void whatPassesWhileADeviceIsOutOfServiceIsClosedUnseen() {
        Story story = Story.begin()
                .tell(1, by(new Command.TakeOut("fn-1", "换电池")))
                .observe(2, "fn-1", TEMPERATURE, 70)
                .observe(3, "fn-1", TEMPERATURE, 20);
        assertThat(story.moves()).endsWith("2 RAISED hot fn-1", "3 PASSED_UNSEEN hot fn-1");
        assertThat(notices(story)).isZero();
    }

    @Test
    void aCauseSuppressesItsConsequenceAndItIsToldWhenTheCauseIsOver() {
        Story story = Story.begin(INHIBITED).observe(1, "gate-1", DOOR, 1).until(61);
        assertThat(story.moves()).containsExactly("1 RAISED no-power gate-1", "61 RAISED held-open gate-1");
        String cause = story.alarm().id();
        AlarmState state = story.engine.view().alarms().get(1).state();
        assertThat(state).isEqualTo(new AlarmState.SuppressedByDesign(Story.START_MS + 61_000, cause, true, false));
        story.observe(62, "gate-1", DOOR, 0);
        assertThat(story.moves()).endsWith("62 RETURNED no-power gate-1", "62 PASSED_UNSEEN held-open gate-1");
    }

    @Test
    void aCauseThatComesLaterSuppressesWhatStandsAlready() {
        String late = INHIBITED.replace("raise: door\n", "raise: door for 2 min\n");
        Story story = Story.begin(late).observe(1, "gate-1", DOOR, 1).until(130);
        assertThat(story.moves())
                .containsExactly(
                        "61 RAISED held-open gate-1", "121 RAISED no-power gate-1", "121 SUPPRESSED held-open gate-1");
    }

    @Test
    void duringMaintenanceOnlyMattersOfLifeAreTold() {
        Story story = Story.begin(Sites.RULES + LATCHING.replace("severity: critical", "severity: extreme"))
                .tell(1, by(new Command.BeginMaintenance("forest", 0, 600_000, "烧除")))
                .observe(2, "fn-1", TEMPERATURE, 70);
        assertThat(story.engine.view().alarms())
                .extracting(
                        alarm -> alarm.rule() + " " + alarm.state().getClass().getSimpleName())
                .containsExactly("hot SuppressedByDesign", "fire Unacknowledged");
        story.until(602);
        assertThat(story.moves()).contains("601 LIFTED hot fn-1");
        assertThat(story.engine.view().maintenances()).isEmpty();
    }

    @Test
    void aRuleWithALimitDoesNotChatter() {
        String limited =
                Sites.RULES.replace("  raise: temperature > 60", "  limit: 3 in 1 min\n  raise: temperature > 60");
        Story story = Story.begin(limited);
        for (int second = 1; second <= 30; second++) {
            story.observe(second, "fn-1", TEMPERATURE, second % 2 == 0 ? 20 : 70);
        }
        assertThat(story.moves()).hasSize(5).last().isEqualTo("5 RAISED_AGAIN hot fn-1");
        assertThat(story.until(89).moves()).hasSize(5);
        assertThat(story.until(90).moves()).last().isEqualTo("90 RETURNED hot fn-1");
    }

    @Test
    void aFloodBeginsAboveTenAlarmsInTenMinutesAndEndsBelowFive() {
        Story story = Story.begin();
        for (int i = 0; i < 11; i++) {
            assertThat(story.engine.view().flooded()).isEmpty();
            story.observe(2 * i + 1, "fn-1", TEMPERATURE, 70).observe(2 * i + 2, "fn-1", TEMPERATURE, 20);
        }
        assertThat(story.engine.view().flooded()).containsExactly("control-room");
        story.until(3000);
        List<FloodChanged> floods = story.decisions.stream()
                .filter(FloodChanged.class::isInstance)
                .map(FloodChanged.class::cast)
                .toList();
        assertThat(floods).extracting(FloodChanged::flooded).startsWith(true, false);
        assertThat(story.engine.view().flooded()).isEmpty();
    }

    @Test
    void theFirstAlarmOfAnAreaIsKept() {
        Story story = hot().observe(2, "fn-2", TEMPERATURE, 70).observe(3, "fn-3", TEMPERATURE, 70);
        String first = story.alarm().id();
        assertThat(story.engine.view().alarms().get(1).firstOut()).isEqualTo(first);
        assertThat(story.engine.view().alarms().get(2).firstOut())
                .isEqualTo(story.engine.view().alarms().get(2).id());
    }

    @Test
    void whatCannotInhibitIsSaidWhenTheSiteIsRead() {
        for (String[] wrong : new String[][] {
            {"[no-power]", "[no-powr]", "did you mean 'no-power'?"},
            {"raise: door\n", "raise: door\n  inhibited-by: [held-open]\n", "inhibits itself"},
            {"kind: supervisory\n  severity: moderate", "kind: alarm\n  severity: critical", "matter of life"},
            {"inhibited-by:", "limit: 1 in 1 min\n  inhibited-by:", "such as '3 in 1 min'"}
        }) {
            Story story = Story.begin().tell(1, Sites.with(INHIBITED.replace(wrong[0], wrong[1])));
            assertThat(refusal(story)).contains(wrong[2]);
        }
    }

    @Test
    void aLatchingAlarmThatEndsWhileItIsHushedStaysLatchedAllTheSame() {
        String severe = LATCHING.replace("critical", "severe");
        Story out = Story.begin(severe)
                .observe(1, "fn-1", TEMPERATURE, 70)
                .tell(2, by(new Command.TakeOut("fn-1", "换电池")))
                .observe(3, "fn-1", TEMPERATURE, 20)
                .tell(4, by(new Command.PutBack("fn-1", "")));
        assertThat(out.alarm().state()).isInstanceOf(AlarmState.LatchedUnacknowledged.class);
        Story work = Story.begin(severe)
                .observe(1, "fn-1", TEMPERATURE, 70)
                .tell(2, by(new Command.BeginMaintenance("forest", 0, 60_000, "烧除")))
                .observe(3, "fn-1", TEMPERATURE, 20)
                .until(62);
        assertThat(work.alarm().state()).isInstanceOf(AlarmState.LatchedUnacknowledged.class);
        Story shelf = Story.begin(severe).observe(1, "fn-1", TEMPERATURE, 70);
        shelf.tell(2, by(new Command.Shelve(shelf.alarm().id(), 60_000, "探头检修")))
                .observe(3, "fn-1", TEMPERATURE, 20)
                .until(62);
        assertThat(shelf.alarm().state()).isEqualTo(new AlarmState.LatchedAcknowledged(Story.START_MS + 62_000, "li"));
    }
}
