package org.beaconhub.gateway.run;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.journal.Journal;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.site.Device;

/**
 * The three steps of a turn: append what came, with a timer's fact before it where one is due; commit; and only then
 * give the receipts and let the engine decide. Decisions are durable with the next commit; a crash in between makes
 * them again, the same. It knows no thread and no clock.
 */
final class Writer {
    private final Journal journal;
    private final Mind mind;
    private final List<Queue.Put> puts = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final TimerGuard timers = new TimerGuard();
    private long seq;

    /** Goes on where the journal and its mind stand. */
    Writer(Journal journal, Mind mind) {
        this.journal = journal;
        this.mind = mind;
        this.seq = mind.live().seq();
    }

    /** The engine of the real world, to be read. */
    Engine engine() {
        return mind.live();
    }

    /** The drills, for readers. */
    DrillsView drills() {
        return mind.drills();
    }

    /** Hub time at which a turn of time is wanted, or {@link Long#MAX_VALUE}. */
    long nextTimerMs() {
        return timers.nextMs(mind.nextTimerMs());
    }

    /** Whether a timer does not advance. */
    boolean timerStuck() {
        return timers.stuck();
    }

    /**
     * Appends first of all that the broker is not connected, where it was when the hub ended: before any timer that fell due
     * meanwhile, since nobody was heard in that time, and so nobody was silent.
     */
    void begin(long nowMs) {
        if (engine().hears()) {
            List<Reading> gone = List.of(new Measurement(Quantity.BROKER_UP, 0));
            append(nowMs, new Observation(Device.HUB, nowMs, TimeSource.HUB, Observation.NO_SEQ, gone));
        }
    }

    /** Appends; nothing is durable yet. */
    void append(List<Queue.Put> batch, long nowMs) {
        puts.addAll(batch);
        if (nextTimerMs() <= nowMs) {
            append(nowMs, new TimePassed());
        }
        for (Queue.Put put : batch) {
            for (Fact fact : put.facts()) {
                append(nowMs, fact);
            }
        }
    }

    private void append(long nowMs, Fact fact) {
        Entry entry = new Entry(++seq, nowMs, fact);
        journal.append(entry);
        entries.add(entry);
    }

    /** Makes durable what was appended and what was decided before; how many entries that were. */
    int commit() throws JournalFull {
        journal.commit();
        return entries.size();
    }

    /**
     * The mind's state between two turns. The decisions before it are committed first: a recovery that begins at it
     * could not make them again.
     */
    byte[] snapshot() throws JournalFull {
        journal.commit();
        return mind.snapshot();
    }

    /** After a commit: receipts, decisions; whether there were any of these. */
    boolean settle() {
        long last = seq - puts.stream().mapToLong(put -> put.facts().size()).sum();
        for (Queue.Put put : puts) {
            last += put.facts().size();
            put.receipt().committed(last);
        }
        boolean decided = false;
        for (int i = 0; i < entries.size(); i++) {
            mind.expect(entries, i);
            Entry entry = entries.get(i);
            List<? extends Decision> made = mind.apply(entry);
            journal.record(made);
            decided |= !made.isEmpty();
            if (entry.fact() instanceof TimePassed) {
                timers.passed(entry.hubTimeMs(), mind.nextTimerMs());
            }
        }
        puts.clear();
        entries.clear();
        return decided;
    }
}
