package org.beaconhub.gateway.clock;

/** A clock that runs faster than the machine's, so that a hub lives through a recorded hour in a minute. */
public final class FastClock implements Clock {
    private final Clock base;
    private final double speed;
    private final long startMs;
    private final long startNanos;

    /**
     * A clock that shows {@code startMs} now and runs {@code speed} times as fast as {@code base}.
     *
     * @param speed 1 to 20000
     */
    public FastClock(Clock base, long startMs, double speed) {
        if (!(speed >= 1 && speed <= 20_000)) {
            throw new IllegalArgumentException("speed must be 1 to 20000, got " + speed);
        }
        this.base = base;
        this.speed = speed;
        this.startMs = startMs;
        this.startNanos = base.steadyNanos();
    }

    @Override
    public long nowMs() {
        return startMs + (steadyNanos() - startNanos) / 1_000_000;
    }

    @Override
    public long steadyNanos() {
        return startNanos + (long) ((base.steadyNanos() - startNanos) * speed);
    }

    @Override
    public long waitMs(long ms) {
        return ms <= 0 ? 0 : Math.max(1, (long) (ms / speed));
    }
}
