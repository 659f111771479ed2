package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.CO;
import static org.beaconhub.rules.fact.Quantity.HUMIDITY;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped rules under courses of physics and of published test fires, not of recordings: the ends of the test fires of
 * EN 54-7 and EN 54-5 (optical density in dB/m, warming in K, after so many seconds), and what is no fire. Each course is
 * calm for {@value #LIT_S} s before.
 */
class DetectionTest {
    private static final double LIT_S = 1800;
    private static final String ROOM = "nist-a";
    private static final String CEILING = "fsri-a-ceiling";
    private static final String FOREST = "camp-swift";

    private static double ramp(double second, double overS, double to) {
        return to * Math.clamp((second - LIT_S) / overS, 0, 1);
    }

    /** Per cent of light obscured on a metre. */
    private static double obscured(double decibelPerMetre) {
        return 100 * (1 - Math.pow(10, -decibelPerMetre / 10));
    }

    /** A test fire that reaches smoke and warmth at its end; smouldering ones begin slowly, by a power of time. */
    private static Signals testFire(double overS, double decibelPerMetre, double kelvin, double power) {
        return Signals.at(ROOM)
                .with(TEMPERATURE, second -> 22 + ramp(second, overS, kelvin))
                .with(SMOKE, second -> 0.3 + obscured(decibelPerMetre * Math.pow(ramp(second, overS, 1), power)));
    }

    /** The first alarm, seconds after ignition; −1 where there is none. */
    private static long first(Signals signals, double afterS) {
        return signals.alarms(LIT_S + afterS).stream()
                .map(alarm -> Long.parseLong(alarm.split(" ")[0]) - (long) LIT_S)
                .findFirst()
                .orElse(-1L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 60})
    void theTestFiresOfEn54AreSeenBeforeTheirEnd(double everyS) {
        assertThat(first(testFire(840, 2, 2, 3).every(everyS), 840))
                .as("TF2, smouldering wood")
                .isPositive();
        assertThat(first(testFire(750, 2, 2, 2).every(everyS), 750))
                .as("TF3, glowing cotton")
                .isPositive();
        assertThat(first(testFire(180, 1.73, 25, 1).every(everyS), 180))
                .as("TF4, polyurethane")
                .isPositive();
        assertThat(first(testFire(240, 1.24, 50, 1).every(everyS), 240))
                .as("TF5, heptane")
                .isPositive();
        assertThat(first(testFire(800, 1.7, 6, 1).every(everyS), 800))
                .as("TF8, decalin")
                .isPositive();
        assertThat(first(heats(370, 75).every(everyS), 370))
                .as("TF1, open wood")
                .isPositive();
        assertThat(first(heats(450, 60).every(everyS), 450)).as("TF6, spirit").isPositive();
    }

    /** A heat detector at a ceiling that grows warmer by so much. */
    private static Signals heats(double overS, double kelvin) {
        return Signals.at(CEILING).with(TEMPERATURE, second -> 22 + ramp(second, overS, kelvin));
    }

    /** EN 54-5, class A1: at 1 K/min from 25 °C between 29 and 46 min; at 10, 20 and 30 K/min by 4:20, 2:20 and 1:40. */
    @Test
    void heatIsToldOfWithinTheTimesOfClassA1() {
        assertThat(first(rises(1), 3600)).isBetween(29 * 60L, 46 * 60L);
        assertThat(first(rises(10), 600)).isBetween(60L, 260L);
        assertThat(first(rises(20), 600)).isBetween(30L, 140L);
        assertThat(first(rises(30), 600)).isBetween(20L, 100L);
    }

    private static Signals rises(double kelvinPerMinute) {
        return Signals.at(CEILING).with(TEMPERATURE, second -> 25 + ramp(second, 3600, kelvinPerMinute * 60));
    }

    /** EN 54-7, slowly developing fires: at a quarter of the threshold an hour, after 1.6 times what the threshold would take. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 300})
    void aFireThatSmouldersForHoursIsNoDustInTheMeter(double everyS) {
        Signals smoulders = Signals.at(ROOM)
                .every(everyS)
                .with(TEMPERATURE, second -> 22)
                .with(SMOKE, second -> 0.3 + ramp(second, 10 * 3600, 7));
        assertThat(first(smoulders, 6.4 * 3600 + 100)).isPositive();
    }

    @Test
    void dustThatGathersForAMonthRaisesNothing() {
        Signals dusty =
                Signals.at(ROOM).every(60).with(TEMPERATURE, second -> 22).with(SMOKE, second -> second / 86_400 / 6);
        assertThat(dusty.alarms(86_400)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 60, 300})
    void smoulderingWoodInTheForestIsSeenByItsSmokeAndGas(double everyS) {
        assertThat(smouldersInForest().every(everyS).alarms(LIT_S + 900))
                .anyMatch(alarm -> alarm.endsWith(" forest-fire"));
    }

    @Test
    void itIsSeenInWholeDegreesAndWhereHalfOfTheMessagesAreLost() {
        assertThat(smouldersInForest().steps(1).losing(0.5).alarms(LIT_S + 900))
                .anyMatch(alarm -> alarm.endsWith(" forest-fire"));
    }

    private static Signals smouldersInForest() {
        return Signals.at(FOREST)
                .with(TEMPERATURE, second -> 12)
                .with(HUMIDITY, second -> 60)
                .with(SMOKE, second -> 0.3 + ramp(second, 300, 7))
                .with(CO, second -> 1 + ramp(second, 300, 15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 60})
    void aFrontThatPassesIsSeenAtItsFirstHotReading(double everyS) {
        Signals front = Signals.at(FOREST)
                .every(everyS)
                .with(TEMPERATURE, second -> 25 + ramp(second, 9, 600))
                .with(HUMIDITY, second -> 30);
        assertThat(first(front, 120)).isBetween(0L, (long) everyS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 60, 600})
    void sunFrostAndTheDaysSwingAreNoFire(double everyS) {
        Signals sun = Signals.at(FOREST)
                .every(everyS)
                .with(HUMIDITY, second -> 50)
                // A housing that the sun heats by 25 K, with a time constant of 3 min.
                .with(TEMPERATURE, second -> 18 + (second < LIT_S ? 0 : 25 * (1 - Math.exp((LIT_S - second) / 180))));
        assertThat(sun.alarms(LIT_S + 1800)).as("sun").isEmpty();
        Signals winter = Signals.at(FOREST)
                .every(Math.max(60, everyS))
                .with(TEMPERATURE, second -> -15 + 13 * Math.sin(second / 86_400 * 2 * Math.PI));
        assertThat(winter.alarms(86_400)).as("frost").isEmpty();
    }

    @Test
    void meterNoiseAroundNothingBesideAHotHousingIsNoSensorThatDiesInAFire() {
        Signals noisy = Signals.at(FOREST)
                .with(TEMPERATURE, second -> 47)
                .with(HUMIDITY, second -> 101)
                .with(SMOKE, second -> -0.2 + 0.4 * Math.sin(second))
                .with(CO, second -> -1.5);
        assertThat(noisy.alarms(3600)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 60})
    void oneOddReadingBelowTheThresholdIsNoFastRise(double everyS) {
        Signals odd = Signals.at(FOREST)
                .every(everyS)
                .with(HUMIDITY, second -> 50)
                .with(TEMPERATURE, second -> second >= LIT_S && second < LIT_S + everyS ? 50 : 20);
        assertThat(odd.alarms(LIT_S + 600)).isEmpty();
    }

    @Test
    void airOfARoomOnFireIsBelievedHoweverThickItIs() {
        Signals thick = Signals.at(CEILING).every(5).with(CO, second -> 2 + ramp(second, 120, 40_000));
        List<String> alarms = thick.alarms(LIT_S + 300);
        assertThat(alarms).anyMatch(alarm -> alarm.endsWith(" co-danger"));
    }

    /** Smoke of 9 %/m without heat or gas, of which people are told within three minutes and ten seconds. */
    private static Signals smokes() {
        return Signals.at(FOREST).with(TEMPERATURE, second -> 12).with(SMOKE, second -> second < LIT_S ? 0.3 : 9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 60})
    void smokeAloneIsToldOfInDryAirAndWhereTheAirIsNotKnown(double everyS) {
        long latestS = (long) (190 + everyS);
        assertThat(first(smokes().every(everyS).with(HUMIDITY, second -> 60), 600))
                .isBetween(180L, latestS);
        assertThat(first(smokes().every(everyS), 600)).isBetween(180L, latestS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 60})
    void smokeOfFlamesInAirAsWetAsFogIsWarm(double everyS) {
        Signals flames = smokes().every(everyS)
                .with(HUMIDITY, second -> 97)
                .with(TEMPERATURE, second -> 8 + ramp(second, 60, 4));
        assertThat(first(flames, 600)).isBetween(180L, (long) (190 + everyS));
    }

    /** Fog comes with the cool of the night, and the sun warms it by a degree in ten minutes before it lifts. */
    @ParameterizedTest
    @ValueSource(doubles = {30, 600})
    void fogIsNoFireHoweverThickItIs(double everyS) {
        Signals fog = Signals.at(FOREST)
                .every(everyS)
                .with(
                        SMOKE,
                        second -> second < 14_400 ? ramp(second, 900, 12) : Math.max(0, 12 - (second - 14_400) / 300))
                .with(HUMIDITY, second -> second < LIT_S ? 90 + second / 200 : second < 18_000 ? 98 : 96)
                .with(TEMPERATURE, second -> second < 10_800 ? 14 - second / 3600 : 11 + (second - 10_800) / 600)
                .with(CO, second -> 0.3);
        assertThat(fog.alarms(18_000)).isEmpty();
    }

    @Test
    void whatSmokesOnWhenTheFogLiftsIsToldOf() {
        Signals lifts = smokes().with(HUMIDITY, second -> second < 7200 ? 99 : 90);
        assertThat(first(lifts, 7200)).isEqualTo(7200 - (long) LIT_S);
    }
}
