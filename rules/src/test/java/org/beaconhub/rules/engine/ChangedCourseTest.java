package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.DOOR;
import static org.beaconhub.rules.fact.Quantity.EVENT;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;

/**
 * A rule is changed while its alarm stands by what was seen before, and will not be told again: the fire goes on, and so
 * does the alarm, until what is told now ends it.
 */
class ChangedCourseTest {
    private static Story under(String raise) {
        Story story = new Story().tell(0, NodeSite.of(raise));
        return story.observe(0, "hub", Quantity.BROKER_UP, 1);
    }

    private static List<String> movesAfter(Story story, String raised) {
        List<String> moves = story.moves();
        assertThat(moves).as("it is a story of an alarm").contains(raised);
        return moves.stream()
                .filter(move -> !move.equals(raised) && !move.contains("RULE_CHANGED"))
                .toList();
    }

    private static Story smokeThenHeat() {
        return under("smoke > 4 %/m then temperature > 57 °C within 2 min")
                .observe(1, "n-1", SMOKE, 5)
                .observe(2, "n-1", SMOKE, 1)
                .observe(3, "n-1", TEMPERATURE, 60)
                .tell(10, NodeSite.of("smoke > 3 %/m then temperature > 57 °C within 2 min"));
    }

    @Test
    void whatCameFirstIsNotAskedForAgain() {
        Story story = smokeThenHeat().observe(20, "n-1", TEMPERATURE, 61);
        assertThat(movesAfter(story, "3 RAISED trial n-1")).isEmpty();
    }

    @Test
    void theSecondEndsItAsEver() {
        Story story = smokeThenHeat().observe(20, "n-1", TEMPERATURE, 30);
        assertThat(movesAfter(story, "3 RAISED trial n-1")).containsExactly("20 RETURNED trial n-1");
    }

    @Test
    void itEndsWhereTheSecondDoesNotHoldByTheNewRule() {
        Story story = under("smoke > 4 %/m then temperature > 57 °C within 2 min")
                .observe(1, "n-1", SMOKE, 5)
                .observe(3, "n-1", TEMPERATURE, 60)
                .tell(10, NodeSite.of("smoke > 4 %/m then temperature > 65 °C within 2 min"));
        assertThat(movesAfter(story, "3 RAISED trial n-1")).containsExactly("10 RETURNED trial n-1");
    }

    private static Story nobodyCame() {
        return under("door without event = 'guard' within 10 s")
                .observe(1, "n-1", List.of(new Measurement(DOOR, 0), new Label(EVENT, "none")))
                .observe(2, "n-1", DOOR, 1)
                .tell(20, NodeSite.of("door without event = 'guard' within 15 s"));
    }

    @Test
    void whatDidNotComeInTimeHasNotComeByAChangeOfTheRule() {
        assertThat(movesAfter(nobodyCame().until(60), "12 RAISED trial n-1")).isEmpty();
    }

    @Test
    void itEndsWhenTheOtherComes() {
        Story story = nobodyCame().observe(40, "n-1", List.of(new Label(EVENT, "guard")));
        assertThat(movesAfter(story, "12 RAISED trial n-1")).containsExactly("40 RETURNED trial n-1");
    }

    @Test
    void whatIsWrittenIntoARuleForTheFirstTimeCountsAsNothingBefore() {
        Story story = under("smoke > 4 %/m")
                .observe(1, "n-1", List.of(new Measurement(SMOKE, 5), new Measurement(DOOR, 1)))
                .tell(10, NodeSite.of("smoke > 4 %/m or door without event = 'guard' within 10 s"))
                .observe(15, "n-1", SMOKE, 1);
        assertThat(movesAfter(story, "1 RAISED trial n-1")).containsExactly("15 RETURNED trial n-1");
    }

    private static Story seenAtTwo() {
        return under("2 of node within 800 m in 5 min have smoke > 4 %/m")
                .observe(1, "n-1", SMOKE, 5)
                .observe(2, "n-1", SMOKE, 1)
                .observe(3, "n-2", SMOKE, 6)
                .tell(20, NodeSite.of("2 of node within 800 m in 5 min have smoke > 3 %/m"));
    }

    @Test
    void whatWasSeenAtOthersCountsForAsLongAsItWouldHave() {
        Story story = seenAtTwo().observe(30, "n-1", SMOKE, 1).until(300);
        assertThat(movesAfter(story, "3 RAISED trial n-1"))
                .contains("3 RAISED trial n-2")
                .hasSize(1);
        assertThat(story.until(302).moves())
                .as("at 301 s what was seen at n-1 is too old by the old rule too")
                .endsWith("301 RETURNED trial n-1", "301 RETURNED trial n-2");
    }

    @Test
    void soItDoesOverARestart() {
        Story story = seenAtTwo();
        story.engine = Engine.restore(story.engine.snapshot());
        story.observe(30, "n-1", SMOKE, 1).until(302);
        assertThat(story.moves()).endsWith("301 RETURNED trial n-1", "301 RETURNED trial n-2");
    }

    @Test
    void whereItIsSeenAgainByTheNewRuleItGoesOn() {
        Story story = seenAtTwo().observe(200, "n-1", SMOKE, 3.5).observe(201, "n-2", SMOKE, 3.5);
        assertThat(movesAfter(story.until(400), "3 RAISED trial n-1")).containsExactly("3 RAISED trial n-2");
    }
}
