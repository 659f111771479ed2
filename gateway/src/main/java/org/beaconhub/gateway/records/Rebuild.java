package org.beaconhub.gateway.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.beaconhub.gateway.journal.JournalReader;

/**
 * Makes the records again from the journal, while no hub writes them. What began before the oldest entry of the journal cannot
 * be made again, so those rows stay. Where it is interrupted, the next one begins anew, or the next hub goes on.
 *
 * @param fromSeq the first entry that was read
 * @param toSeq the last entry that was read; what is newer the hub writes at its next start
 * @param keptRows rows of what began before the first entry, which were left as they are
 */
public record Rebuild(long fromSeq, long toSeq, long keptRows) {
    private static final String[] TABLES = {"alarms", "incidents", "lines", "notices"};

    /**
     * Deletes what the journal can tell again, and lets it tell.
     *
     * @param progress hears of each entry up to which the rows are durable
     * @throws RecordsUnavailable where the database does not answer, or belongs to another journal; what was made is kept
     */
    public static Rebuild run(JournalReader journal, RecordsTarget target, LongConsumer progress)
            throws RecordsUnavailable {
        Database database = new Database(target);
        try (Connection connection = database.connect()) {
            database.migrate();
            connection.setAutoCommit(false);
            Followed before = Followed.load(connection);
            Optional<String> strange = before.strange(journal);
            if (strange.isPresent()) {
                throw new RecordsUnavailable(strange.get());
            }
            long kept = cleared(connection, journal.firstSeq());
            Followed begin = new Followed(journal.firstSeq() - 1, 0);
            before.advance(connection, begin);
            connection.commit();
            progress.accept(begin.seq());
            // What the records knew was certain when they wrote it.
            long until = Math.max(before.seq(), journal.decidedSeq());
            return new Rebuild(begin.seq() + 1, told(connection, journal, begin, until, progress), kept);
        } catch (SQLException e) {
            throw new RecordsUnavailable(Database.firstLine(e), e);
        }
    }

    private static long told(
            Connection connection, JournalReader journal, Followed begin, long until, LongConsumer progress)
            throws SQLException {
        Scribe scribe = new Scribe(connection);
        Followed done = begin;
        while (done.seq() < until) {
            Followed next = scribe.take(journal, done, until).last();
            done.advance(connection, next);
            connection.commit();
            done = next;
            progress.accept(done.seq());
        }
        return done.seq();
    }

    /** Deletes the rows that began with an entry of the journal; how many are left. */
    private static long cleared(Connection connection, long firstSeq) throws SQLException {
        long kept = 0;
        for (String table : TABLES) {
            try (PreparedStatement gone = connection.prepareStatement("DELETE FROM " + table + " WHERE seq >= ?");
                    PreparedStatement left = connection.prepareStatement("SELECT COUNT(*) FROM " + table)) {
                gone.setLong(1, firstSeq);
                gone.executeUpdate();
                try (ResultSet count = left.executeQuery()) {
                    count.next();
                    kept += count.getLong(1);
                }
            }
        }
        return kept;
    }
}
