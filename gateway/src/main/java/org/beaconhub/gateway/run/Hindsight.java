package org.beaconhub.gateway.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.journal.JournalDamaged;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;

/** Looks back: what the engine of a stopped hub knew at an earlier moment. It only reads. */
public final class Hindsight {
    private static final int READ_ENTRIES = 10_000;

    private final JournalReader journal;
    private final Snapshots snapshots;

    /** Over the journal of a stopped hub and its snapshots. */
    public Hindsight(JournalReader journal, Snapshots snapshots) {
        this.journal = journal;
        this.snapshots = snapshots;
    }

    /**
     * The engine as it was after the last entry up to a moment.
     *
     * @param untilMs hub time, milliseconds since 1970 UTC
     * @throws JournalDamaged where neither a snapshot nor the journal reaches back so far
     */
    public Engine at(long untilMs) {
        return replayed(untilMs, Long.MAX_VALUE);
    }

    /**
     * The engine as it was after an entry.
     *
     * @throws JournalDamaged where neither a snapshot nor the journal reaches back so far
     */
    public Engine after(long seq) {
        return replayed(Long.MAX_VALUE, seq);
    }

    private Engine replayed(long untilMs, long untilSeq) {
        Engine engine = begun(untilMs, untilSeq);
        while (true) {
            List<Entry> entries = journal.read(engine.seq() + 1, READ_ENTRIES);
            if (entries.isEmpty()) {
                return engine;
            }
            for (Entry entry : entries) {
                if (entry.hubTimeMs() > untilMs || entry.seq() > untilSeq) {
                    return engine;
                }
                engine.apply(entry);
            }
        }
    }

    private Engine begun(long untilMs, long untilSeq) {
        for (long seq : snapshots.sequences().reversed()) {
            if (seq > untilSeq || seq > journal.lastSeq() || seq + 1 < journal.firstSeq()) {
                continue;
            }
            Optional<Engine> engine =
                    Recovery.restored(snapshots, seq).map(Mind::live).filter(each -> each.hubTimeMs() <= untilMs);
            if (engine.isPresent()) {
                return engine.get();
            }
        }
        if (journal.firstSeq() > 1) {
            throw new JournalDamaged("the journal begins with entry " + journal.firstSeq()
                    + ", and no snapshot is left from which that time could be reckoned");
        }
        return Engine.empty();
    }

    /** What became of an alarm from an entry on, in order. */
    public List<AlarmMoved> course(String alarm, long fromSeq) {
        List<AlarmMoved> moves = new ArrayList<>();
        for (long seq = fromSeq; seq <= journal.lastSeq(); seq++) {
            for (LiveDecision decision : journal.decisions(seq)) {
                if (decision instanceof AlarmMoved moved && moved.alarm().id().equals(alarm)) {
                    moves.add(moved);
                }
            }
        }
        return moves;
    }
}
