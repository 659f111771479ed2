package org.beaconhub.gateway.clock;

import java.util.concurrent.TimeUnit;

/** What time it is. */
public interface Clock {
    /** The time of day, milliseconds since 1970 UTC; it may jump, also backwards. */
    long nowMs();

    /** Steady time in nanoseconds from an arbitrary beginning; it never goes back. */
    long steadyNanos();

    /** The same in whole milliseconds. */
    default long steadyMs() {
        return TimeUnit.NANOSECONDS.toMillis(steadyNanos());
    }

    /**
     * How long a thread must wait for so much of this clock's time to pass.
     *
     * @param ms milliseconds of this clock
     * @return milliseconds of the machine, at least 1 where {@code ms} is above 0
     */
    long waitMs(long ms);
}
