package org.beaconhub.gateway.console;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.engine.View;

/**
 * Which views the clients of {@link Events} are told of, and when: the same ones at the same moment for all of them, so
 * that a message is written once. What people act on is told at once, five times a second at the most. Readings alone
 * come all the time, and a page shows their ages by the second: they are told once a second, or hundreds of pages would
 * cost the intake more than the readings themselves.
 */
final class Pace implements AutoCloseable {
    /** Machine milliseconds between two views at the least. */
    static final long SPACING_MS = 200;
    /** Machine milliseconds between two views that differ in nothing but readings. */
    static final long READINGS_MS = 1_000;

    private static final long SLICE_MS = 250;

    private final Views views;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile View told;
    private DrillsView toldDrills;
    private volatile boolean closed;
    private long toldNanos;

    Pace(Views views, Clock clock) {
        this.views = views;
        this.clock = clock;
        this.toldDrills = views.drills();
        this.told = views.view();
        this.toldNanos = clock.steadyNanos();
    }

    /** Begins to look for newer views. */
    void begin() {
        Thread.ofVirtual().name("live pace").start(this::run);
    }

    private void run() {
        try {
            View newest = told;
            while (!closed) {
                long dueMs = dueMs(newest);
                if (dueMs == 0) {
                    tell(newest);
                } else {
                    newest = views.awaitBeyond(newest.seq(), dueMs);
                }
            }
        } catch (InterruptedException ended) {
            close();
        }
    }

    /** Machine milliseconds until a view is to be told; 0 where it is due, a slice of time where there is nothing new. */
    private long dueMs(View newest) {
        if (newest.seq() == told.seq()) {
            return SLICE_MS;
        }
        long waitedMs = clock.waitMs(TimeUnit.NANOSECONDS.toMillis(clock.steadyNanos() - toldNanos));
        boolean moved = Moves.any(told, newest) || Moves.drills(toldDrills, views.drills());
        return Math.max(0, (moved ? SPACING_MS : READINGS_MS) - waitedMs);
    }

    private void tell(View view) {
        lock.lock();
        try {
            toldDrills = views.drills();
            told = view;
            toldNanos = clock.steadyNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The view that is told after one that a client has; that same one when the time is over or all ends. */
    View awaitBeyond(View sent, long timeoutMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
            while (told.seq() <= sent.seq() && nanos > 0 && !closed) {
                nanos = changed.awaitNanos(nanos);
            }
            return told.seq() > sent.seq() ? told : sent;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
