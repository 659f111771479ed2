package org.beaconhub.gateway.records;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.beaconhub.gateway.journal.JournalDamaged;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.FloodChanged;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.IncidentsRecur;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.NoticeWithdrawn;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.jspecify.annotations.Nullable;

/** Writes what an entry and its decisions tell into the tables, in the transaction of its connection. */
final class Scribe {
    private static final int ENTRIES_MAX = 1_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final AlarmRows alarms = new AlarmRows(this);
    private final IncidentRows incidents = new IncidentRows(this);

    Scribe(Connection connection) {
        this.connection = connection;
    }

    /** Whether an entry leaves a trace. */
    private static boolean tells(Entry entry, List<LiveDecision> decisions) {
        return !decisions.isEmpty() || entry.fact() instanceof DeliveryReport;
    }

    /**
     * Some entries, as one.
     *
     * @param last the last of them
     * @param told whether any left a trace
     */
    record Taken(Followed last, boolean told) {}

    /** Writes what the entries behind a place tell, up to {@code untilSeq}, which lies behind it; at most so many at once. */
    Taken take(JournalReader journal, Followed from, long untilSeq) throws SQLException {
        boolean told = false;
        Followed last = from;
        for (Entry entry : journal.read(from.seq() + 1, ENTRIES_MAX)) {
            if (entry.seq() > untilSeq) {
                break;
            }
            List<LiveDecision> decisions = journal.decisions(entry.seq());
            if (tells(entry, decisions)) {
                write(entry, decisions);
                told = true;
            }
            last = new Followed(entry.seq(), entry.hubTimeMs());
        }
        if (last.seq() == from.seq()) {
            throw new JournalDamaged("entry " + (from.seq() + 1) + " is missing");
        }
        return new Taken(last, told);
    }

    void write(Entry entry, List<LiveDecision> decisions) throws SQLException {
        if (entry.fact() instanceof DeliveryReport report) {
            delivered(entry.hubTimeMs(), report);
        }
        for (LiveDecision decision : decisions) {
            switch (decision) {
                case AlarmMoved moved -> alarms.moved(entry, moved);
                case IncidentMoved moved -> incidents.moved(entry, moved);
                case NoticeOrdered ordered -> ordered(entry.hubTimeMs(), ordered);
                case NoticeWithdrawn withdrawn -> end(withdrawn.notice(), "withdrawn", entry.hubTimeMs(), "");
                case IncidentCalled called -> {} // its notices tell
                case Actuation actuation -> {} // so do its
                case Refused refused -> {}
                case FloodChanged changed -> {}
                case IncidentsRecur recur -> {}
            }
        }
    }

    private void ordered(long atMs, NoticeOrdered ordered) throws SQLException {
        IncidentNotice notice = ordered.notice();
        String reason = switch (notice.about()) {
            case AlarmMoved moved -> word(moved.reason());
            case IncidentCalled called -> word(called.reason());
            case Actuation actuation -> actuation.active() ? "actuated" : "put_to_rest";
        };
        int step = notice.about() instanceof IncidentCalled called ? called.step() : 0;
        run(
                "INSERT INTO notices (id, seq, about, channel, recipient, reason, step, ordered_at, state, attempts, said)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ordered', 0, '')",
                notice.id(),
                ordered.cause().seq(),
                notice.subject(),
                ordered.channel(),
                ordered.recipient(),
                reason,
                step,
                atMs);
    }

    private void delivered(long atMs, DeliveryReport report) throws SQLException {
        run(
                "UPDATE notices SET attempts = ? WHERE id = ? AND attempts < ?",
                report.attempt(),
                report.notice(),
                report.attempt());
        switch (report.result()) {
            case DeliveryReport.Delivered result -> end(report.notice(), "delivered", atMs, result.receipt());
            case DeliveryReport.Failed result ->
                end(report.notice(), "failed", atMs, result.why().both());
            case DeliveryReport.Retrying result ->
                run(
                        "UPDATE notices SET said = ? WHERE id = ? AND ended_at IS NULL",
                        result.why().both(),
                        report.notice());
        }
    }

    private void end(String notice, String state, long atMs, String said) throws SQLException {
        run(
                "UPDATE notices SET state = ?, ended_at = ?, said = ? WHERE id = ? AND ended_at IS NULL",
                state,
                atMs,
                said,
                notice);
    }

    /** Carries out one statement; how many rows it touched. */
    int run(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof String text ? storable(text) : value);
        }
        return statement.executeUpdate();
    }

    /** PostgreSQL takes no zero character and no half of a surrogate pair. */
    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "");
    }

    /** A constant's word, the same as in the API. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
