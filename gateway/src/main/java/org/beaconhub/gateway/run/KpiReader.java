package org.beaconhub.gateway.run;

import java.util.List;
import java.util.function.Supplier;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.kpi.KpiMeter;
import org.beaconhub.rules.kpi.Kpis;
import org.beaconhub.rules.site.Site;

/** Follows the journal for the alarm system's figures, as far as somebody asks for them. */
public final class KpiReader implements Supplier<Kpis> {
    /** One question reads so many entries at the most; the answer says how far it came. */
    public static final int ENTRIES_MAX = 500_000;

    private static final int READ_ENTRIES = 10_000;

    private final JournalReader journal;
    private final KpiMeter meter;

    /**
     * Begins with the oldest entry kept.
     *
     * @param site the site that it finds
     */
    public KpiReader(JournalReader journal, Site site) {
        this.journal = journal;
        this.meter = new KpiMeter(site);
    }

    /** For a stopped hub: where the oldest entries are gone, and the site with them, the oldest snapshot knows it. */
    public static KpiReader ofStopped(JournalReader journal, Snapshots snapshots) {
        Site site = snapshots.sequences().stream()
                .flatMap(seq -> Recovery.restored(snapshots, seq).stream())
                .map(mind -> mind.live().site())
                .findFirst()
                .orElse(Site.NONE);
        return new KpiReader(journal, site);
    }

    /**
     * The figures up to the newest entry whose decisions are certain to be recorded: an entry's decisions are committed
     * together with later entries.
     */
    @Override
    public synchronized Kpis get() {
        List<Entry> newest = journal.read(journal.lastSeq(), 1);
        if (!newest.isEmpty()) {
            read(newest.getLast().hubTimeMs(), ENTRIES_MAX);
        }
        return meter.figures();
    }

    /** The figures of all that the journal of a stopped hub keeps. */
    public synchronized Kpis all() {
        read(Long.MAX_VALUE, Long.MAX_VALUE);
        return meter.figures();
    }

    private void read(long beforeMs, long entriesMax) {
        for (long left = entriesMax; left > 0; ) {
            List<Entry> entries = journal.read(meter.lastSeq() + 1, READ_ENTRIES);
            for (Entry entry : entries) {
                if (entry.hubTimeMs() >= beforeMs) {
                    return;
                }
                meter.take(entry, journal.decisions(entry.seq()));
                left--;
            }
            if (entries.isEmpty()) {
                return;
            }
        }
    }
}
