package org.beaconhub.gateway.journal;

import java.util.List;
import java.util.OptionalLong;
import org.beaconhub.rules.decision.Decision;
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

    /** All that an entry led to, in the real world and in a drill, in order; empty where there is nothing or none is recorded yet. */
    List<Decision> recorded(long causeSeq);

    /** What an entry led to in the real world, in order: drills are left out. */
    default List<LiveDecision> decisions(long causeSeq) {
        List<Decision> all = recorded(causeSeq);
        if (all.isEmpty()) {
            return List.of();
        }
        return all.stream()
                .filter(LiveDecision.class::isInstance)
                .map(LiveDecision.class::cast)
                .toList();
    }

    /** The first entry from a sequence on that is recorded to have led to decisions; empty where there is none yet. */
    OptionalLong nextDecided(long fromSeq);

    /** The last entry up to a sequence that is recorded to have led to decisions; empty where there is none. */
    OptionalLong lastDecided(long untilSeq);

    /** Waits until there is an entry beyond {@code seq}, or the time is over; whether there is one. */
    boolean awaitBeyond(long seq, long timeoutMs) throws InterruptedException;
}
