package org.beaconhub.sim.device;

import java.util.SplittableRandom;

/** What goes wrong with a device's messages, by seed: some come twice, and at times it is silent for a few intervals. */
final class Flaws {
    /** One message in so many comes twice. */
    private static final int TWICE_ONE_IN = 400;
    /** One message in so many begins a silence. */
    private static final int SILENCE_ONE_IN = 2000;
    /** Longest silence, in intervals; shorter than what counts as lost. */
    static final int SILENT_INTERVALS_MAX = 6;

    private final SplittableRandom random;
    private int silent;

    Flaws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** How often the next message goes out: 0, 1 or 2 times. */
    int copies() {
        if (silent > 0) {
            silent--;
            return 0;
        }
        if (random.nextInt(SILENCE_ONE_IN) == 0) {
            silent = 1 + random.nextInt(SILENT_INTERVALS_MAX - 1);
            return 0;
        }
        return random.nextInt(TWICE_ONE_IN) == 0 ? 2 : 1;
    }
}
