package org.beaconhub.gateway.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.beaconhub.gateway.journal.Journal;
import org.beaconhub.gateway.journal.JournalDamaged;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the engine what it was: the newest snapshot, and the entries since. Where the journal was cut and no snapshot
 * that this hub reads reaches its oldest entry, the engine begins anew behind the newest entry, and that is told: a hub
 * that watches from now on protects people, one that refuses to start does not.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int READ_ENTRIES = 10_000;
    /** So many alarms are named in one sentence; the log names all. */
    private static final int TOLD_MAX = 10;

    private Recovery() {}

    /**
     * What a recovery gave.
     *
     * @param mind the mind after the journal's last entry
     * @param lost what people must know where it began anew; empty where nothing is lost
     */
    record Recovered(Mind mind, Optional<String> lost) {}

    /** The mind after the journal's last entry; decisions that a crash kept from being recorded are recorded. */
    static Recovered recover(Journal journal, Snapshots snapshots) {
        Mind mind = newest(journal, snapshots);
        return mind.live().seq() + 1 < journal.firstSeq()
                ? anew(journal, snapshots)
                : new Recovered(goneOn(mind, journal), Optional.empty());
    }

    /** A snapshot is taken at once, so that the next start and a verification begin there. */
    private static Recovered anew(Journal journal, Snapshots snapshots) {
        long last = journal.lastSeq();
        List<Entry> newest = journal.read(last, 1);
        if (newest.isEmpty()) {
            throw new JournalDamaged("entry " + last + " is missing");
        }
        Engine engine = Engine.emptyAfter(last, newest.getFirst().hubTimeMs());
        try {
            snapshots.save(last, engine.snapshot(), journal.firstSeq());
        } catch (IOException e) {
            throw new UncheckedIOException("no snapshot can be written to begin anew from", e);
        }
        List<Alarm> open = leftOpen(journal);
        for (Alarm alarm : open) {
            LOG.warn(
                    "begun anew: alarm {} was open: rule {} at {}, raised {}",
                    alarm.id(),
                    alarm.rule(),
                    alarm.subject(),
                    Instant.ofEpochMilli(alarm.raisedAtMs()));
        }
        String lost = "no snapshot that this hub reads reaches the journal's oldest entry " + journal.firstSeq()
                + "; what devices, rules, incidents and notices stood at is not known before entry " + (last + 1) + "; "
                + open.size() + " alarms were open"
                + open.stream()
                        .limit(TOLD_MAX)
                        .map(alarm -> alarm.rule() + " at " + alarm.subject())
                        .collect(Collectors.joining(", ", open.isEmpty() ? "" : ": ", ""));
        LOG.warn("begun anew: {}", lost);
        return new Recovered(Mind.around(engine), Optional.of(lost));
    }

    /** The alarms that were open, as the recorded decisions tell. */
    private static List<Alarm> leftOpen(Journal journal) {
        Map<String, Alarm> open = new LinkedHashMap<>();
        for (long seq = journal.firstSeq(); seq <= journal.lastSeq(); seq++) {
            for (LiveDecision decision : journal.decisions(seq)) {
                if (decision instanceof AlarmMoved moved) {
                    Alarm alarm = moved.alarm();
                    if (alarm.state() instanceof AlarmState.Closed) {
                        open.remove(alarm.id());
                    } else {
                        open.put(alarm.id(), alarm);
                    }
                }
            }
        }
        return List.copyOf(open.values());
    }

    private static Mind goneOn(Mind mind, Journal journal) {
        Engine engine = mind.live();
        long from = engine.seq();
        while (engine.seq() < journal.lastSeq()) {
            List<Entry> entries = journal.read(engine.seq() + 1, READ_ENTRIES);
            if (entries.isEmpty()) {
                throw new JournalDamaged("entry " + (engine.seq() + 1) + " is missing");
            }
            for (int i = 0; i < entries.size(); i++) {
                mind.expect(entries, i);
                Entry entry = entries.get(i);
                List<? extends Decision> made = mind.apply(entry);
                if (!made.isEmpty() && journal.recorded(entry.seq()).isEmpty()) {
                    journal.record(made);
                }
            }
        }
        LOG.info("recovered: snapshot of entry {}, {} entries since", from, engine.seq() - from);
        return mind;
    }

    private static Mind newest(Journal journal, Snapshots snapshots) {
        for (long seq : snapshots.sequences().reversed()) {
            if (seq > journal.lastSeq()) {
                LOG.warn("the snapshot of entry {} is newer than the journal", seq);
                continue;
            }
            Optional<Mind> mind = restored(snapshots, seq);
            if (mind.isPresent()) {
                return mind.get();
            }
        }
        return Mind.around(Engine.empty());
    }

    /** The mind of a snapshot; where it is damaged, or of another version, that is told and the answer empty. */
    static Optional<Mind> restored(Snapshots snapshots, long seq) {
        Optional<byte[]> state = snapshots.load(seq);
        if (state.isEmpty()) {
            LOG.warn("the snapshot of entry {} is damaged", seq);
            return Optional.empty();
        }
        try {
            return Optional.of(Mind.restore(state.get()));
        } catch (IllegalArgumentException e) {
            LOG.warn("the snapshot of entry {} is of no use: {}", seq, e.getMessage());
            return Optional.empty();
        }
    }
}
