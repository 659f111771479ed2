package org.beaconhub.gateway.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes what was kept long enough, a small piece each time. Days are counted in the hub's time from when something was over:
 * what still goes on is kept however old it is.
 */
final class Expiry {
    private static final int PIECE = 200;
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final long EVERY_MS = 3_600_000L;

    /** An alarm of an incident goes no sooner than that can go. */
    private static final String OLD_ALARMS =
            "SELECT id FROM alarms WHERE closed_at < ? AND NOT EXISTS (SELECT 1 FROM incidents"
                    + " WHERE incidents.id = alarms.incident AND (incidents.closed_at IS NULL OR incidents.closed_at >= ?))"
                    + " ORDER BY closed_at LIMIT " + PIECE;

    private static final String OLD_INCIDENTS =
            "SELECT id FROM incidents WHERE closed_at < ? ORDER BY closed_at LIMIT " + PIECE;

    /** A line of what somebody reported names a report, whose id begins with P. */
    private static final String FORGET_REPORTS =
            "UPDATE lines SET by_whom = '', note = '' WHERE (seq, ordinal) IN (SELECT l.seq, l.ordinal FROM lines l"
                    + " JOIN incidents i ON i.id = l.incident WHERE i.closed_at < ? AND l.what IN ('opened', 'joined')"
                    + " AND l.ref LIKE 'P%' AND (l.by_whom <> '' OR l.note <> '') LIMIT " + PIECE + ")";

    private final RecordsOptions options;
    private long doneMs = Long.MIN_VALUE;

    Expiry(RecordsOptions options) {
        this.options = options;
    }

    /** Whether it is worth looking again. */
    boolean isDue(long nowMs) {
        return doneMs == Long.MIN_VALUE || nowMs - doneMs >= EVERY_MS;
    }

    /** Deletes a piece, as a transaction of its own; whether there was one. */
    boolean piece(Connection connection, long nowMs) throws SQLException {
        Scribe scribe = new Scribe(connection);
        long recordsMs = nowMs - options.recordDays() * DAY_MS;
        int gone = scribe.run(FORGET_REPORTS, nowMs - options.reportDays() * DAY_MS);
        for (String alarm : old(connection, OLD_ALARMS, recordsMs, recordsMs)) {
            scribe.run("DELETE FROM notices WHERE about = ?", alarm);
            gone += scribe.run("DELETE FROM alarms WHERE id = ?", alarm);
        }
        for (String incident : old(connection, OLD_INCIDENTS, recordsMs)) {
            scribe.run("DELETE FROM notices WHERE about = ?", incident);
            scribe.run("DELETE FROM lines WHERE incident = ?", incident);
            gone += scribe.run("DELETE FROM incidents WHERE id = ?", incident);
        }
        connection.commit();
        if (gone == 0) {
            doneMs = nowMs;
        }
        return gone > 0;
    }

    private static List<String> old(Connection connection, String sql, long... beforeMs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < beforeMs.length; i++) {
                statement.setLong(i + 1, beforeMs[i]);
            }
            List<String> ids = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        }
    }
}
