package org.beaconhub.gateway.series.embedded;

/**
 * The tables and how they are spoken to. Keys begin with a slot of time, then the series: what is written together lies
 * together, so a batch touches few pages however many series there are, and a chart looks up one small range a slot.
 */
final class Tables {
    /** Readings lie together by so many nanoseconds: 10 s. */
    static final long SLOT_NS = 10_000_000_000L;

    private static final String ROLL_UP = " (slot BIGINT NOT NULL, series INT NOT NULL, at_ms BIGINT NOT NULL,"
            + " lowest DOUBLE PRECISION NOT NULL, highest DOUBLE PRECISION NOT NULL, total DOUBLE PRECISION NOT NULL,"
            + " number BIGINT NOT NULL, PRIMARY KEY (slot, series, at_ms))";

    static final String[] CREATE = {
        "CREATE TABLE IF NOT EXISTS series (id INT PRIMARY KEY, device VARCHAR(64) NOT NULL,"
                + " quantity VARCHAR(32) NOT NULL, UNIQUE (device, quantity))",
        "CREATE TABLE IF NOT EXISTS reading (id BIGINT PRIMARY KEY, slot BIGINT NOT NULL, series INT NOT NULL,"
                + " at_ns BIGINT NOT NULL, num DOUBLE PRECISION, txt VARCHAR(64), UNIQUE (slot, series, at_ns))",
        "CREATE TABLE IF NOT EXISTS by_minute" + ROLL_UP,
        "CREATE TABLE IF NOT EXISTS by_hour" + ROLL_UP,
        "CREATE TABLE IF NOT EXISTS rolled (only INT PRIMARY KEY, up_to BIGINT NOT NULL)",
        "INSERT INTO rolled VALUES (1, 0) ON CONFLICT DO NOTHING",
    };

    static final String READ_SERIES = "SELECT id, device, quantity FROM series";
    static final String ADD_SERIES = "INSERT INTO series (id, device, quantity) VALUES (?, ?, ?)";
    static final String FIND_SERIES = "SELECT id FROM series WHERE device = ? AND quantity = ?";

    /** A row that is there already is the same, so it stays, and the count tells that it is not new. */
    static final String ADD_READING =
            "INSERT INTO reading (id, slot, series, at_ns, num, txt) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    static final String LAST_READING = "SELECT COALESCE(MAX(id), 0) FROM reading";
    static final String READ_ROLLED = "SELECT up_to FROM rolled";
    static final String SET_ROLLED = "UPDATE rolled SET up_to = ?";
    static final String READ_UNROLLED = "SELECT series, at_ns, num FROM reading WHERE id > ? AND num IS NOT NULL";

    static final String CHART_READINGS = "SELECT (at_ns - ?) / ? AS bucket, MIN(num), AVG(num), MAX(num)"
            + " FROM SYSTEM_RANGE(?, ?) slots JOIN reading ON slot = slots.x AND series = ?"
            + " WHERE at_ns >= ? AND at_ns < ? AND num IS NOT NULL GROUP BY bucket ORDER BY bucket";

    private Tables() {}

    static String name(long lengthMs) {
        return lengthMs == Pending.HOUR_MS ? "by_hour" : "by_minute";
    }

    static String merge(long lengthMs) {
        return "UPDATE " + name(lengthMs) + " SET lowest = LEAST(lowest, ?), highest = GREATEST(highest, ?),"
                + " total = total + ?, number = number + ? WHERE slot = ? AND series = ? AND at_ms = ?";
    }

    static String add(long lengthMs) {
        return "INSERT INTO " + name(lengthMs)
                + " (lowest, highest, total, number, slot, series, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)";
    }

    static String chart(long lengthMs) {
        return "SELECT at_ms, lowest, highest, total, number FROM SYSTEM_RANGE(?, ?) slots JOIN " + name(lengthMs)
                + " ON slot = slots.x AND series = ? WHERE at_ms >= ? AND at_ms < ?";
    }

    /** How long the slots of a roll-up are, in milliseconds. */
    static long slotMs(long lengthMs) {
        return lengthMs == Pending.HOUR_MS ? 24 * Pending.HOUR_MS : Pending.HOUR_MS;
    }

    static String delete(String table) {
        return "DELETE FROM " + table + " WHERE slot < ? FETCH FIRST ? ROWS ONLY";
    }
}
