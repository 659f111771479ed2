package org.beaconhub.gateway.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Figures of the loop, for anybody to read. */
public final class Gauges {
    private static final long COMMIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);
    private static final long NONE = Long.MIN_VALUE;

    private final LongAdder entries = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();
    private final LongAccumulator slowestNanos = new LongAccumulator(Math::max, 0);
    private volatile boolean heldBack;
    private volatile boolean timerStuck;
    private volatile boolean durable;
    private volatile long begunNanos = NONE;

    /** A commit begins, steady time. */
    void committing(long nanos) {
        begunNanos = nanos;
    }

    /** A commit ended well; with nothing to commit it proves nothing. */
    void done(boolean proved) {
        begunNanos = NONE;
        durable |= proved;
    }

    void committed(int count, long nanos) {
        entries.add(count);
        commits.increment();
        commitNanos.add(nanos);
        slowestNanos.accumulate(nanos);
    }

    /** A commit waits for room for so long by now. */
    void blocked(long nanos) {
        durable = false;
        slowestNanos.accumulate(nanos);
    }

    /**
     * Whether the journal can be written: the last commit succeeded, and none is on its way for more than 5 s.
     *
     * @param nowNanos steady time
     */
    public boolean writable(long nowNanos) {
        long begun = begunNanos;
        return durable && (begun == NONE || nowNanos - begun < COMMIT_NANOS_MAX);
    }

    void heldBack(boolean held) {
        heldBack = held;
    }

    void timerStuck(boolean stuck) {
        timerStuck = stuck;
    }

    /** Whether a timer of the rules does not advance, so that time passes in coarse steps. */
    public boolean timerStuck() {
        return timerStuck;
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
