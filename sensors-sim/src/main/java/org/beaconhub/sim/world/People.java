package org.beaconhub.sim.world;

import java.util.SplittableRandom;

/** People go out at 7 h and come home at 18 h; few pass at night. */
public final class People {
    private static final long SLOT_MS = 30_000;

    private final long seed;
    private final Weather weather;

    People(long seed, Weather weather) {
        this.seed = seed;
        this.weather = weather;
    }

    /** How busy it is, from 0 to 1. */
    public double busy(long timeMs) {
        double hour = weather.dayShare(timeMs) * 24;
        double morning = StrictMath.exp(-(hour - 7.5) * (hour - 7.5) / 2);
        double evening = StrictMath.exp(-(hour - 18) * (hour - 18) / 4);
        double day = hour > 7 && hour < 21 ? 0.3 : 0.02;
        return Math.min(1, day + 0.7 * Math.max(morning, evening));
    }

    /** Persons in view at a place, which is named by a number. */
    public int inView(int place, long timeMs) {
        return (int) (roll(place, timeMs).nextDouble() * 6 * busy(timeMs));
    }

    /** Whether somebody passes a gate just then: within the half minute of a time. */
    public boolean passes(int gate, long timeMs) {
        return roll(gate, timeMs).nextDouble() < busy(timeMs) * 0.6;
    }

    /** A die for a place and half minute; the same for the same. */
    public SplittableRandom roll(int place, long timeMs) {
        long slot = Math.floorDiv(timeMs, SLOT_MS);
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + slot * 1_000_003L + place);
    }
}
