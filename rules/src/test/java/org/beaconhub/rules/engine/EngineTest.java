package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.beaconhub.rules.fact.Quantity.DOOR;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static Command acknowledge(String alarm) {
        return new Command("li", new Command.Acknowledge(alarm));
    }

    private static Command close(String alarm) {
        return new Command("li", new Command.Close(alarm, Command.Disposition.REAL, ""));
    }

    @Test
    void oneConditionIsOneAlarmHoweverManyMessages() {
        Story story = Story.begin();
        for (int second = 1; second < 50; second++) {
            story.observe(second, "fn-1", TEMPERATURE, 61 + second);
        }
        assertThat(story.moves()).containsExactly("1 RAISED hot fn-1");
    }

    @Test
    void anAlarmLivesFromRaisedToClosed() {
        Story story = Story.begin().observe(1, "fn-1", TEMPERATURE, 70);
        String id = story.alarm().id();
        story.tell(2, acknowledge(id))
                .observe(3, "fn-1", TEMPERATURE, 55)
                .observe(4, "fn-1", TEMPERATURE, 49)
                .tell(5, close(id));
        assertThat(story.moves())
                .containsExactly(
                        "1 RAISED hot fn-1", "2 ACKNOWLEDGED hot fn-1", "4 RETURNED hot fn-1", "5 CLOSED hot fn-1");
        assertThat(story.engine.view().alarms()).isEmpty();
    }

    @Test
    void anAlarmThatReturnsUnseenIsRaisedAgainUnderItsOwnId() {
        Story story = Story.begin()
                .observe(1, "fn-1", TEMPERATURE, 70)
                .observe(2, "fn-1", TEMPERATURE, 20)
                .observe(3, "fn-1", TEMPERATURE, 70);
        assertThat(story.moves())
                .containsExactly("1 RAISED hot fn-1", "2 RETURNED hot fn-1", "3 RAISED_AGAIN hot fn-1");
        assertThat(story.engine.view().alarms()).hasSize(1);
    }

    @Test
    void anAlarmCannotBeClosedWhileItsConditionHolds() {
        Story story = Story.begin().observe(1, "fn-1", TEMPERATURE, 70);
        story.tell(2, close(story.alarm().id()));
        assertThat(story.decisions.getLast()).isInstanceOf(Refused.class);
        assertThat(((Refused) story.decisions.getLast()).why()).contains("its condition still holds");
        assertThat(story.alarm().state()).isInstanceOf(AlarmState.Unacknowledged.class);
    }

    @Test
    void aHeldConditionRaisesAtItsTimeAndNotAMomentBefore() {
        Story story = Story.begin().observe(10, "gate-1", DOOR, 1).until(69.999);
        assertThat(story.moves()).isEmpty();
        story.until(70);
        assertThat(story.moves()).containsExactly("70 RAISED held-open gate-1");
    }

    @Test
    void aBreakStartsTheHoldAnew() {
        Story story = Story.begin()
                .observe(10, "gate-1", DOOR, 1)
                .observe(60, "gate-1", DOOR, 0)
                .observe(61, "gate-1", DOOR, 1)
                .until(120.999);
        assertThat(story.moves()).isEmpty();
        assertThat(story.until(121).moves()).containsExactly("121 RAISED held-open gate-1");
    }

    @Test
    void smokeThatHoldsWithRisingHeatIsFire() {
        Story story = Story.begin();
        for (int second = 0; second <= 140; second += 10) {
            double heat = second < 100 ? 20 : 20 + (second - 100) * 0.9;
            double smoke = second < 120 ? 0.2 : 6;
            story.observe(second, "fn-2", List.of(new Measurement(TEMPERATURE, heat), new Measurement(SMOKE, smoke)));
        }
        assertThat(story.moves()).containsExactly("140 RAISED forest-fire fn-2");
        assertThat(story.alarm().message().en()).isEqualTo("Fire signs at Node 2");
        assertThat(story.alarm().explanation())
                .extracting(Evidence::clause)
                .containsExactly("smoke > 4 %/m for 20 s", "rise(temperature, 3 min) > 8.3 °C/min");
        assertThat(story.alarm().explanation())
                .extracting(Evidence::value)
                .satisfiesExactly(
                        smoke -> assertThat(smoke).isEqualTo("6 %/m"),
                        rise -> assertThat(rise).isEqualTo("8.308 °C/min"));
    }

    @Test
    void aSensorThatTheFireDestroysSpeaksOfFire() {
        Story story = Story.begin().observe(1, "fn-1", TEMPERATURE, -4_924_247);
        assertThat(story.moves()).containsExactly("1 RAISED hot fn-1");
        assertThat(story.alarm().explanation().getFirst().clause()).isEqualTo("broken(temperature)");
    }

    @Test
    void silenceIsToldOnceAndOnlyOfDevicesThatTheHubCouldHear() {
        Story story = Story.begin().observe(1, "fn-1", TEMPERATURE, 20).observe(1, "fn-2", TEMPERATURE, 20);
        story.observe(200, "hub", Quantity.BROKER_UP, 0).until(4000);
        assertThat(story.moves()).isEmpty();
        story.observe(4000, "hub", Quantity.BROKER_UP, 1)
                .observe(4001, "fn-1", TEMPERATURE, 20)
                .until(4300);
        assertThat(story.moves()).containsExactly("4300 RAISED quiet fn-2", "4300 RAISED quiet fn-3");
        story.until(9000);
        assertThat(story.moves()).hasSize(3).last().isEqualTo("4301 RAISED quiet fn-1");
        story.observe(9001, "fn-2", TEMPERATURE, 20);
        assertThat(story.moves()).last().isEqualTo("9001 RETURNED quiet fn-2");
    }

    @Test
    void aMessageThatComesAgainIsNotAppliedAgain() {
        Story story = Story.begin();
        Observation first = new Observation(
                "fn-1", Story.START_MS, Observation.TimeSource.DEVICE, 7, List.of(new Measurement(TEMPERATURE, 70)));
        story.tell(1, first).observe(2, "fn-1", TEMPERATURE, 20).tell(3, first).tell(4, first);
        assertThat(story.moves()).containsExactly("1 RAISED hot fn-1", "2 RETURNED hot fn-1");
        assertThat(story.engine.view().counters().repeats()).isEqualTo(2);
    }

    @Test
    void aDeviceThatStartsAnewMayCountAnew() {
        Story story = Story.begin();
        for (long number : new long[] {500, 501, 502, 0, 1, 2}) {
            story.tell(
                    number == 0 ? 10 : 1,
                    new Observation(
                            "fn-1",
                            Story.START_MS + story.entries.size(),
                            Observation.TimeSource.DEVICE,
                            number,
                            List.of(new Measurement(TEMPERATURE, 20))));
            if (number == 0) {
                break;
            }
        }
        assertThat(story.engine.view().counters().repeats()).isZero();
    }

    @Test
    void oldNewsDoesNotRaise() {
        Story story = Story.begin();
        story.tell(
                1000,
                new Observation(
                        "fn-1",
                        Story.START_MS,
                        Observation.TimeSource.DEVICE,
                        Observation.NO_SEQ,
                        List.of(new Measurement(TEMPERATURE, 70))));
        assertThat(story.moves()).doesNotContain("1000 RAISED hot fn-1");
    }

    @Test
    void noticesStayInTheOutboxUntilAFinalReport() {
        Story story = Story.begin().observe(1, "fn-1", TEMPERATURE, 70);
        NoticeOrdered ordered = story.engine.view().pendingNotices().getFirst();
        String id = ordered.notice().id();
        assertThat(id).isEqualTo("N" + ordered.notice().about().cause().seq() + "-0-brigade");
        story.tell(2, new DeliveryReport(id, "brigade", 1, new DeliveryReport.Retrying(Text.verbatim("timeout"))));
        assertThat(story.engine.view().pendingNotices()).hasSize(1);
        story.tell(3, new DeliveryReport(id, "brigade", 2, new DeliveryReport.Failed(Text.verbatim("gone"))));
        assertThat(story.engine.view().pendingNotices()).isEmpty();
        assertThat(story.moves()).last().isEqualTo("3 RAISED notice-failed brigade");
    }

    @Test
    void aChangedRuleKeepsItsAlarmAndLooksAtOnceAndOthersKeepTheirs() {
        Story story = Story.begin()
                .observe(1, "fn-1", TEMPERATURE, 70)
                .observe(1, "gate-1", DOOR, 1)
                .until(80);
        story.tell(81, Sites.with(Sites.RULES.replace("temperature > 60 °C", "temperature > 65 °C")));
        assertThat(story.moves())
                .containsExactly("1 RAISED hot fn-1", "61 RAISED held-open gate-1", "1 RULE_CHANGED hot fn-1");
        story.observe(82, "gate-1", DOOR, 0);
        assertThat(story.moves()).last().isEqualTo("82 RETURNED held-open gate-1");
    }

    @Test
    void aSiteThatDoesNotParseChangesNothing() {
        Story story = Story.begin();
        story.tell(1, Sites.with(Sites.RULES.replace("smoke > 4 %/m", "smokee > 4 %/m")));
        assertThat(((Refused) story.decisions.getLast()).why())
                .contains("rules/all.yaml:3:", "unknown quantity 'smokee'", "did you mean 'smoke'?");
        story.observe(2, "fn-1", TEMPERATURE, 70);
        assertThat(story.moves()).containsExactly("2 RAISED hot fn-1");
    }

    @Test
    void anEntryOutOfTurnIsABrokenInvariant() {
        Engine engine = Engine.empty();
        engine.apply(new Entry(1, 10, new TimePassed()));
        assertThatThrownBy(() -> engine.apply(new Entry(3, 11, new TimePassed())))
                .hasMessageContaining("entry 2");
        assertThatThrownBy(() -> engine.apply(new Entry(2, 9, new TimePassed())))
                .hasMessageContaining("before 10");
    }
}
