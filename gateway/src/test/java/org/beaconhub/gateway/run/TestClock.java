package org.beaconhub.gateway.run;

import java.util.concurrent.atomic.AtomicLong;
import org.beaconhub.gateway.clock.Clock;

/** A clock that a test sets; waiting takes a millisecond of the machine, so that a loop looks again soon. */
public final class TestClock implements Clock {
    private final AtomicLong wallMs = new AtomicLong(Stories.START_MS);
    private final AtomicLong steadyNanos = new AtomicLong(1);

    /** Lets time pass on both clocks. */
    public void pass(long ms) {
        wallMs.addAndGet(ms);
        steadyNanos.addAndGet(ms * 1_000_000);
    }

    /** Sets the time of day forward or back, while steady time stands. */
    public void jump(long ms) {
        wallMs.addAndGet(ms);
    }

    @Override
    public long nowMs() {
        return wallMs.get();
    }

    @Override
    public long steadyNanos() {
        return steadyNanos.get();
    }

    @Override
    public long waitMs(long ms) {
        return Math.min(ms, 1);
    }
}
