package org.beaconhub.gateway.series.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.beaconhub.gateway.series.Sample;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;

/**
 * The writer's connection and what it remembers of the tables. After any fault it is thrown away and a new one reads
 * everything anew. Roll-ups are added to once a minute or so; the mark behind the last row that they hold moves in the
 * same transaction, so that a row counts once whatever happens between.
 */
final class Session implements AutoCloseable {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Connection connection;
    private final PreparedStatement addReading;
    private final PreparedStatement addSeries;
    private final Map<String, Map<Quantity, Integer>> series = new HashMap<>();
    private final Pending pending = new Pending();
    private int lastSeries;
    private long lastRow;

    Session(String url) throws SQLException {
        connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            for (String sql : Tables.CREATE) {
                statement.execute(sql);
            }
            connection.setAutoCommit(false);
            readSeries(statement);
            lastRow = number(statement, Tables.LAST_READING);
            readUnrolled(number(statement, Tables.READ_ROLLED));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        addReading = connection.prepareStatement(Tables.ADD_READING);
        addSeries = connection.prepareStatement(Tables.ADD_SERIES);
    }

    /** Readings' roll-ups that are not in their tables yet. */
    Pending pending() {
        return pending;
    }

    private void readSeries(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(Tables.READ_SERIES)) {
            while (rows.next()) {
                int id = rows.getInt(1);
                lastSeries = Math.max(lastSeries, id);
                String device = rows.getString(2);
                Quantity.of(rows.getString(3)).ifPresent(quantity -> remember(device, quantity, id));
            }
        }
    }

    private void remember(String device, Quantity quantity, int id) {
        series.computeIfAbsent(device, each -> new EnumMap<>(Quantity.class)).put(quantity, id);
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void readUnrolled(long mark) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Tables.READ_UNROLLED)) {
            statement.setLong(1, mark);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    pending.add(rows.getInt(1), rows.getLong(2), rows.getDouble(3));
                }
            }
        }
    }

    /** Makes the samples durable; those that are there already stay. */
    int[] insert(List<Sample> samples, int[] ids) throws SQLException {
        for (int i = 0; i < ids.length; i++) {
            Sample sample = samples.get(i);
            addReading.setLong(1, lastRow + 1 + i);
            addReading.setLong(2, sample.atNs() / Tables.SLOT_NS);
            addReading.setInt(3, ids[i]);
            addReading.setLong(4, sample.atNs());
            switch (sample.reading()) {
                case Measurement measurement -> {
                    addReading.setDouble(5, measurement.value());
                    addReading.setNull(6, Types.VARCHAR);
                }
                case Label label -> {
                    addReading.setNull(5, Types.DOUBLE);
                    addReading.setString(6, label.text());
                }
            }
            addReading.addBatch();
        }
        int[] counts = addReading.executeBatch();
        commitForGood();
        lastRow += ids.length;
        return counts;
    }

    /** Adds the new ones of the samples to the roll-ups that wait. */
    void roll(List<Sample> samples, int[] ids, int[] counts) {
        for (int i = 0; i < ids.length; i++) {
            if (counts[i] > 0 && samples.get(i).reading() instanceof Measurement measurement) {
                pending.add(ids[i], samples.get(i).atNs(), measurement.value());
            }
        }
    }

    /** Ids of the samples' series; new ones are made durable first. */
    int[] ids(List<Sample> samples) throws SQLException {
        int[] ids = new int[samples.size()];
        boolean added = false;
        for (int i = 0; i < ids.length; i++) {
            Sample sample = samples.get(i);
            Quantity quantity = sample.reading().quantity();
            Integer id = series.getOrDefault(sample.device(), Map.of()).get(quantity);
            if (id == null) {
                id = addSeries(sample.device(), quantity);
                added = true;
            }
            ids[i] = id;
        }
        if (added) {
            connection.commit();
        }
        return ids;
    }

    private int addSeries(String device, Quantity quantity) throws SQLException {
        int id = lastSeries + 1;
        addSeries.setInt(1, id);
        addSeries.setString(2, device);
        addSeries.setString(3, quantity.key());
        addSeries.executeUpdate();
        lastSeries = id;
        remember(device, quantity, id);
        return id;
    }

    /** Moves what waits into the roll-up tables, with the mark, all or nothing. */
    void flush() throws SQLException {
        if (pending.count() > 0) {
            merge(Pending.MINUTE_MS);
            merge(Pending.HOUR_MS);
        }
        try (PreparedStatement statement = connection.prepareStatement(Tables.SET_ROLLED)) {
            statement.setLong(1, lastRow);
            statement.executeUpdate();
        }
        commitForGood();
        pending.clear();
    }

    private void merge(long lengthMs) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(Tables.merge(lengthMs));
                PreparedStatement insert = connection.prepareStatement(Tables.add(lengthMs))) {
            pending.each(lengthMs, (id, startMs, rollUp) -> {
                fill(update, rollUp);
                key(update, startMs / Tables.slotMs(lengthMs), id, startMs);
                if (update.executeUpdate() == 0) {
                    fill(insert, rollUp);
                    key(insert, startMs / Tables.slotMs(lengthMs), id, startMs);
                    insert.executeUpdate();
                }
            });
        }
    }

    private static void fill(PreparedStatement statement, RollUp rollUp) throws SQLException {
        statement.setDouble(1, rollUp.lowest());
        statement.setDouble(2, rollUp.highest());
        statement.setDouble(3, rollUp.total());
        statement.setLong(4, rollUp.count());
    }

    private static void key(PreparedStatement statement, long slot, int id, long startMs) throws SQLException {
        statement.setLong(5, slot);
        statement.setInt(6, id);
        statement.setLong(7, startMs);
    }

    /** Deletes rows older than that, at most so many of each kind; whether there may be more. */
    boolean delete(long beforeMs, int rowsMax) throws SQLException {
        boolean more = delete("reading", beforeMs / (Tables.SLOT_NS / NANOS_PER_MS), rowsMax);
        more |= delete("by_minute", beforeMs / Tables.slotMs(Pending.MINUTE_MS), rowsMax);
        more |= delete("by_hour", beforeMs / Tables.slotMs(Pending.HOUR_MS), rowsMax);
        connection.commit();
        return more;
    }

    private boolean delete(String table, long beforeSlot, int rowsMax) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Tables.delete(table))) {
            statement.setLong(1, beforeSlot);
            statement.setInt(2, rowsMax);
            return statement.executeUpdate() == rowsMax;
        }
    }

    /** Commits, and forces it to the disk, which a commit alone leaves to the system. */
    private void commitForGood() throws SQLException {
        connection.commit();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
