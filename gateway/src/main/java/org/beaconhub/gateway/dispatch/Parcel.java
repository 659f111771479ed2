package org.beaconhub.gateway.dispatch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.clock.Clock;

/** A notice on its way. It is kept until the engine no longer waits for it, so that it is never handed over anew. */
final class Parcel {
    private final Errand errand;
    private final long seenNanos;
    private final CountDownLatch settled = new CountDownLatch(1);

    /**
     * A notice that the engine waits for.
     *
     * @param seenNanos when it was first seen, steady time
     */
    Parcel(Errand errand, long seenNanos) {
        this.errand = errand;
        this.seenNanos = seenNanos;
    }

    Errand errand() {
        return errand;
    }

    /** The engine no longer waits for it. */
    void settle() {
        settled.countDown();
    }

    boolean isSettled() {
        return settled.getCount() == 0;
    }

    /** Waits until it is settled or a time of the clock is over. */
    void pause(Clock clock, long ms) throws InterruptedException {
        var _ = settled.await(clock.waitMs(ms), TimeUnit.MILLISECONDS);
    }

    /** Since when it is known, in milliseconds. */
    long ageMs(Clock clock) {
        return TimeUnit.NANOSECONDS.toMillis(clock.steadyNanos() - seenNanos);
    }
}
