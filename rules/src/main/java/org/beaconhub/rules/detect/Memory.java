package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.rulebook.Value;

/**
 * What a track remembers of a quantity beyond its last reading. It goes by the device's time, has a fixed limit of
 * memory, and is shared by all clauses that ask for the same.
 */
sealed interface Memory permits Slope, Window, Extremum, Change {
    /** Nothing changes by itself. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Takes in a plausible reading that is not older than the one before.
     *
     * @return whether the figure now changes by itself sooner than it would have
     */
    boolean add(long timeMs, double value);

    /** Reads a bit of it. */
    long fetch();

    /** Whether there is enough to tell at that time; {@link #now} may be asked only then. */
    boolean known(long nowMs);

    /** The figure at that time; yes or no as 1 or 0. */
    double now(long nowMs);

    /** Whether the figure may change though nothing is heard. */
    boolean isTimed();

    /** The device's time at which the figure changes though nothing is heard, or {@link #NEVER}. */
    long turnsMs();

    /** Between what bounds it stays while the readings of its slot, which every observation tells, stay in their bands. */
    Reach reach(Bands bands, int slot);

    /** One of its own that remembers the same: to ask a window lets go of what is too old. */
    Memory copy();

    /** Writes what it remembers; times are short where they are near {@code nearMs}. */
    void write(ByteSink sink, long nearMs);

    /** Reads what {@link #write} wrote near the same time. */
    void read(ByteSource source, long nearMs);

    /** Takes over what another one of the same form and window remembers. */
    default void adopt(Memory other) {
        read(ByteSource.of(sink -> other.write(sink, 0)), 0);
    }

    /** Hub time at which a track's time comes to {@link #turnsMs}, or {@link Clause#NO_TIMER} for never. */
    static long timerMs(Track track, long turnsMs) {
        return turnsMs == NEVER ? Clause.NO_TIMER : track.hubTimeMs(turnsMs);
    }

    /** What a track keeps of one of its quantities. */
    record Kept(int slot, Form form, long windowMs) {}

    /** What is remembered. */
    enum Form {
        RISE,
        AVG,
        /** As the average, of fewer and coarser panes: what drifts does so over hours. */
        LEVEL,
        MIN,
        MAX,
        SUM,
        COUNT,
        LAST,
        CHANGED,
        STUCK;

        static Form of(Value.Aggregate aggregate) {
            return switch (aggregate) {
                case AVG -> AVG;
                case MIN -> MIN;
                case MAX -> MAX;
                case SUM -> SUM;
                case COUNT -> COUNT;
                case LAST -> LAST;
            };
        }

        Memory begin(Quantity quantity, long windowMs) {
            return switch (this) {
                case RISE -> new Slope(windowMs);
                case AVG, LEVEL, SUM, COUNT, LAST -> new Window(this, windowMs);
                case MIN, MAX -> new Extremum(this, windowMs);
                case CHANGED, STUCK -> new Change(this, windowMs, quantity.resolution());
            };
        }
    }
}
