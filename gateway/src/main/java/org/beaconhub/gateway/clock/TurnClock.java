package org.beaconhub.gateway.clock;

/**
 * A clock that runs as the machine's and can be turned on, so that a hub lives through recorded weeks as fast as it can
 * decide.
 */
public final class TurnClock implements Clock {
    /** Who waits for this clock looks again after so long, machine milliseconds: it may have been turned on. */
    private static final long LOOK_MS = 2;

    private static final long NANOS_PER_MS = 1_000_000;

    private final Clock base;
    private final long startMs;
    private final long startNanos;
    private volatile long turnedMs;

    /** A clock that shows a time now, milliseconds since 1970 UTC, and runs as {@code base} does. */
    public TurnClock(Clock base, long startMs) {
        this.base = base;
        this.startMs = startMs;
        this.startNanos = base.steadyNanos();
    }

    /** Turns it on to a time; where that is over already, it does nothing. */
    public synchronized void turnTo(long ms) {
        turnedMs += Math.max(0, ms - nowMs());
    }

    @Override
    public long nowMs() {
        return startMs + (steadyNanos() - startNanos) / NANOS_PER_MS;
    }

    @Override
    public long steadyNanos() {
        return base.steadyNanos() + turnedMs * NANOS_PER_MS;
    }

    @Override
    public long waitMs(long ms) {
        return ms <= 0 ? 0 : Math.min(ms, LOOK_MS);
    }
}
