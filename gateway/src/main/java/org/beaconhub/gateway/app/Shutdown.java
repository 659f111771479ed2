package org.beaconhub.gateway.app;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end that a signal (SIGINT, SIGTERM) asks for: the verb is asked to stop, the process waits until it has, and ends
 * with the verb's own exit code.
 */
final class Shutdown {
    private static final long WAIT_S = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile OptionalInt code = OptionalInt.empty();

    private Shutdown() {}

    /** What runs until it is asked to stop. */
    interface Verb {
        /** Runs; its exit code. */
        int run(Shutdown shutdown) throws IOException, InterruptedException;
    }

    /** Runs a verb that a signal ends in order. */
    static int run(Verb verb) throws IOException, InterruptedException {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::signalled, "stop"));
        try {
            int result = verb.run(shutdown);
            shutdown.code = OptionalInt.of(result);
            return result;
        } finally {
            shutdown.ended.countDown();
        }
    }

    /** Waits until it is asked to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Whether it is asked to stop. */
    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Where the verb ended by itself there is nothing to wait for. */
    private void signalled() {
        if (ended.getCount() == 0) {
            return;
        }
        asked.countDown();
        try {
            if (!ended.await(WAIT_S, TimeUnit.SECONDS)) {
                System.err.println("the hub does not stop; it is ended, and its next start goes on from its journal");
            } else if (code.isPresent()) {
                Runtime.getRuntime().halt(code.getAsInt());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
