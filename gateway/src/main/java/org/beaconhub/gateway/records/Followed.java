package org.beaconhub.gateway.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.rules.fact.Entry;

/**
 * How far the records have come, in the same transaction as the rows: each entry counts once.
 *
 * @param seq the last entry done with; 0 for none
 * @param hubTimeMs its hub time, by which a journal is known again
 */
record Followed(long seq, long hubTimeMs) {
    static Followed load(Connection connection) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("SELECT seq, hub_time FROM followed WHERE one = 1");
                ResultSet row = asked.executeQuery()) {
            return row.next() ? new Followed(row.getLong(1), row.getLong(2)) : new Followed(0, 0);
        }
    }

    /** Goes on; refused where somebody else has gone on meanwhile. */
    void advance(Connection connection, Followed to) throws SQLException {
        try (PreparedStatement moved =
                connection.prepareStatement("UPDATE followed SET seq = ?, hub_time = ? WHERE one = 1 AND seq = ?")) {
            moved.setLong(1, to.seq);
            moved.setLong(2, to.hubTimeMs);
            moved.setLong(3, seq);
            if (moved.executeUpdate() != 1) {
                throw new SQLException("another hub writes into this database; each hub needs one of its own");
            }
        }
    }

    /** Why it cannot be the place in that journal; empty where it can. */
    Optional<String> strange(JournalReader journal) {
        String remedy = "; give this hub a database of its own";
        if (seq > journal.lastSeq()) {
            return Optional.of("the records reach to entry " + seq + ", and the journal only to " + journal.lastSeq()
                    + ": it is another one, or of a backup" + remedy);
        }
        List<Entry> there = seq == 0 ? List.of() : journal.read(seq, 1);
        boolean differs = !there.isEmpty()
                && there.getFirst().seq() == seq
                && there.getFirst().hubTimeMs() != hubTimeMs;
        return differs
                ? Optional.of("the records are of another journal: entry " + seq + " differs" + remedy)
                : Optional.empty();
    }
}
