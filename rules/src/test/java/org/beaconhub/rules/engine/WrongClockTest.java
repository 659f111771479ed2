package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A device whose clock is slow, or was put back, speaks of now all the same: its messages come at the pace of time. What was
 * stored comes faster than it was measured.
 */
class WrongClockTest {
    private static final double INTERVAL_S = 10;
    private static final int CALM = 6;
    private static final int ROUNDS = 14;

    private static Observation says(double deviceSecond, long number, boolean burning) {
        return said(deviceSecond, Observation.TimeSource.DEVICE, number, burning);
    }

    private static Observation said(double second, Observation.TimeSource by, long number, boolean burning) {
        return new Observation(
                "fn-1",
                Story.START_MS + Math.round(second * 1000),
                by,
                number,
                List.of(new Measurement(TEMPERATURE, burning ? 40 : 20), new Measurement(SMOKE, burning ? 10 : 0.5)));
    }

    /** Calm for a minute, then smoke; {@code clock} is what the device's clock says at a second. */
    private static Story burns(String raise, DoubleUnaryOperator clock, boolean numbered) {
        Story story = Trials.under("forest-node", raise);
        for (int round = 1; round <= ROUNDS; round++) {
            double second = round * INTERVAL_S + (round % 3 - 1);
            long number = numbered ? round > CALM / 2 ? round - CALM / 2 : round + 500 : Observation.NO_SEQ;
            story.tell(second, says(clock.applyAsDouble(second), number, round > CALM));
        }
        return story.until(ROUNDS * INTERVAL_S + 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-299, -301, -3600, -8 * 3600, -20 * 86_400})
    void aClockThatIsSlowMissesNoFire(int slowS) {
        assertThat(burns("smoke > 4 %/m", second -> second + slowS, false).moves())
                .containsExactly("70 RAISED trial fn-1");
        assertThat(burns("smoke > 4 %/m for 15 s", second -> second + slowS, false)
                        .moves())
                .containsExactly("85 RAISED trial fn-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, -3300, -20 * 86_400})
    void aClockThatIsPutBackMissesNoFire(int backS) {
        DoubleUnaryOperator clock = second -> second < 35 ? second : second + backS;
        assertThat(burns("smoke > 4 %/m", clock, false).moves()).containsExactly("70 RAISED trial fn-1");
        assertThat(burns("max(smoke, 1 min) > 4 %/m for 15 s", clock, false).moves())
                .containsExactly("85 RAISED trial fn-1");
    }

    @Test
    void aDeviceThatStartsAnewWithAnOlderClockAndNumberMissesNoFire() {
        assertThat(burns("smoke > 4 %/m", second -> second < 35 ? second : second - 3600, true)
                        .moves())
                .containsExactly("70 RAISED trial fn-1");
    }

    @Test
    void aClockThatIsPutRightAgainCountsFromThen() {
        DoubleUnaryOperator clock = second -> second < 25 || second > 55 ? second : second - 600;
        assertThat(burns("smoke > 4 %/m", clock, false).moves()).containsExactly("70 RAISED trial fn-1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 1, 5, 7})
    void whatWasStoredRaisesNothingHoweverSlowlyItComes(double everyS) {
        Story story = Trials.under("forest-node", "smoke > 4 %/m");
        story.tell(1, says(1, Observation.NO_SEQ, false));
        for (int i = 0; i < 60; i++) {
            story.tell(7200 + i * everyS, says(600 + i * INTERVAL_S, Observation.NO_SEQ, true));
        }
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void whatWasStoredAndComesBetweenLiveReadingsChangesNothing() {
        Story story = Trials.under("forest-node", "smoke > 4 %/m");
        for (int i = 0; i < 60; i++) {
            story.tell(7200 + i * INTERVAL_S, says(7200 + i * INTERVAL_S, Observation.NO_SEQ, false));
            story.tell(7203 + i * INTERVAL_S, says(3600 + i * INTERVAL_S, Observation.NO_SEQ, true));
        }
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void whatIsSentAgainAtThePaceAtWhichItWasSaidIsARepeat() {
        Story story = Trials.under("forest-node", "smoke > 4 %/m");
        for (int i = 0; i < 20; i++) {
            story.tell(i * INTERVAL_S, says(i * INTERVAL_S, i, i == 5));
        }
        assertThat(story.moves()).containsExactly("50 RAISED trial fn-1", "60 RETURNED trial fn-1");
        for (int i = 0; i < 20; i++) {
            story.tell(300 + i * INTERVAL_S, says(i * INTERVAL_S, i, i == 5));
        }
        assertThat(story.moves()).hasSize(2);
        assertThat(story.engine.view().counters().repeats()).isEqualTo(20);
    }

    @Test
    void aSnapshotKnowsThePace() {
        Story whole = burns("smoke > 4 %/m", second -> second < 35 ? second - 600 : second - 3600, false);
        Engine cut = Engine.empty();
        for (var entry : whole.entries) {
            cut = Engine.restore(cut.snapshot());
            cut.apply(entry);
        }
        assertThat(cut.digest()).isEqualTo(whole.engine.digest());
        assertThat(cut.view().alarms()).hasSize(1);
    }

    private static Observation unclocked(double second, long number, boolean burning) {
        return said(second, Observation.TimeSource.HUB, number, burning);
    }

    /** Its first messages after the start are lost, so no number tells of it; what they say does. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 30, 59})
    void aDeviceWithoutAClockThatStartsItsNumbersAnewMissesNoFire(long from) {
        Story story = Trials.under("forest-node", "smoke > 4 %/m");
        for (int i = 0; i < 60; i++) {
            story.tell(i * INTERVAL_S, unclocked(i * INTERVAL_S, i, false));
        }
        story.tell(600, unclocked(600, from, true)).tell(610, unclocked(610, from + 1, true));
        assertThat(story.moves()).containsExactly("600 RAISED trial fn-1");
        story.tell(611, unclocked(611, from + 1, true));
        assertThat(story.engine.view().counters().repeats()).isEqualTo(1);
    }
}
