package org.beaconhub.gateway.run;

import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.journal.Journal;
import org.beaconhub.gateway.journal.JournalDamaged;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the engine what it was: the newest snapshot, and the entries since. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int READ_ENTRIES = 10_000;

    private Recovery() {}

    /** The engine after the journal's last entry; decisions that a crash kept from being recorded are recorded. */
    static Engine recover(Journal journal, Snapshots snapshots) {
        Engine engine = newest(journal, snapshots);
        if (engine.seq() + 1 < journal.firstSeq()) {
            throw new JournalDamaged("no snapshot reaches the journal's oldest entry " + journal.firstSeq()
                    + "; the newest usable one is of entry " + engine.seq());
        }
        long from = engine.seq();
        while (engine.seq() < journal.lastSeq()) {
            List<Entry> entries = journal.read(engine.seq() + 1, READ_ENTRIES);
            if (entries.isEmpty()) {
                throw new JournalDamaged("entry " + (engine.seq() + 1) + " is missing");
            }
            for (Entry entry : entries) {
                List<LiveDecision> made = engine.apply(entry);
                if (!made.isEmpty() && journal.decisions(entry.seq()).isEmpty()) {
                    journal.record(made);
                }
            }
        }
        LOG.info("recovered: snapshot of entry {}, {} entries since", from, engine.seq() - from);
        return engine;
    }

    private static Engine newest(Journal journal, Snapshots snapshots) {
        for (long seq : snapshots.sequences().reversed()) {
            if (seq > journal.lastSeq()) {
                LOG.warn("the snapshot of entry {} is newer than the journal", seq);
                continue;
            }
            Optional<Engine> engine = restored(snapshots, seq);
            if (engine.isPresent()) {
                return engine.get();
            }
        }
        return Engine.empty();
    }

    /** The engine of a snapshot; where it is damaged, or of another version, that is told and the answer empty. */
    static Optional<Engine> restored(Snapshots snapshots, long seq) {
        Optional<byte[]> state = snapshots.load(seq);
        if (state.isEmpty()) {
            LOG.warn("the snapshot of entry {} is damaged", seq);
            return Optional.empty();
        }
        try {
            return Optional.of(Engine.restore(state.get()));
        } catch (IllegalArgumentException e) {
            LOG.warn("the snapshot of entry {} is of no use: {}", seq, e.getMessage());
            return Optional.empty();
        }
    }
}
