package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.BROKER_UP;
import static org.beaconhub.rules.fact.Quantity.CARD;
import static org.beaconhub.rules.fact.Quantity.DOOR;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceRulesTest {
    private static final String SMOKE_THEN_HEAT = "smoke > 4 %/m then temperature > 57 °C within 2 min";
    private static final String DOOR_WITHOUT_CARD = "door without changed(card, 5 s) within 10 s";

    @Test
    void theSecondAfterTheFirstWithinTheTimeRaises() {
        Story story = Trials.under("forest-node", SMOKE_THEN_HEAT)
                .observe(0, "fn-1", SMOKE, 6)
                .observe(10, "fn-1", SMOKE, 1)
                .observe(120, "fn-1", TEMPERATURE, 60);
        assertThat(story.moves()).containsExactly("120 RAISED trial fn-1");
        assertThat(story.observe(130, "fn-1", TEMPERATURE, 50).moves()).last().isEqualTo("130 RETURNED trial fn-1");
    }

    @Test
    void theSecondTooLateOrFirstOrWithTheSameReadingDoesNot() {
        assertThat(Trials.under("forest-node", SMOKE_THEN_HEAT)
                        .observe(0, "fn-1", SMOKE, 6)
                        .observe(10, "fn-1", SMOKE, 1)
                        .observe(120.001, "fn-1", TEMPERATURE, 60)
                        .moves())
                .isEmpty();
        assertThat(Trials.under("forest-node", SMOKE_THEN_HEAT)
                        .observe(0, "fn-1", TEMPERATURE, 60)
                        .observe(10, "fn-1", SMOKE, 6)
                        .observe(20, "fn-1", TEMPERATURE, 61)
                        .moves())
                .isEmpty();
        assertThat(Trials.under("forest-node", SMOKE_THEN_HEAT)
                        .observe(0, "fn-1", List.of(new Measurement(SMOKE, 6), new Measurement(TEMPERATURE, 60)))
                        .moves())
                .isEmpty();
    }

    @Test
    void aFirstThatLastsCountsFromWhenItWasLastSeen() {
        Story story = Trials.under("forest-node", SMOKE_THEN_HEAT);
        for (int second = 0; second < 1000; second += 10) {
            story.observe(second, "fn-1", SMOKE, 6);
        }
        assertThat(story.observe(1000, "fn-1", TEMPERATURE, 60).moves()).containsExactly("1000 RAISED trial fn-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smoke > 4 %/m then silent for 40 s within 2 min",
                "not (not silent for 40 s)",
                "smoke > 90 %/m or silent for 40 s"
            })
    void silenceIsNoticedAtItsMomentHoweverDeepItStandsAndHoweverOftenItWasPutOff(String raise) {
        Story story = Trials.under("forest-node", raise);
        for (int second = 0; second <= 100; second += 10) {
            story.observe(second, "fn-1", SMOKE, 6);
        }
        assertThat(story.until(139.999).moves()).noneMatch(move -> move.endsWith("fn-1"));
        assertThat(story.until(140).moves()).contains("140 RAISED trial fn-1");
    }

    @Test
    void whatDoesNotComeRaisesAtTheEndOfItsTimeAndNotAMomentBefore() {
        Story story = Trials.under("gate", DOOR_WITHOUT_CARD)
                .observe(0, "gate-1", List.of(new Label(CARD, "a")))
                .observe(100, "gate-1", DOOR, 1)
                .until(109.999);
        assertThat(story.moves()).isEmpty();
        assertThat(story.until(110).moves()).containsExactly("110 RAISED trial gate-1");
        story.observe(115, "gate-1", List.of(new Label(CARD, "b")));
        assertThat(story.moves()).last().isEqualTo("115 RETURNED trial gate-1");
    }

    @Test
    void whatComesInTimeDoesNotRaise() {
        Story story = Trials.under("gate", DOOR_WITHOUT_CARD)
                .observe(0, "gate-1", List.of(new Label(CARD, "a")))
                .observe(100, "gate-1", DOOR, 1)
                .observe(109.999, "gate-1", List.of(new Label(CARD, "b")))
                .until(1000);
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void whatBeganAndEndedIsStillAwaited() {
        Story story = Trials.under("gate", DOOR_WITHOUT_CARD)
                .observe(0, "gate-1", List.of(new Label(CARD, "a")))
                .observe(100, "gate-1", DOOR, 1)
                .observe(103, "gate-1", DOOR, 0)
                .until(200);
        assertThat(story.moves()).containsExactly("110 RAISED trial gate-1");
    }

    @Test
    void whileTheBrokerIsGoneNothingCanBeMissed() {
        Story story = Trials.under("gate", DOOR_WITHOUT_CARD)
                .observe(0, "gate-1", List.of(new Label(CARD, "a")))
                .observe(100, "gate-1", DOOR, 1)
                .observe(105, "hub", BROKER_UP, 0)
                .observe(500, "hub", BROKER_UP, 1)
                .until(509.999);
        assertThat(story.moves()).isEmpty();
        assertThat(story.until(510).moves()).containsExactly("510 RAISED trial gate-1");
    }

    /** A gate that opens at 100 s without a card, under a hub that says so much of its broker: {@code up}, or NaN for nothing. */
    private static Story opened(double up) {
        Story story = new Story().tell(0, Sites.with(Trials.rule("gate", DOOR_WITHOUT_CARD)));
        if (!Double.isNaN(up)) {
            story.observe(0, "hub", BROKER_UP, up);
        }
        return story.observe(1, "gate-1", List.of(new Label(CARD, "a"))).observe(100, "gate-1", DOOR, 1);
    }

    @Test
    void whereNobodyTellsOfABrokerWhoWasHeardToBeginCouldBeHeardToGoOn() {
        Story story = opened(Double.NaN).until(109.999);
        assertThat(story.moves()).isEmpty();
        story.engine = Engine.restore(story.engine.snapshot());
        assertThat(story.until(110).moves()).containsExactly("110 RAISED trial gate-1");
    }

    @Test
    void whereTheFirstWordIsThatItIsGoneTheTimeCountsFromWhenItIsUp() {
        Story story = opened(0).until(300);
        story.engine = Engine.restore(story.engine.snapshot());
        assertThat(story.until(400).moves()).isEmpty();
        assertThat(story.engine
                        .why("gate-1", story.engine.hubTimeMs())
                        .getFirst()
                        .reasons())
                .anySatisfy(reason -> assertThat(reason.en()).contains("broker"));
        story.observe(500, "hub", BROKER_UP, 1).until(509.999);
        assertThat(story.moves()).isEmpty();
        assertThat(story.until(510).moves()).containsExactly("510 RAISED trial gate-1");
    }

    @Test
    void aDrillTellsOfNoBrokerAndWhatItsScriptLeavesOutIsMissed() {
        Mind mind = Mind.around(Engine.empty());
        mind.apply(new Entry(1, Story.START_MS, Sites.with(Trials.rule("gate", DOOR_WITHOUT_CARD))));
        List<Saying> script = List.of(
                new Saying(0, "gate-1", List.of(new Label(CARD, "a"))),
                new Saying(100_000, "gate-1", List.of(new Measurement(DOOR, 1))));
        Text title = new Text("闯入演练", "Somebody forces a gate");
        mind.apply(new Entry(2, Story.START_MS, new DrillOrdered("dong", "gate", title, 0, 600_000, script)));
        while (mind.nextTimerMs() <= Story.START_MS + 110_000) {
            mind.apply(new Entry(mind.live().seq() + 1, mind.nextTimerMs(), new TimePassed()));
        }
        assertThat(mind.drills().running().orElseThrow().world().alarms())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.raisedAtMs()).isEqualTo(Story.START_MS + 110_000));
    }

    @Test
    void aRestartInBetweenNeitherLosesNorRepeatsATimer() {
        Story story = Trials.under("gate", DOOR_WITHOUT_CARD)
                .observe(0, "gate-1", List.of(new Label(CARD, "a")))
                .observe(100, "gate-1", DOOR, 1);
        story.engine = Engine.restore(story.engine.snapshot());
        assertThat(story.until(110).moves()).containsExactly("110 RAISED trial gate-1");
        story.engine = Engine.restore(story.engine.snapshot());
        assertThat(story.until(5000).moves()).hasSize(1);
    }

    @Test
    void sequencesMayBeChained() {
        Story story = Trials.under(
                        "forest-node",
                        "smoke > 4 %/m then temperature > 57 °C within 1 min then broken(smoke) within 1 min")
                .observe(0, "fn-1", SMOKE, 6)
                .observe(30, "fn-1", TEMPERATURE, 60)
                .observe(60, "fn-1", SMOKE, -7);
        assertThat(story.moves()).containsExactly("60 RAISED trial fn-1");
    }
}
