package org.beaconhub.gateway.series.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.gateway.series.Outcome;
import org.beaconhub.gateway.series.Sample;
import org.beaconhub.gateway.series.SeriesStore;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history in an embedded database file. Rows are keyed by series and time, so that samples given again change
 * nothing; long charts read minute or hour roll-ups; what is older than the retention is deleted piece by piece
 * between writes.
 */
public final class H2Store implements SeriesStore, Charts {
    private static final Logger LOG = LoggerFactory.getLogger(H2Store.class);
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long DAY_MS = 86_400_000;
    private static final long FLUSH_NANOS = 60_000 * NANOS_PER_MS;
    private static final int PENDING_MAX = 200_000;
    private static final long SWEEP_NANOS = 3_600_000 * NANOS_PER_MS;
    private static final int SWEEP_ROWS = 10_000;
    private static final int CHART_TIMEOUT_S = 10;

    private final String url;
    private final int retentionDays;
    private final Clock clock;
    private final ReentrantLock rolling = new ReentrantLock();
    private @Nullable Session session;
    private boolean closed;
    private long flushedNanos;
    private long sweptNanos;

    /**
     * Opens the file at the first use, and makes it where it is missing.
     *
     * @param file the database, without the ending {@code .mv.db}
     * @param retentionDays how long readings are kept, in days; 1 to 36,500
     */
    public H2Store(Path file, int retentionDays, Clock clock) {
        if (retentionDays < 1 || retentionDays > 36_500) {
            throw new IllegalArgumentException("retentionDays must be 1 to 36500, got " + retentionDays);
        }
        this.url = "jdbc:h2:file:" + file.toAbsolutePath() + ";MODE=PostgreSQL;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        this.retentionDays = retentionDays;
        this.clock = clock;
        this.flushedNanos = clock.steadyNanos();
        this.sweptNanos = flushedNanos - SWEEP_NANOS;
    }

    @Override
    public Outcome write(List<Sample> samples) {
        rolling.lock();
        try {
            Session current = session();
            int[] ids = current.ids(samples);
            current.roll(samples, ids, current.insert(samples, ids));
            if (current.pending().count() >= PENDING_MAX || clock.steadyNanos() - flushedNanos >= FLUSH_NANOS) {
                flushedNanos = clock.steadyNanos();
                current.flush();
            }
            sweepOn(current);
            return new Outcome.Written();
        } catch (SQLException e) {
            forget();
            return sorted(e);
        } finally {
            rolling.unlock();
        }
    }

    private Outcome sorted(SQLException fault) {
        String why = "the history's database " + url + ": " + fault.getMessage();
        return switch (fault.getErrorCode()) {
            case Faults.IN_USE -> new Outcome.StopAndTell(why + "; end the other process that uses it");
            case Faults.DAMAGED, Faults.OTHER_VERSION ->
                new Outcome.StopAndTell(why + "; move the file away, then a new one is begun");
            case Faults.WRONG_LOGIN -> new Outcome.StopAndTell(why + "; the file has a password that the hub lacks");
            default -> new Outcome.RetryLater(why);
        };
    }

    private void sweepOn(Session current) throws SQLException {
        if (clock.steadyNanos() - sweptNanos >= SWEEP_NANOS) {
            long beforeMs = clock.nowMs() - retentionDays * DAY_MS;
            if (!current.delete(beforeMs, SWEEP_ROWS)) {
                sweptNanos = clock.steadyNanos();
            }
        }
    }

    @Override
    public List<Point> points(String device, Quantity quantity, long fromMs, long toMs, int pointsMax)
            throws HistoryUnavailable {
        if (quantity.unit() == Unit.TEXT || fromMs >= toMs) {
            return List.of();
        }
        long bucketMs = Math.max(1, Math.ceilDiv(toMs - fromMs, pointsMax));
        try {
            open();
            try (Connection connection = DriverManager.getConnection(url)) {
                int series = find(connection, device, quantity);
                if (series == 0) {
                    return List.of();
                }
                Stretch stretch = new Stretch(series, fromMs, toMs, bucketMs);
                if (bucketMs < Pending.MINUTE_MS) {
                    return readings(connection, stretch);
                }
                long lengthMs = bucketMs < Pending.HOUR_MS ? Pending.MINUTE_MS : Pending.HOUR_MS;
                return rolledUp(connection, stretch.aligned(lengthMs, pointsMax), lengthMs);
            }
        } catch (SQLException e) {
            throw new HistoryUnavailable("the history's database " + url + " does not answer: " + e.getMessage(), e);
        }
    }

    /** What a chart shows, and how long each of its points is. */
    private record Stretch(int series, long fromMs, long toMs, long bucketMs) {
        /** The same, a little wider, so that its points are made of whole roll-ups. */
        Stretch aligned(long lengthMs, int pointsMax) {
            long from = Math.floorDiv(fromMs, lengthMs) * lengthMs;
            long bucket = Math.ceilDiv(Math.ceilDiv(toMs - from, pointsMax), lengthMs) * lengthMs;
            return new Stretch(series, from, toMs, bucket);
        }
    }

    private static int find(Connection connection, String device, Quantity quantity) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Tables.FIND_SERIES)) {
            statement.setString(1, device);
            statement.setString(2, quantity.key());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static List<Point> readings(Connection connection, Stretch stretch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Tables.CHART_READINGS)) {
            statement.setQueryTimeout(CHART_TIMEOUT_S);
            statement.setLong(1, stretch.fromMs() * NANOS_PER_MS);
            statement.setLong(2, stretch.bucketMs() * NANOS_PER_MS);
            statement.setLong(3, stretch.fromMs() * NANOS_PER_MS / Tables.SLOT_NS);
            statement.setLong(4, stretch.toMs() * NANOS_PER_MS / Tables.SLOT_NS);
            statement.setInt(5, stretch.series());
            statement.setLong(6, stretch.fromMs() * NANOS_PER_MS);
            statement.setLong(7, stretch.toMs() * NANOS_PER_MS);
            List<Point> points = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    points.add(new Point(
                            stretch.fromMs() + rows.getLong(1) * stretch.bucketMs(),
                            rows.getDouble(2),
                            rows.getDouble(3),
                            rows.getDouble(4)));
                }
            }
            return List.copyOf(points);
        }
    }

    /** The lock keeps what waits from moving into the tables between the two looks. */
    private List<Point> rolledUp(Connection connection, Stretch stretch, long lengthMs) throws SQLException {
        SortedMap<Long, RollUp> buckets = new TreeMap<>();
        rolling.lock();
        try {
            addPending(stretch, buckets);
            addRolledUp(connection, stretch, lengthMs, buckets);
        } finally {
            rolling.unlock();
        }
        List<Point> points = new ArrayList<>(buckets.size());
        buckets.forEach(
                (start, rollUp) -> points.add(new Point(start, rollUp.lowest(), rollUp.mean(), rollUp.highest())));
        return List.copyOf(points);
    }

    private void addPending(Stretch stretch, SortedMap<Long, RollUp> buckets) {
        if (session == null) {
            return;
        }
        for (Map.Entry<Long, RollUp> minute :
                session.pending().of(stretch.series()).entrySet()) {
            long atMs = minute.getKey();
            if (atMs >= stretch.fromMs() && atMs < stretch.toMs()) {
                bucket(stretch, atMs, buckets).add(minute.getValue());
            }
        }
    }

    private static void addRolledUp(
            Connection connection, Stretch stretch, long lengthMs, SortedMap<Long, RollUp> buckets)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Tables.chart(lengthMs))) {
            statement.setQueryTimeout(CHART_TIMEOUT_S);
            statement.setLong(1, stretch.fromMs() / Tables.slotMs(lengthMs));
            statement.setLong(2, stretch.toMs() / Tables.slotMs(lengthMs));
            statement.setInt(3, stretch.series());
            statement.setLong(4, stretch.fromMs());
            statement.setLong(5, stretch.toMs());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    bucket(stretch, rows.getLong(1), buckets)
                            .add(rows.getDouble(2), rows.getDouble(3), rows.getDouble(4), rows.getLong(5));
                }
            }
        }
    }

    private static RollUp bucket(Stretch stretch, long atMs, SortedMap<Long, RollUp> buckets) {
        long index = (atMs - stretch.fromMs()) / stretch.bucketMs();
        return buckets.computeIfAbsent(stretch.fromMs() + index * stretch.bucketMs(), start -> new RollUp());
    }

    private void open() throws SQLException {
        rolling.lock();
        try {
            session();
        } finally {
            rolling.unlock();
        }
    }

    private Session session() throws SQLException {
        if (closed) {
            throw new SQLException("the store is closed");
        }
        Session current = session;
        if (current == null) {
            current = new Session(url);
            session = current;
        }
        return current;
    }

    private void forget() {
        Session current = session;
        session = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                LOG.debug("the history's database was closed already: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        rolling.lock();
        try {
            if (session != null) {
                session.flush();
            }
        } catch (SQLException e) {
            LOG.warn("the roll-ups of the history wait for the next start: {}", e.getMessage());
        } finally {
            forget();
            closed = true;
            rolling.unlock();
        }
    }
}
