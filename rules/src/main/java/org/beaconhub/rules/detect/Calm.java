package org.beaconhub.rules.detect;

import java.util.List;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Reading;

/**
 * Whether the readings of a device are such that no answer of anybody changes: most are, on a calm day. While it holds, each
 * observation tells the same quantities, each reading lies in a band of its own, and they come at about the same pace; then
 * nobody is asked, and what is remembered takes the readings in many at a time, when somebody asks or there is no room for
 * more. The bands are found by {@link Bands} when all have looked and nobody waits for anything. It is no state: where it was
 * never found, all would answer the same.
 */
final class Calm {
    /** It is looked for after so many observations at the most: where it never lasts, little time goes into that. */
    private static final int PAUSE_MAX = 64;
    /** Whoever was calm for so many observations will be so again. */
    private static final int LASTED_MIN = 16;
    /** So many numbers wait at the most to be remembered. */
    private static final int WAITING_MAX = 64;

    private static final long[] NOTHING = {};
    private static final double[] NO_BANDS = {};

    private final Slots slots;
    private final Readings last;
    private final Memories memories;
    private boolean holds;
    /** The quantities that each observation tells, as bits by ordinal. */
    private long told;

    private long untilMs;
    private long passedMsMin;
    private long passedMsMax;
    /** The device's time lies at least so far behind the hub's. */
    private long lagMsMin;
    /** The lowest and the highest of each slot, by turns; the lowest is above the highest where none is known. */
    private double[] bands = NO_BANDS;

    /** When each observation was that waits to be remembered, and the bits of its readings by slot. */
    private long[] waiting = NOTHING;

    private int count;
    /** When the last observation was that left no trace in {@link Readings#toldAtMs} yet. */
    private long tracelessMs = Track.NEVER;
    /** The slots of which something is remembered, of those told. */
    private int[] remembered = {};

    private long passedMs;
    private int pause = 1;
    private int pausing;
    private int lasted;

    Calm(Slots slots, Readings last, Memories memories) {
        this.slots = slots;
        this.last = last;
        this.memories = memories;
    }

    /**
     * Takes in an observation that changes no answer; false, and nothing done, where it may.
     *
     * @param passed how long after the one before it was made, in milliseconds
     * @param lagMs how far its time lies behind the hub's
     */
    boolean takes(List<Reading> readings, long observedAtMs, long passed, long lagMs) {
        boolean paced = holds && passed >= passedMsMin && passed <= passedMsMax && lagMs >= lagMsMin;
        if (!paced || observedAtMs >= untilMs || !areWithin(readings)) {
            return false;
        }
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i) instanceof Measurement measurement) {
                int slot = slots.of(measurement.quantity());
                if (slot >= 0) {
                    last.values[slot] = measurement.value();
                }
            }
        }
        keep(observedAtMs);
        lasted++;
        return true;
    }

    private boolean areWithin(List<Reading> readings) {
        long now = 0;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            int slot = slots.of(reading.quantity());
            if (slot >= 0) {
                long bit = slots.bit(slot);
                if ((now & bit) != 0 || !isWithin(slot, reading)) {
                    return false;
                }
                now |= bit;
            }
        }
        return now == told;
    }

    private boolean isWithin(int slot, Reading reading) {
        return switch (reading) {
            case Measurement measurement ->
                bands[2 * slot] <= measurement.value() && measurement.value() <= bands[2 * slot + 1];
            case Label label ->
                bands[2 * slot] <= bands[2 * slot + 1] && label.text().equals(last.labels[slot]);
        };
    }

    private void keep(long observedAtMs) {
        tracelessMs = observedAtMs;
        if (remembered.length == 0) {
            return;
        }
        if (count + 1 + remembered.length > waiting.length) {
            makeRoom();
        }
        waiting[count++] = observedAtMs;
        for (int slot : remembered) {
            waiting[count++] = Double.doubleToRawLongBits(last.values[slot]);
        }
    }

    private void makeRoom() {
        if (waiting.length == 0) {
            waiting = new long[Math.max(WAITING_MAX, 1 + remembered.length)];
        }
        long sinceMs = tracelessMs;
        settle();
        tracelessMs = sinceMs;
    }

    /** What is remembered takes in all that waits. */
    void settle() {
        if (tracelessMs == Track.NEVER) {
            return;
        }
        for (int i = 0; i < remembered.length; i++) {
            memories.addAll(remembered[i], waiting, count, i + 1, 1 + remembered.length);
        }
        count = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            if ((told & slots.bit(slot)) != 0) {
                last.toldAtMs[slot] = tracelessMs;
            }
        }
        tracelessMs = Track.NEVER;
    }

    /** An observation comes for which all are asked, so long after the one before. */
    void breaks(long passed) {
        passedMs = passed;
        ends();
        pausing++;
    }

    /** It holds no more. */
    void ends() {
        if (holds) {
            holds = false;
            pause = lasted >= LASTED_MIN ? 1 : Math.min(2 * pause, PAUSE_MAX);
            pausing = 0;
        }
    }

    /** Whether it is time to look for it. */
    boolean mayBegin() {
        return !holds && pausing >= pause;
    }

    /** How long after the observation before the last one came for which all were asked, in milliseconds. */
    long passedMs() {
        return passedMs;
    }

    /** It was looked for; {@code found} where the bands are such that it holds. */
    void begin(Bands found, boolean isFound) {
        pausing = 0;
        if (!isFound) {
            pause = Math.min(2 * pause, PAUSE_MAX);
            return;
        }
        holds = true;
        lasted = 0;
        told = found.told();
        untilMs = found.untilMs();
        passedMsMin = found.passedMsMin();
        passedMsMax = found.passedMsMax();
        lagMsMin = found.lagMsMin();
        if (bands.length == 0) {
            bands = new double[2 * slots.size()];
        }
        found.copyTo(bands);
        remembered = memories.remembered(told);
    }

    /** Reads a bit of what {@link #takes} reads. */
    long fetch() {
        return count + (long) waiting.length + bands.length + last.values.length;
    }

    /** Whether it holds. */
    boolean holds() {
        return holds;
    }
}
