package org.beaconhub.gateway.dispatch;

import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import org.beaconhub.rules.alarm.Severity;

/**
 * How many deliveries a channel has on their way at once. Of those that wait the gravest goes first, so that what is a matter of life
 * does not stand behind all that came before it; of the same severity, whichever came first.
 */
final class Permits {
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private int free;
    private long arrivals;

    private record Waiting(Severity severity, long arrival, CountDownLatch let) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int graver = other.severity.compareTo(severity);
            return graver == 0 ? Long.compare(arrival, other.arrival) : graver;
        }
    }

    Permits(int count) {
        free = count;
    }

    /** Waits until a delivery of that severity may begin; each is followed by a {@link #release}. */
    void acquire(Severity severity) throws InterruptedException {
        Waiting mine;
        synchronized (this) {
            if (free > 0) {
                free--;
                return;
            }
            mine = new Waiting(severity, arrivals++, new CountDownLatch(1));
            waiting.add(mine);
        }
        try {
            mine.let().await();
        } catch (InterruptedException e) {
            giveUp(mine);
            throw e;
        }
    }

    /** Who was let through just before passes that on. */
    private synchronized void giveUp(Waiting mine) {
        if (!waiting.remove(mine)) {
            release();
        }
    }

    /** A delivery has ended. */
    synchronized void release() {
        if (waiting.isEmpty()) {
            free++;
        } else {
            waiting.remove().let().countDown();
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
