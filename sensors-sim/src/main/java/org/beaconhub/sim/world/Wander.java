package org.beaconhub.sim.world;

import java.util.SplittableRandom;

/** A smooth irregular course: four sines whose periods share no common multiple, with phases by seed. */
final class Wander {
    private static final double[] PERIODS_S = {431, 1009, 2713, 7919};

    private final double amplitude;
    private final double[] phases = new double[PERIODS_S.length];

    /** Stays within {@code amplitude} on either side of 0. */
    Wander(long seed, double amplitude) {
        this.amplitude = amplitude;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < phases.length; i++) {
            phases[i] = random.nextDouble() * 2 * StrictMath.PI;
        }
    }

    double at(long timeMs) {
        double sum = 0;
        for (int i = 0; i < phases.length; i++) {
            sum += StrictMath.sin(2 * StrictMath.PI * (timeMs / 1000.0 % PERIODS_S[i]) / PERIODS_S[i] + phases[i]);
        }
        return amplitude * sum / phases.length;
    }
}
