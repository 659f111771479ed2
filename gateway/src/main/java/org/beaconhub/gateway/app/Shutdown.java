package org.beaconhub.gateway.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a signal to end does: asks the verb to stop, and waits for it. */
final class Shutdown {
    private static final long WAIT_S = 30;

    private Shutdown() {}

    /** Asks by {@code stop} and waits for {@code stopped}, for half a minute at the most. */
    static void await(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            if (!stopped.await(WAIT_S, TimeUnit.SECONDS)) {
                System.err.println("the hub does not stop; it is ended, and its next start goes on from its journal");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
