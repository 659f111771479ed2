package org.beaconhub.gateway.journal;

import java.util.List;
import java.util.stream.LongStream;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Quantity;

/** The journal of a site that is so quiet that each commit holds one entry. */
final class QuietSite {
    private QuietSite() {}

    private static Entry entry(long seq) {
        return new Entry(
                seq,
                Stories.START_MS + seq * 9000,
                Stories.says((int) seq % 5, seq, Stories.START_MS + seq * 9000, Quantity.TEMPERATURE, (int) seq % 50));
    }

    /** Its entries from one sequence to another, both included. */
    static List<Entry> entries(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(QuietSite::entry).toList();
    }

    /** Appends until there are so many entries, each with a digest. */
    static void fill(MvJournal journal, long count) throws JournalFull {
        for (long seq = journal.lastSeq() + 1; seq <= count; seq++) {
            journal.append(entry(seq));
            journal.digest(seq, "digest " + seq);
            journal.commit();
        }
    }
}
