package org.beaconhub.gateway.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;

/** A journal in memory whose disk can be full, that a crash throws back to its last commit, and that can forget. */
public final class MemoryJournal implements Journal {
    private final List<Entry> durable = new ArrayList<>();
    private final Map<Long, List<Decision>> recorded = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<List<Decision>> decisions = new ArrayList<>();
    private final BooleanSupplier full;
    private long deleted;
    private long decided;

    /** One that is never full. */
    public MemoryJournal() {
        this(() -> false);
    }

    /** One whose disk is full while that says so. */
    public MemoryJournal(BooleanSupplier full) {
        this.full = full;
    }

    /** What is not committed is gone. */
    public synchronized void crash() {
        entries.clear();
        decisions.clear();
    }

    /** A fact that is durable at once. */
    public synchronized void append(long hubTimeMs, Fact fact) {
        durable.add(new Entry(lastSeq() + 1, hubTimeMs, fact));
        notifyAll();
    }

    /** Forgets the oldest entries, as retention does. */
    public synchronized void delete(int count) {
        durable.subList(0, count).clear();
        deleted += count;
    }

    @Override
    public synchronized void append(Entry entry) {
        entries.add(entry);
    }

    @Override
    public synchronized void record(List<? extends Decision> made) {
        if (!made.isEmpty()) {
            decisions.add(List.copyOf(made));
        }
    }

    @Override
    public void digest(long seq, String digest) {
        // snapshots are compared by the tests themselves
    }

    @Override
    public synchronized void commit() throws JournalFull {
        if (full.getAsBoolean()) {
            throw new JournalFull("the simulated disk is full", new IllegalStateException());
        }
        decided = lastSeq();
        durable.addAll(entries);
        decisions.forEach(made -> recorded.put(made.getFirst().cause().seq(), made));
        crash();
        notifyAll();
    }

    @Override
    public int expire(long neededSeq, long beforeMs) {
        return 0;
    }

    @Override
    public int compact() {
        return 0;
    }

    @Override
    public long roomBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public long diskBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public void close() {
        // nothing to close
    }

    @Override
    public synchronized long firstSeq() {
        return deleted + 1;
    }

    @Override
    public synchronized long lastSeq() {
        return deleted + durable.size();
    }

    @Override
    public synchronized long decidedSeq() {
        return decided;
    }

    @Override
    public synchronized List<Entry> read(long fromSeq, int countMax) {
        int from = (int) Math.max(0, fromSeq - 1 - deleted);
        return from >= durable.size()
                ? List.of()
                : List.copyOf(durable.subList(from, Math.min(durable.size(), from + countMax)));
    }

    @Override
    public synchronized List<Decision> recorded(long causeSeq) {
        return recorded.getOrDefault(causeSeq, List.of());
    }

    @Override
    public synchronized OptionalLong nextDecided(long fromSeq) {
        return recorded.keySet().stream()
                .mapToLong(Long::longValue)
                .filter(seq -> seq >= fromSeq)
                .min();
    }

    @Override
    public synchronized OptionalLong lastDecided(long untilSeq) {
        return recorded.keySet().stream()
                .mapToLong(Long::longValue)
                .filter(seq -> seq <= untilSeq)
                .max();
    }

    /** May come back early, which readers must bear anyway. */
    @Override
    @SuppressWarnings("WaitNotInLoop")
    public synchronized boolean awaitBeyond(long seq, long timeoutMs) throws InterruptedException {
        if (lastSeq() <= seq) {
            wait(timeoutMs);
        }
        return lastSeq() > seq;
    }
}
