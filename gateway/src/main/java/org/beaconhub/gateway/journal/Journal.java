package org.beaconhub.gateway.journal;

import java.util.List;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.fact.Entry;

/**
 * The log that is the hub's memory. One writer appends and commits; readers see what is committed. Nothing is
 * acknowledged to anybody before {@link #commit} returned.
 */
public interface Journal extends JournalReader, AutoCloseable {
    /** Adds the entry after the last one; it is durable, and readable, once {@link #commit} returns. */
    void append(Entry entry);

    /** Adds the decisions of one entry; durable with the next {@link #commit}. */
    void record(List<? extends Decision> decisions);

    /** Adds the digest of the engine's state after an entry; durable with the next {@link #commit}. */
    void digest(long seq, String digest);

    /**
     * Forces everything added to the disk.
     *
     * @throws JournalFull where there is no room; everything added is still held, and the next call tries again
     */
    void commit() throws JournalFull;

    /**
     * Deletes the oldest files whose entries nobody needs and whose newest entry is old.
     *
     * @param neededSeq the oldest entry that somebody still needs
     * @param beforeMs hub time; only files whose entries are all older go
     * @return how many files went
     */
    int expire(long neededSeq, long beforeMs);

    /**
     * Writes files anew that are written no more and are mostly room that was used before; takes a while, from any thread.
     *
     * @return how many files are smaller now
     */
    int compact();

    /** Room left on the journal's disk, in bytes. */
    long roomBytes();

    /** The whole disk, in bytes. */
    long diskBytes();

    @Override
    void close();
}
