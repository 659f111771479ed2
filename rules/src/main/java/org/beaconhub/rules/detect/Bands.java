package org.beaconhub.rules.detect;

import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;

/**
 * Finds between what bounds the readings of a device may go on without a change of any answer, see {@link Calm}. It begins with
 * bands that are as wide as the thresholds of last readings let them be. Each figure then tells between what bounds it stays
 * while the readings stay in their bands; where a threshold lies between these, the bands of the quantities that it asks for
 * are halved, until it does not. One serves all devices of a floor, one after another.
 */
public final class Bands {
    /** A band that was halved so often is too narrow for any sensor. */
    private static final int HALVINGS_MAX = 14;

    /** Quantities are told by the bits of a number. */
    private static final int SLOTS_MAX = Long.SIZE;
    /** A pace may change by this factor, both ways. */
    private static final int PACE = 2;
    /** Who changes by so much of the most that a second allows, up or down, has not jumped. */
    private static final double JUMP_PART = 0.49;

    private final double[] lows = new double[SLOTS_MAX];
    private final double[] highs = new double[SLOTS_MAX];
    private Slots slots = Slots.NONE;
    private Readings last = new Readings(slots);
    private int size;
    private long told;
    private long atMs;
    private long untilMs;
    private long passedMs;
    private long passedMsMin;
    private long passedMsMax;
    private long lagMsMin;
    /** The slots whose bands the figure depends on that was asked last, as bits. */
    private long asked;
    /** The bounds of the figure that was asked last. */
    private double low;

    private double high;

    /**
     * Begins with a device whose last observation told so much, {@code passed} milliseconds after the one before; false where
     * its readings cannot go on so, whatever is asked.
     */
    boolean begin(Track track, long toldLast, long exact, long passed) {
        last = track.readings();
        slots = track.slots();
        size = slots.size();
        told = toldLast;
        atMs = track.observedAtMs();
        untilMs = Long.MAX_VALUE;
        passedMs = passed;
        passedMsMin = passed / PACE;
        passedMsMax = PACE * passed;
        lagMsMin = Long.MIN_VALUE;
        if (passed < PACE || passed >= Long.MAX_VALUE / PACE) {
            return false;
        }
        for (int slot = 0; slot < size; slot++) {
            lows[slot] = Double.POSITIVE_INFINITY;
            highs[slot] = Double.NEGATIVE_INFINITY;
            if (isTold(slot)) {
                if (!last.plausible(slot)) {
                    return false;
                }
                bound(slot, (exact & slots.bit(slot)) != 0, track.cells());
            }
        }
        return true;
    }

    /** A band beyond which a reading is not plausible, jumped, or is on another side of a threshold. */
    private void bound(int slot, boolean exact, Cells cells) {
        Quantity quantity = slots.quantity(slot);
        double value = last.value(slot);
        lows[slot] = value;
        highs[slot] = value;
        if (!exact && quantity.unit() != Unit.TEXT && quantity.unit() != Unit.FLAG) {
            double jump = JUMP_PART * slots.changePerSecondMax(slot);
            lows[slot] = Math.max(Math.max(quantity.min(), value - jump), cells.lowest(slot, value));
            highs[slot] = Math.min(Math.min(quantity.max(), value + jump), cells.highest(slot, value));
        }
    }

    /** The quantities that each observation must tell, as bits by ordinal. */
    long told() {
        return told;
    }

    private boolean isTold(int slot) {
        return (told & slots.bit(slot)) != 0;
    }

    /** Whether a slot is told by each observation. */
    boolean feeds(int slot) {
        return slot >= 0 && isTold(slot);
    }

    /** The device's time of the last observation, in milliseconds. */
    long atMs() {
        return atMs;
    }

    /** The device's time until which the bands serve. */
    long untilMs() {
        return untilMs;
    }

    /** They serve no longer than until then; false where that is now. */
    boolean until(long ms) {
        untilMs = Math.min(untilMs, ms);
        return untilMs > atMs;
    }

    /** The shortest and the longest time between observations, in milliseconds. */
    long passedMsMin() {
        return passedMsMin;
    }

    long passedMsMax() {
        return passedMsMax;
    }

    /** No longer may pass between observations; false where the last one took longer. */
    boolean passesAtMost(long ms) {
        passedMsMax = Math.min(passedMsMax, ms);
        return passedMs <= passedMsMax;
    }

    /** No less may pass between observations; false where the last one took less. */
    boolean passesAtLeast(long ms) {
        passedMsMin = Math.max(passedMsMin, ms);
        return passedMs >= passedMsMin;
    }

    long lagMsMin() {
        return lagMsMin;
    }

    /** The device's time must lie at least so far behind the hub's. */
    void lagsAtLeast(long ms) {
        lagMsMin = Math.max(lagMsMin, ms);
    }

    /** The lowest that a slot may tell. */
    double lowest(int slot) {
        asked |= 1L << slot;
        return lows[slot];
    }

    /** The highest that a slot may tell. */
    double highest(int slot) {
        asked |= 1L << slot;
        return highs[slot];
    }

    /** Bounds the band of a slot; false where its last reading lies beyond. */
    boolean bound(int slot, double lowest, double highest) {
        lows[slot] = Math.max(lows[slot], lowest);
        highs[slot] = Math.min(highs[slot], highest);
        double value = last.value(slot);
        return lows[slot] <= value && value <= highs[slot];
    }

    /** The lower bound of the figure that was asked last. */
    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** A figure stays between these. */
    Reach bounds(double lower, double upper) {
        low = lower;
        high = upper;
        return Double.isNaN(lower) || Double.isNaN(upper) ? Reach.OPEN : Reach.BOUND;
    }

    /** A figure stays between these, but for the rounding errors of a sum. */
    Reach nearly(double lower, double upper) {
        double error = 1e-9 * Math.max(Math.abs(lower), Math.abs(upper)) + Double.MIN_NORMAL;
        return bounds(lower - error, upper + error);
    }

    /** Whether a probe goes on to answer as it did, once the bands are narrow enough. */
    boolean keep(Probe probe, Track track, short answer) {
        for (int i = 0; i < HALVINGS_MAX; i++) {
            asked = 0;
            switch (probe.reach(track, this)) {
                case OPEN -> {
                    return false;
                }
                case UNKNOWN -> {
                    return answer == Probe.UNKNOWN;
                }
                case BOUND -> {
                    if (probe.cell(low) == answer && probe.cell(high) == answer) {
                        return true;
                    } else if (asked == 0) {
                        return false;
                    }
                    halve();
                }
            }
        }
        return false;
    }

    private void halve() {
        for (long left = asked; left != 0; left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left);
            double value = last.value(slot);
            lows[slot] = value - (value - lows[slot]) / 2;
            highs[slot] = value + (highs[slot] - value) / 2;
        }
    }

    /** Copies them, the lowest and the highest of each slot by turns. */
    void copyTo(double[] bands) {
        for (int slot = 0; slot < size; slot++) {
            bands[2 * slot] = lows[slot];
            bands[2 * slot + 1] = highs[slot];
        }
    }
}
