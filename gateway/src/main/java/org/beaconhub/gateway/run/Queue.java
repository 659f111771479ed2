package org.beaconhub.gateway.run;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.beaconhub.rules.fact.Fact;
import org.jspecify.annotations.Nullable;

/** What waits to be appended: the hub's own facts first, then the devices'. Both are bounded; who puts, waits. */
final class Queue implements Inbox {
    private static final int OWN_PUTS_MAX = 4096;

    private final ArrayDeque<Put> own = new ArrayDeque<>();
    private final ArrayDeque<Put> devices = new ArrayDeque<>();
    private final int devicePutsMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private boolean heldBack;
    private boolean writerWaits;
    private boolean woken;

    /** Facts that belong together, and who wants to know when they are durable. */
    record Put(List<? extends Fact> facts, Receipt receipt) {}

    Queue(int devicePutsMax) {
        this.devicePutsMax = devicePutsMax;
    }

    @Override
    public void put(List<? extends Fact> facts, Receipt receipt) throws InterruptedException {
        put(devices, devicePutsMax, new Put(facts, receipt));
    }

    @Override
    public void putFirst(List<? extends Fact> facts, Receipt receipt) throws InterruptedException {
        put(own, OWN_PUTS_MAX, new Put(facts, receipt));
    }

    private void put(ArrayDeque<Put> queue, int max, Put put) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.size() >= max) {
                emptied.await();
            }
            queue.add(put);
            if (writerWaits) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many puts from devices wait. */
    int depth() {
        lock.lock();
        try {
            return devices.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether devices' facts stay where they are. */
    void holdBack(boolean held) {
        lock.lock();
        try {
            heldBack = held;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the writer go on at once. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves what waits into a batch, waiting up to a time for the first.
     *
     * @param countMax how many entries to take, a put more or less
     * @return how many entries were taken
     */
    int take(List<Put> batch, int countMax, long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = waitNanos;
            while (next() == null && !woken && left > 0) {
                writerWaits = true;
                left = filled.awaitNanos(left);
                writerWaits = false;
            }
            woken = false;
            int count = 0;
            for (@Nullable Put put = next(); put != null && count < countMax; put = next()) {
                batch.add(put);
                count += put.facts().size();
                (own.isEmpty() ? devices : own).remove();
            }
            emptied.signalAll();
            return count;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Put next() {
        Put first = own.peek();
        return first != null || heldBack ? first : devices.peek();
    }
}
