package org.beaconhub.sim.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for the end: the time is over, the parent closed its end of standard input, or a signal came. */
final class Stop {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** Ends where a signal comes, and holds the machine until {@link #finished}. */
    void onSignal() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            try {
                boolean clean = done.await(5, TimeUnit.SECONDS);
                if (!clean) {
                    System.err.println("the simulator did not end within 5 s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Ends where a stream ends. */
    void onEndOf(InputStream in) {
        Thread.ofPlatform().daemon().name("sim-stdin").start(() -> {
            byte[] buffer = new byte[256];
            try {
                int read = in.read(buffer);
                while (read >= 0) {
                    read = in.read(buffer);
                }
            } catch (IOException e) {
                System.err.println("standard input failed, taken as its end: " + e.getMessage());
            }
            asked.countDown();
        });
    }

    /** Waits until then, at most so long; 0 seconds mean for ever. */
    void await(long seconds) throws InterruptedException {
        boolean ended = asked.await(seconds <= 0 ? Long.MAX_VALUE : seconds, TimeUnit.SECONDS);
        if (!ended) {
            asked.countDown();
        }
    }

    /** All is put away. */
    void finished() {
        done.countDown();
    }
}
