package org.beaconhub.gateway.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is looked up.
 *
 * @param table where
 * @param fromMs rows that began at or after this, milliseconds UTC
 * @param toMs rows that began before this, milliseconds UTC
 * @param where value by column, of those that the table lets one ask for
 * @param below rows older than this one only
 */
public record RecordsQuery(Table table, long fromMs, long toMs, Map<String, String> where, Optional<Place> below) {
    /**
     * Where a row stands among the others.
     *
     * @param timeMs when it began
     * @param id its id
     */
    public record Place(long timeMs, String id) {}

    /** Rejects a column that may not be asked for: names of columns become part of a statement. */
    public RecordsQuery {
        where = Map.copyOf(where);
        for (String column : where.keySet()) {
            if (!table.filters().contains(column)) {
                throw new IllegalArgumentException("the table " + table + " is not asked by " + column);
            }
        }
    }

    /** The same below another row. */
    public RecordsQuery below(Place row) {
        return new RecordsQuery(table, fromMs, toMs, where, Optional.of(row));
    }

    /** A condition with its values in order. */
    record Clause(String sql, List<Object> values) {}

    Clause clause() {
        StringBuilder sql = new StringBuilder(" WHERE " + table.time() + " >= ? AND " + table.time() + " < ?");
        List<Object> values = new ArrayList<>(List.of(fromMs, toMs));
        where.forEach((column, value) -> {
            if (column.equals("area")) {
                sql.append(" AND (area = ? OR SUBSTRING(area, 1, ?) = ?)");
                values.addAll(List.of(value, value.length() + 1, value + "/"));
            } else {
                sql.append(" AND ").append(column).append(" = ?");
                values.add(value);
            }
        });
        below.ifPresent(row -> {
            sql.append(" AND (")
                    .append(table.time())
                    .append(" < ? OR ")
                    .append(table.time())
                    .append(" = ? AND id < ?)");
            values.addAll(List.of(row.timeMs(), row.timeMs(), row.id()));
        });
        return new Clause(sql.toString(), values);
    }
}
