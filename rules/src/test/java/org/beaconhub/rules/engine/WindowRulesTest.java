package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.CARD;
import static org.beaconhub.rules.fact.Quantity.DOOR;
import static org.beaconhub.rules.fact.Quantity.HUMIDITY;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.junit.jupiter.api.Test;

class WindowRulesTest {
    private static final String RAISED = " RAISED trial ";

    @Test
    void anAverageIsOfTheReadingsThatLieInTheWindow() {
        Story story = Trials.under("forest-node", "avg(temperature, 30 s) > 30 °C")
                .observe(0, "fn-1", TEMPERATURE, 20)
                .observe(10, "fn-1", TEMPERATURE, 20)
                .observe(20, "fn-1", TEMPERATURE, 49);
        assertThat(story.moves()).isEmpty();
        story.observe(30, "fn-1", TEMPERATURE, 22);
        assertThat(story.moves()).containsExactly("30" + RAISED + "fn-1");
        assertThat(story.alarm().explanation().getFirst().value()).isEqualTo("30.333 °C");
    }

    @Test
    void anAverageOfNoReadingsIsNotKnownAndDoesNotEndAnAlarm() {
        Story story = Trials.under("forest-node", "avg(temperature, 30 s) > 30 °C")
                .observe(0, "fn-1", TEMPERATURE, 40)
                .until(1000);
        assertThat(story.moves()).containsExactly("0" + RAISED + "fn-1");
    }

    @Test
    void theLeastAndTheGreatestForgetWhatLeavesTheWindow() {
        Story story = Trials.under("forest-node", "max(smoke, 1 min) - min(smoke, 1 min) > 4 %/m")
                .observe(0, "fn-1", SMOKE, 5)
                .observe(60, "fn-1", SMOKE, 0.5)
                .observe(70, "fn-1", SMOKE, 4.5);
        assertThat(story.moves()).isEmpty();
        story.observe(80, "fn-1", SMOKE, 4.6);
        assertThat(story.moves()).containsExactly("80" + RAISED + "fn-1");
    }

    @Test
    void aNumberFallsSoonerWhereAMessageWasLessLateThanTheOneBefore() {
        Story story = Trials.under("gate", "count(card, 1 min) > 1")
                .tell(0, passing(0))
                .tell(30, passing(10))
                .tell(35, passing(30));
        assertThat(story.until(74.999).moves()).containsExactly("30" + RAISED + "gate-1");
        assertThat(story.until(75).moves()).last().isEqualTo("75 RETURNED trial gate-1");
    }

    private static Observation passing(long second) {
        return new Observation(
                "gate-1",
                Story.START_MS + second * 1000,
                Observation.TimeSource.DEVICE,
                Observation.NO_SEQ,
                List.of(new Label(CARD, "c" + second)));
    }

    @Test
    void aNumberOfReadingsFallsByItselfWhenTheyLeaveTheWindow() {
        Story story = Trials.under("gate", "count(card, 1 min) >= 3");
        for (int second : new int[] {0, 20, 40}) {
            story.observe(second, "gate-1", List.of(new Label(CARD, "c" + second)));
        }
        assertThat(story.moves()).containsExactly("40" + RAISED + "gate-1");
        assertThat(story.until(59.999).moves()).hasSize(1);
        assertThat(story.until(60).moves()).last().isEqualTo("60 RETURNED trial gate-1");
    }

    @Test
    void theSumOfAYesOrNoIsTheNumberOfYes() {
        Story story = Trials.under("gate", "sum(door, 1 min) >= 2 and avg(door, 1 min) < 0.9")
                .observe(0, "gate-1", DOOR, 1)
                .observe(10, "gate-1", DOOR, 0);
        assertThat(story.moves()).isEmpty();
        assertThat(story.observe(20, "gate-1", DOOR, 1).moves()).containsExactly("20" + RAISED + "gate-1");
    }

    @Test
    void theLastReadingCountsOnlyWhileItLiesInTheWindow() {
        Story story = Trials.under("forest-node", "last(humidity, 1 min) < 20 % and temperature > 30 °C")
                .observe(0, "fn-1", HUMIDITY, 10)
                .observe(60, "fn-1", TEMPERATURE, 35);
        assertThat(story.moves()).isEmpty();
        story.observe(70, "fn-1", HUMIDITY, 10);
        assertThat(story.moves()).containsExactly("70" + RAISED + "fn-1");
    }

    @Test
    void whatAWindowLetGoIsDueNoMore() {
        for (String raise : List.of(
                "door and changed(door, 10 s)",
                "last(door, 10 s) > sum(door, 40 s)",
                "max(avg(door, 10 s), avg(door, 20 s)) * count(door, 40 s) > 100")) {
            Story story = Trials.under("gate", raise);
            story.observe(0, "gate-1", DOOR, 0).observe(20, "gate-1", DOOR, 1).until(120);
            assertThat(story.engine.seq()).as(raise).isLessThan(20);
            assertThat(story.engine.nextTimerMs()).as(raise).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void manyReadingsAreJoinedAndTheirAverageStaysExact() {
        Story story = Trials.under("forest-node", "avg(temperature, 1 min) > 30.5 °C");
        for (int i = 0; i < 6000; i++) {
            story.observe(i / 100.0, "fn-1", TEMPERATURE, i % 2 == 0 ? 0 : 61);
        }
        assertThat(story.moves()).isEmpty();
        story.observe(60, "fn-1", TEMPERATURE, 150);
        assertThat(story.moves()).containsExactly("60" + RAISED + "fn-1");
    }

    @Test
    void aSensorThatRepeatsOneValueIsStuckAfterTheWindowAndNotBefore() {
        Story story = Trials.under("forest-node", "stuck(temperature, 1 min)");
        for (int second = 0; second < 60; second += 10) {
            story.observe(second, "fn-1", TEMPERATURE, 20 + second % 20 * 0.001);
        }
        assertThat(story.moves()).isEmpty();
        story.observe(60, "fn-1", TEMPERATURE, 20);
        assertThat(story.moves()).containsExactly("60" + RAISED + "fn-1");
        story.observe(70, "fn-1", TEMPERATURE, 20.1);
        assertThat(story.moves()).last().isEqualTo("70 RETURNED trial fn-1");
    }

    @Test
    void aSilentSensorIsNotStuck() {
        Story story = Trials.under("forest-node", "stuck(temperature, 1 min)")
                .observe(0, "fn-1", TEMPERATURE, 20)
                .until(5000);
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void aChangeIsSeenInTheReadingThatMakesItAndForAsLongAsTheWindow() {
        Story story = Trials.under("gate", "changed(door)")
                .observe(0, "gate-1", DOOR, 0)
                .observe(10, "gate-1", DOOR, 1)
                .observe(20, "gate-1", DOOR, 1);
        assertThat(story.moves()).containsExactly("10" + RAISED + "gate-1", "20 RETURNED trial gate-1");
        Story window = Trials.under("gate", "changed(card, 1 min)")
                .observe(0, "gate-1", List.of(new Label(CARD, "a")))
                .observe(10, "gate-1", List.of(new Label(CARD, "b")))
                .until(69.999);
        assertThat(window.moves()).containsExactly("10" + RAISED + "gate-1");
        assertThat(window.until(70).moves()).last().isEqualTo("70 RETURNED trial gate-1");
    }

    @Test
    void aQuotientByZeroIsNotKnownAndNeverTrue() {
        Story story = Trials.under("forest-node", "not humidity / sum(humidity, 1 min) < 2")
                .observe(0, "fn-1", HUMIDITY, 0);
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void readingsThatCannotBeAreLeftOutOfWindows() {
        Story story = Trials.under("forest-node", "max(temperature, 1 min) > 100 °C or count(temperature, 1 min) > 1")
                .observe(0, "fn-1", TEMPERATURE, 1e9)
                .observe(10, "fn-1", List.of(new Measurement(TEMPERATURE, 20)));
        assertThat(story.moves()).isEmpty();
    }
}
