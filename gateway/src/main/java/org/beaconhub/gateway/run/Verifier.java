package org.beaconhub.gateway.run;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.beaconhub.gateway.journal.JournalDamaged;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;

/** Runs a journal again and compares what the engine decides with what is recorded. */
public final class Verifier {
    private static final int READ_ENTRIES = 10_000;

    private final MvJournal journal;
    private final Mind mind;
    private final Engine engine;
    private final long fromSeq;
    private final LongConsumer progress;
    private long decisions;
    private long digests;
    private Optional<Mismatch> unrecorded = Optional.empty();
    private Optional<Mismatch> mismatch = Optional.empty();

    /**
     * The first entry at which the replay differs.
     *
     * @param seq the entry
     * @param what what differs
     * @param recorded what is recorded
     * @param replayed what the replay gave
     */
    public record Mismatch(long seq, String what, String recorded, String replayed) {}

    /**
     * What a verification found.
     *
     * @param fromSeq the entry after which the replay began
     * @param lastSeq the last entry replayed
     * @param decisions decisions compared
     * @param digests digests of the state compared
     * @param digest digest of the state at the end
     * @param mismatch the first difference; empty where there is none
     */
    public record Finding(
            long fromSeq, long lastSeq, long decisions, long digests, String digest, Optional<Mismatch> mismatch) {}

    private Verifier(MvJournal journal, Mind mind, LongConsumer progress) {
        this.journal = journal;
        this.mind = mind;
        this.engine = mind.live();
        this.fromSeq = engine.seq();
        this.progress = progress;
    }

    /**
     * Verifies a whole journal, from its first entry or, where that is gone, the first usable snapshot.
     *
     * @param progress told the entries done, now and then
     * @throws JournalDamaged where it cannot be read
     */
    public static Finding verify(MvJournal journal, Snapshots snapshots, LongConsumer progress) {
        Mind mind = Mind.around(Engine.empty());
        if (journal.firstSeq() > 1) {
            long base = journal.firstSeq() - 1;
            mind = snapshots.sequences().stream()
                    .filter(each -> each >= base && each <= journal.lastSeq())
                    .flatMap(each -> Recovery.restored(snapshots, each).stream())
                    .findFirst()
                    .orElseThrow(() -> new JournalDamaged("no usable snapshot is left to begin from at entry " + base));
        }
        return new Verifier(journal, mind, progress).run();
    }

    private Finding run() {
        while (engine.seq() < journal.lastSeq() && mismatch.isEmpty()) {
            List<Entry> entries = journal.read(engine.seq() + 1, READ_ENTRIES);
            if (entries.isEmpty()) {
                throw new JournalDamaged("entry " + (engine.seq() + 1) + " is missing");
            }
            for (int i = 0; i < entries.size() && mismatch.isEmpty(); i++) {
                compare(entries.get(i));
            }
            progress.accept(engine.seq());
        }
        return new Finding(fromSeq, engine.seq(), decisions, digests, mind.digest(), mismatch);
    }

    private void compare(Entry entry) {
        List<? extends Decision> made = mind.apply(entry);
        List<Decision> recorded = journal.recorded(entry.seq());
        if (!made.equals(recorded)) {
            Mismatch found = new Mismatch(entry.seq(), "decisions", recorded.toString(), made.toString());
            if (!recorded.isEmpty()) {
                mismatch = unrecorded.or(() -> Optional.of(found));
            } else if (unrecorded.isEmpty()) {
                unrecorded = Optional.of(found);
            }
            return;
        }
        decisions += made.size();
        if (!made.isEmpty()) {
            mismatch = unrecorded;
        }
        journal.digest(entry.seq()).ifPresent(digest -> compareDigest(entry.seq(), digest));
    }

    /** Decisions of the last commit before a crash are not recorded yet; anywhere else that is a difference. */
    private void compareDigest(long seq, String recorded) {
        digests++;
        String replayed = mind.digest();
        if (!recorded.equals(replayed)) {
            mismatch = Optional.of(new Mismatch(seq, "digest of the state", recorded, replayed));
        }
    }
}
