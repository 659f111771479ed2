package org.beaconhub.gateway.series;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;

/** A journal in memory. */
final class MemoryJournal implements JournalReader {
    private final List<Entry> entries = new ArrayList<>();
    private long deleted;

    synchronized void append(long hubTimeMs, Fact fact) {
        entries.add(new Entry(deleted + entries.size() + 1, hubTimeMs, fact));
        notifyAll();
    }

    /** Forgets the oldest entries, as retention does. */
    synchronized void delete(int count) {
        entries.subList(0, count).clear();
        deleted += count;
    }

    @Override
    public synchronized long firstSeq() {
        return deleted + 1;
    }

    @Override
    public synchronized long lastSeq() {
        return deleted + entries.size();
    }

    @Override
    public synchronized List<Entry> read(long fromSeq, int countMax) {
        int from = (int) Math.max(0, fromSeq - 1 - deleted);
        return from >= entries.size()
                ? List.of()
                : List.copyOf(entries.subList(from, Math.min(entries.size(), from + countMax)));
    }

    @Override
    public List<LiveDecision> decisions(long causeSeq) {
        return List.of();
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
