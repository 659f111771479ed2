package org.beaconhub.bench.engine;

/** A hold with hysteresis, written by hand for this one rule: what a rule engine can at best come near to. */
public final class HoldMachine {
    private static final long NOT_HELD = Long.MIN_VALUE;

    private final double raise;
    private final double clear;
    private final long forMs;
    private final long[] sinceMs;
    private final boolean[] standing;
    private long alarms;

    /** Machines for so many devices. */
    public HoldMachine(int devices, double raise, double clear, long forMs) {
        this.raise = raise;
        this.clear = clear;
        this.forMs = forMs;
        this.sinceMs = new long[devices];
        this.standing = new boolean[devices];
        java.util.Arrays.fill(sinceMs, NOT_HELD);
    }

    /** Takes in one value of a device. */
    public void observe(int device, long timeMs, double value) {
        if (standing[device]) {
            standing[device] = value >= clear;
        } else if (value > raise) {
            if (sinceMs[device] == NOT_HELD) {
                sinceMs[device] = timeMs;
            } else if (timeMs - sinceMs[device] >= forMs) {
                standing[device] = true;
                alarms++;
                sinceMs[device] = NOT_HELD;
            }
        } else {
            sinceMs[device] = NOT_HELD;
        }
    }

    /** How many alarms there were. */
    public long alarms() {
        return alarms;
    }
}
