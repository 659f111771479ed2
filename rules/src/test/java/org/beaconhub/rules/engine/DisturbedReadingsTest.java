package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.beaconhub.rules.fact.Quantity.HUMIDITY;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every operator makes of readings that come twice, out of order, hours late, from ahead, or that are beyond what
 * is possible. Each rule here is raised by the plain story: cool and clear for a minute, then hot and full of smoke.
 */
class DisturbedReadingsTest {
    private static final long HOURS_MS = 3 * 3_600_000L;

    private static Observation at(double second, long number, double temperature, double smoke) {
        List<Reading> readings = List.of(
                new Measurement(TEMPERATURE, temperature),
                new Measurement(SMOKE, smoke),
                new Measurement(HUMIDITY, 50));
        return new Observation(
                "fn-1", Story.START_MS + (long) (second * 1000), Observation.TimeSource.DEVICE, number, readings);
    }

    private static Story plain(String raise, boolean again, boolean older) {
        Story story = Trials.under("forest-node", raise);
        for (int i = 1; i <= 12; i++) {
            boolean burning = i > 6;
            Observation observation = at(i * 10, i, burning ? 60 + i : 20, burning ? 10 : 0.5);
            story.tell(i * 10, observation);
            if (again) {
                story.tell(i * 10 + 1, observation);
            }
            if (older) {
                story.tell(i * 10 + 2, at(i * 10 - 5, Observation.NO_SEQ, burning ? 20 : 90, burning ? 0.5 : 50));
            }
        }
        return story.until(130);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smoke > 4 %/m",
                "smoke > 4 %/m for 20 s",
                "rise(temperature, 1 min) > 8 °C/min",
                "avg(smoke, 30 s) > 5 %/m",
                "min(smoke, 20 s) > 5 %/m",
                "max(temperature, 1 min) > 60 °C",
                "sum(smoke, 1 min) > 30 %/m",
                "last(smoke, 15 s) > 4 %/m",
                "changed(smoke)",
                "changed(smoke, 1 min)",
                "temperature < 30 °C then smoke > 4 %/m within 1 min",
                "smoke > 4 %/m without temperature < 30 °C within 20 s",
                "temperature - min(temperature, 2 min) > 30 °C",
                "not smoke < 4 %/m",
                "1 of forest-node in area in 1 min have smoke > 4 %/m",
            })
    void whatComesTwiceOrOutOfOrderChangesNothing(String raise) {
        List<String> moves = plain(raise, false, false).moves();
        assertThat(moves).isNotEmpty().first().asString().contains("RAISED trial fn-1");
        assertThat(plain(raise, true, false).moves()).as("twice").isEqualTo(moves);
        assertThat(plain(raise, false, true).moves()).as("out of order").isEqualTo(moves);
    }

    @Test
    void aReadingThatComesTwiceIsCountedOnce() {
        assertThat(plain("count(smoke, 5 min) > 12", true, true).moves()).isEmpty();
        assertThat(plain("count(smoke, 5 min) > 11", false, false).moves()).containsExactly("120 RAISED trial fn-1");
    }

    private static Story late(String raise, boolean allowed) {
        String rule = Trials.rule("forest-node", raise);
        Story story = Story.begin(allowed ? rule + "  late: true\n" : rule);
        double now = HOURS_MS / 1000.0 + 600;
        for (int i = 1; i <= 12; i++) {
            story.tell(now + i, at(i * 10, i, i > 6 ? 60 + i : 20, i > 6 ? 10 : 0.5));
        }
        return story;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smoke > 4 %/m",
                "smoke > 4 %/m for 20 s",
                "rise(temperature, 1 min) > 8 °C/min",
                "avg(smoke, 30 s) > 5 %/m",
                "changed(smoke, 1 min)",
                "temperature < 30 °C then smoke > 4 %/m within 1 min",
            })
    void whatWasStoredAndComesHoursLateRaisesOnlyWhereTheRuleSaysSo(String raise) {
        assertThat(late(raise, false).moves()).isEmpty();
        assertThat(late(raise, true).moves()).first().asString().contains("RAISED trial fn-1");
    }

    @Test
    void windowsGoByTheDevicesTimeAlsoWhereTheReadingsComeAllAtOnce() {
        assertThat(late("count(smoke, 30 s) > 3", true).moves()).isEmpty();
        assertThat(late("smoke > 4 %/m for 2 min", true).moves()).isEmpty();
    }

    @Test
    void aClockThatIsAheadWithinTheAllowedMinuteRaisesAtOnceAndTimersGoByTheHub() {
        Story story = Trials.under("forest-node", "smoke > 4 %/m for 20 s");
        story.tell(1, at(50, 1, 20, 10)).until(20.9);
        assertThat(story.moves()).isEmpty();
        story.until(22);
        assertThat(story.moves()).containsExactly("21 RAISED trial fn-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smoke > 4 %/m",
                "smoke < 4 %/m",
                "smoke != 4 %/m",
                "smoke > 4 %/m for 10 s",
                "max(smoke, 1 min) > 4 %/m",
                "sum(smoke, 1 min) > 1 %/m",
                "rise(smoke, 1 min) > 1 %/m/min",
                "changed(smoke)",
                "not smoke > 4 %/m",
                "abs(smoke) > 4 %/m",
            })
    void aValueBeyondWhatIsPossibleNeitherRaisesNorFillsAWindowButIsBroken(String raise) {
        Story story = Trials.under("forest-node", raise + " or broken(temperature)");
        for (int i = 1; i <= 10; i++) {
            story.observe(i * 10, "fn-1", SMOKE, i % 2 == 0 ? 1e9 : -1e9);
        }
        assertThat(story.moves()).isEmpty();
        story.observe(110, "fn-1", TEMPERATURE, -1.7e8);
        assertThat(story.moves()).containsExactly("110 RAISED trial fn-1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsNoMeasurement(double value) {
        assertThatThrownBy(() -> new Measurement(Quantity.SMOKE, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("smoke must be a finite number");
    }
}
