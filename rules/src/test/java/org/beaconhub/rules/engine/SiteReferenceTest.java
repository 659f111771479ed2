package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.beaconhub.rules.detect.Reference;
import org.junit.jupiter.api.Test;

/**
 * A whole site under one random rule, whose alarms must stand where {@link Reference} says so, which keeps all and reckons each
 * moment anew: devices around, calendars and coverage too, over messages that come twice, out of order, hours late and from
 * ahead, and over crashes. {@code -Dreference.seeds=5000} plays more stories.
 */
class SiteReferenceTest {
    private static final int SEEDS = Integer.getInteger("reference.seeds", 60);
    private static final List<String> INSTANT = List.of(
            "temperature > 20 °C",
            "smoke > 4 %/m",
            "door",
            "broken(temperature)",
            "jumped(temperature)",
            "event = 'fire'",
            "smoke - 2 %/m > 3 %/m",
            "max(smoke, 3 %/m) > 5 %/m");
    /** Figures that turn at their own moment: averages and extremes wait for a word, and {@code ReferenceTest} has them. */
    private static final List<String> REMEMBERED = List.of(
            "sum(door, 25 s) >= 2",
            "count(smoke, 30 s) > 5",
            "last(smoke, 6 s) > 3 %/m",
            "changed(event, 9 s)",
            "stuck(smoke, 10 s)",
            "silent for 7 s",
            "(door without smoke > 4 %/m within 8 s)");

    private static final List<String> AROUND = List.of(
            "(2 of node in area in 20 s have smoke > 5 %/m)",
            "(1 of neighbours within 800 m in 12 s have (smoke > 4 %/m for 5 s))",
            "(2 of neighbours in area in 30 s have door)",
            "(3 of node within 2 km in 9 s have (door and smoke > 3 %/m))",
            "in evening",
            "not in evening",
            "coverage(area) >= 60 %",
            "coverage('town') < 80 %");

    /** So short a window has a pane for each reading. */
    private static final List<String> DRIFTS = List.of(
            "drift(temperature, 6 km, 7 s) > 3 °C",
            "drift(temperature, 6 km, 7 s) < -2 °C",
            "abs(drift(temperature, 6 km, 7 s)) > 2 °C");

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String expression(Random random, int depth) {
        if (depth == 0) {
            return switch (random.nextInt(6)) {
                case 0 -> "(" + one(random, INSTANT) + " for " + (1 + random.nextInt(20)) + " s)";
                case 1 -> one(random, INSTANT);
                case 2 -> one(random, REMEMBERED);
                default -> one(random, AROUND);
            };
        }
        String left = expression(random, depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> "(" + left + " and " + expression(random, depth - 1) + ")";
            case 1 -> "(" + left + " or " + expression(random, depth - 1) + ")";
            case 2 -> "not (" + left + ")";
            default -> left;
        };
    }

    @Test
    void alarmsStandWhereTheWholeHistorySaysSo() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            new SiteTrial(seed, random, expression(random, 2)).play();
        }
    }

    @Test
    void aDriftIsKnownBesideThreeOthersAndIsWhatTheirMedianSays() {
        int known = 0;
        for (long seed = 0; seed < SEEDS / 3; seed++) {
            Random random = new Random(seed);
            SiteTrial trial = new SiteTrial(seed, random, one(random, DRIFTS));
            trial.play();
            known += trial.known();
        }
        assertThat(known).as("drifts that were known").isGreaterThan(SEEDS / 2);
    }
}
