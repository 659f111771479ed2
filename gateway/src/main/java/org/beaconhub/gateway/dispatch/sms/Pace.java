package org.beaconhub.gateway.dispatch.sms;

import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.clock.Clock;

/** Keeps messages so far apart that a centre never gets more in a second than it takes. */
final class Pace {
    private final Clock clock;
    private final long apartNanos;
    private long nextNanos;

    Pace(Clock clock, int perSecondMax) {
        this.clock = clock;
        this.apartNanos = TimeUnit.SECONDS.toNanos(1) / perSecondMax;
        this.nextNanos = clock.steadyNanos();
    }

    /** Waits for the next message's turn. */
    void await() throws InterruptedException {
        long nanos = turnNanos() - clock.steadyNanos();
        if (nanos > 0) {
            long ms = TimeUnit.NANOSECONDS.toMillis(nanos);
            Thread.sleep(clock.waitMs(ms), (int) (nanos - TimeUnit.MILLISECONDS.toNanos(ms)));
        }
    }

    private synchronized long turnNanos() {
        long turn = Math.max(clock.steadyNanos(), nextNanos);
        nextNanos = turn + apartNanos;
        return turn;
    }
}
