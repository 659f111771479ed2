package org.beaconhub.rules.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** No slope of samples that keep their range and pace is steeper than is said, and some come near. */
class SteepestTest {
    private static final int APART_MS = 10_000;
    private static final double RANGE = 2;

    /** The steepest slope that was found, as a share of the bound, of samples at one end of the range and then the other. */
    private static double share(int samples, Random random) {
        Slope slope = new Slope((long) APART_MS * (samples - 1) + samples * 100L);
        long timeMs = 1_800_000_000_000L;
        int turn = samples / 2;
        for (int i = 0; i < samples; i++) {
            boolean atEnd = random.nextInt(6) > 0;
            double value = atEnd ? (i < turn ? 0 : RANGE) : RANGE * random.nextDouble();
            slope.add(timeMs, value);
            timeMs += APART_MS + random.nextInt(100);
        }
        return Math.abs(slope.now(timeMs)) / Slope.steepest(RANGE, APART_MS, samples);
    }

    @Test
    void noSlopeIsSteeper() {
        Random random = new Random(5);
        for (int samples = 3; samples <= Slope.SAMPLES_MAX - 2; samples++) {
            double most = 0;
            for (int i = 0; i < 2_000; i++) {
                most = Math.max(most, share(samples, random));
            }
            assertThat(most).as("of %d samples", samples).isLessThanOrEqualTo(1);
            if (samples > Slope.FEW_MAX) {
                assertThat(most).as("of %d samples", samples).isGreaterThan(0.8);
            }
        }
    }
}
