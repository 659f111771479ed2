package org.beaconhub.gateway.clock;

/** The machine's own clocks. */
public final class SystemClock implements Clock {
    @Override
    public long nowMs() {
        return System.currentTimeMillis();
    }

    @Override
    public long steadyNanos() {
        return System.nanoTime();
    }

    @Override
    public long waitMs(long ms) {
        return ms;
    }
}
