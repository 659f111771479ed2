package org.beaconhub.gateway.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.beaconhub.gateway.journal.Journal;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.fact.Entry;

/** A journal in memory whose disk can be full, and that a crash throws back to its last commit. */
final class MemoryJournal implements Journal {
    private final List<Entry> durable = new ArrayList<>();
    private final Map<Long, List<LiveDecision>> recorded = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<List<LiveDecision>> decisions = new ArrayList<>();
    private final BooleanSupplier full;

    MemoryJournal(BooleanSupplier full) {
        this.full = full;
    }

    /** What is not committed is gone. */
    void crash() {
        entries.clear();
        decisions.clear();
    }

    @Override
    public void append(Entry entry) {
        entries.add(entry);
    }

    @Override
    public void record(List<LiveDecision> made) {
        if (!made.isEmpty()) {
            decisions.add(List.copyOf(made));
        }
    }

    @Override
    public void digest(long seq, String digest) {
        // snapshots are compared by the test itself
    }

    @Override
    public void commit() throws JournalFull {
        if (full.getAsBoolean()) {
            throw new JournalFull("the simulated disk is full", new IllegalStateException());
        }
        durable.addAll(entries);
        decisions.forEach(made -> recorded.put(made.getFirst().cause().seq(), made));
        crash();
    }

    @Override
    public int expire(long neededSeq, long beforeMs) {
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
    public long firstSeq() {
        return 1;
    }

    @Override
    public long lastSeq() {
        return durable.size();
    }

    @Override
    public List<Entry> read(long fromSeq, int countMax) {
        int from = (int) Math.min(fromSeq - 1, durable.size());
        return List.copyOf(durable.subList(from, Math.min(durable.size(), from + countMax)));
    }

    @Override
    public List<LiveDecision> decisions(long causeSeq) {
        return recorded.getOrDefault(causeSeq, List.of());
    }

    @Override
    public boolean awaitBeyond(long seq, long timeoutMs) {
        return lastSeq() > seq;
    }
}
