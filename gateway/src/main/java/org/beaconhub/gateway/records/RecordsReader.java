package org.beaconhub.gateway.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Looks the records up, over connections of its own: the database may be slow or gone, and neither the hub's loop nor
 * what is written waits for whoever reads.
 */
public final class RecordsReader {
    private static final int AT_ONCE = 4;
    private static final int ANSWER_S = 10;

    private final Database database;
    private final Semaphore free = new Semaphore(AT_ONCE);

    /** Reads what {@link Records} write to the same target. */
    public RecordsReader(RecordsTarget target) {
        this.database = new Database(target);
    }

    /**
     * A row.
     *
     * @param cells value by column, in the table's order: texts, whole numbers, numbers; what is not known is missing
     */
    public record Row(Map<String, Object> cells) {
        /** A text; empty where it is not known. */
        public String text(String column) {
            return String.valueOf(cells.getOrDefault(column, ""));
        }

        /** Where it stands in its table. */
        public RecordsQuery.Place place(Table table) {
            return new RecordsQuery.Place((Long) cells.getOrDefault(table.time(), 0L), text("id"));
        }
    }

    /**
     * An incident with all that belongs to it.
     *
     * @param incident its row
     * @param lines its time line, oldest first: {@code at}, {@code what}, {@code by}, {@code ref}, {@code note}
     * @param alarms the alarms that belong to it, oldest first
     * @param notices who was told of it and of its alarms, oldest first
     */
    public record Whole(Row incident, List<Row> lines, List<Row> alarms, List<Row> notices) {}

    /** The newest rows of a query, at most so many. */
    public List<Row> rows(RecordsQuery query, int limit) throws RecordsUnavailable {
        RecordsQuery.Clause clause = query.clause();
        String time = query.table().time();
        return asked(connection -> read(
                connection,
                "SELECT " + String.join(", ", query.table().columns()) + " FROM "
                        + query.table().sqlName()
                        + clause.sql() + " ORDER BY " + time + " DESC, id DESC LIMIT " + limit,
                clause.values()));
    }

    /** How many rows a query has. */
    public long count(RecordsQuery query) throws RecordsUnavailable {
        RecordsQuery.Clause clause = query.clause();
        return asked(connection -> (Long) read(
                        connection,
                        "SELECT COUNT(*) AS rows_count FROM " + query.table().sqlName() + clause.sql(),
                        clause.values())
                .getFirst()
                .cells()
                .getOrDefault("rows_count", 0L));
    }

    /** An incident; empty where there is none of that id. */
    public Optional<Whole> incident(String id) throws RecordsUnavailable {
        return asked(connection -> {
            List<Row> found = belonging(connection, Table.INCIDENTS, "id = ?", id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            List<Row> lines = read(
                    connection,
                    "SELECT happened_at AS line_at, what, by_whom AS line_by, ref, note, sensors_agree, sensors_disagree"
                            + " FROM lines WHERE incident = ? ORDER BY happened_at, seq, ordinal",
                    List.of(id));
            return Optional.of(new Whole(
                    found.getFirst(),
                    lines,
                    belonging(connection, Table.ALARMS, "incident = ?", id),
                    belonging(
                            connection,
                            Table.NOTICES,
                            "about = ? OR about IN (SELECT id FROM alarms WHERE incident = ?)",
                            id,
                            id)));
        });
    }

    private static List<Row> belonging(Connection connection, Table table, String where, Object... values)
            throws SQLException {
        return read(
                connection,
                "SELECT " + String.join(", ", table.columns()) + " FROM " + table.sqlName() + " WHERE " + where
                        + " ORDER BY " + table.time() + ", id",
                List.of(values));
    }

    /** What is asked of one connection. */
    private interface Question<T> {
        T answer(Connection connection) throws SQLException;
    }

    private <T> T asked(Question<T> question) throws RecordsUnavailable {
        if (!free.tryAcquire()) {
            throw new RecordsUnavailable("too many look them up at once");
        }
        try (Connection connection = database.connect()) {
            connection.setReadOnly(true);
            return question.answer(connection);
        } catch (SQLException e) {
            throw new RecordsUnavailable(Database.firstLine(e), e);
        } finally {
            free.release();
        }
    }

    private static List<Row> read(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(ANSWER_S);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            @Nullable Object value = result.getObject(i);
            if (value != null) {
                String column = result.getMetaData().getColumnLabel(i).toLowerCase(java.util.Locale.ROOT);
                cells.put(column, value instanceof Integer whole ? Long.valueOf(whole) : value);
            }
        }
        return new Row(cells);
    }
}
