package org.beaconhub.gateway.console;

import java.util.concurrent.atomic.AtomicLong;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;

/** The machine's clock, and as far ahead of it as a test asks for: it goes on by itself, as a page that is live needs it. */
final class AheadClock implements Clock {
    private final Clock machine = new SystemClock();
    private final AtomicLong aheadMs = new AtomicLong();

    /** Goes forward by so many milliseconds at once. */
    void pass(long ms) {
        aheadMs.addAndGet(ms);
    }

    @Override
    public long nowMs() {
        return machine.nowMs() + aheadMs.get();
    }

    @Override
    public long steadyNanos() {
        return machine.steadyNanos() + 1_000_000 * aheadMs.get();
    }

    @Override
    public long waitMs(long ms) {
        return machine.waitMs(ms);
    }
}
