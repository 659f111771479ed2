package org.beaconhub.gateway.journal;

import java.util.List;
import java.util.OptionalLong;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.fact.Entry;

/** Reads committed entries, from any thread, while the one writer goes on. */
public interface JournalReader {
    /** The oldest entry kept; 1 where nothing was deleted yet. */
    long firstSeq();

    /** The newest committed entry; 0 where there is none. */
    long lastSeq();

    /**
     * The newest entry whose decisions are certain to be readable: they are committed together with later entries. 0 until
     * the writer's first commit; where nobody writes, the one before the last block.
     */
    long decidedSeq();

    /**
     * Committed entries in order, without gaps.
     *
     * @param fromSeq the first one wanted; where it was deleted already, the oldest kept comes first
     * @param countMax how many at the most, a block more or less
     * @return empty where there is none yet
     * @throws JournalDamaged where an entry's checksum does not fit
     */
    List<Entry> read(long fromSeq, int countMax);

    /** The decisions that an entry led to, in order; empty where there were none or none are recorded yet. */
    List<LiveDecision> decisions(long causeSeq);

    /** The first entry from a sequence on that is recorded to have led to decisions; empty where there is none yet. */
    OptionalLong nextDecided(long fromSeq);

    /** The last entry up to a sequence that is recorded to have led to decisions; empty where there is none. */
    OptionalLong lastDecided(long untilSeq);

    /** Waits until there is an entry beyond {@code seq}, or the time is over; whether there is one. */
    boolean awaitBeyond(long seq, long timeoutMs) throws InterruptedException;
}
