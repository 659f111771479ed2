package org.beaconhub.gateway.run;

import org.beaconhub.gateway.clock.Clock;

/**
 * The hub's time: the time of day, but it never goes back. Where the time of day was set back, the hub's goes on by
 * steady time, a thousandth slower, until the time of day has caught up; so timers still fire.
 */
final class HubTime {
    private static final double SLOWED = 0.999;

    private final Clock clock;
    private double lastMs;
    private long lastNanos;

    /** Goes on from the last entry's time. */
    HubTime(Clock clock, long lastEntryMs) {
        this.clock = clock;
        this.lastMs = lastEntryMs;
        this.lastNanos = clock.steadyNanos();
    }

    /** The hub's time now, milliseconds since 1970 UTC. */
    long nowMs() {
        // In this order: what passes between the two, as where the machine stops the thread, must not count twice.
        long wallMs = clock.nowMs();
        long nanos = clock.steadyNanos();
        double passedMs = (nanos - lastNanos) / 1e6;
        lastNanos = nanos;
        lastMs = Math.max((double) wallMs, lastMs + passedMs * SLOWED);
        return (long) lastMs;
    }
}
