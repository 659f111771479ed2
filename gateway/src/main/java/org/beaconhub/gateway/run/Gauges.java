package org.beaconhub.gateway.run;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Figures of the loop, for anybody to read. */
public final class Gauges {
    private final LongAdder entries = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();
    private final LongAccumulator slowestNanos = new LongAccumulator(Math::max, 0);
    private volatile boolean heldBack;

    void committed(int count, long nanos) {
        entries.add(count);
        commits.increment();
        commitNanos.add(nanos);
        slowestNanos.accumulate(nanos);
    }

    /** A commit waits for room for so long by now. */
    void blocked(long nanos) {
        slowestNanos.accumulate(nanos);
    }

    void heldBack(boolean held) {
        heldBack = held;
    }

    /** Entries committed since the start. */
    public long entries() {
        return entries.sum();
    }

    /** Commits since the start. */
    public long commits() {
        return commits.sum();
    }

    /** Time spent in commits since the start, in nanoseconds. */
    public long commitNanos() {
        return commitNanos.sum();
    }

    /** The longest commit since it was last asked, in milliseconds. */
    public long takeSlowestCommitMs() {
        return slowestNanos.getThenReset() / 1_000_000;
    }

    /** Whether devices are held back, since the disk has no room. */
    public boolean heldBack() {
        return heldBack;
    }
}
