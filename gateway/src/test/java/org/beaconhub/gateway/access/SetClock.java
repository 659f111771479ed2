package org.beaconhub.gateway.access;

import java.util.concurrent.atomic.AtomicLong;
import org.beaconhub.gateway.clock.Clock;

/** A clock that stands still until a test moves it. */
public final class SetClock implements Clock {
    private final AtomicLong ms = new AtomicLong(1_790_000_000_000L);

    /** Lets so much time pass. */
    public void pass(long milliseconds) {
        ms.addAndGet(milliseconds);
    }

    @Override
    public long nowMs() {
        return ms.get();
    }

    @Override
    public long steadyNanos() {
        return ms.get() * 1_000_000;
    }

    @Override
    public long waitMs(long milliseconds) {
        return milliseconds;
    }
}
