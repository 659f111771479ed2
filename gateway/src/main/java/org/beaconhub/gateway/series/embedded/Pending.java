package org.beaconhub.gateway.series.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;

/** Roll-ups of rows that are durable but not yet in the roll-up tables: by series, then by minute. */
final class Pending {
    /** Length of the shorter roll-up. */
    static final long MINUTE_MS = 60_000;
    /** Length of the longer roll-up. */
    static final long HOUR_MS = 3_600_000;

    private static final long NANOS_PER_MS = 1_000_000;

    private final Map<Integer, Map<Long, RollUp>> minutes = new HashMap<>();
    private int count;

    void add(int series, long atNs, double value) {
        long minuteMs = atNs / NANOS_PER_MS / MINUTE_MS * MINUTE_MS;
        minutes.computeIfAbsent(series, each -> new HashMap<>(4))
                .computeIfAbsent(minuteMs, each -> {
                    count++;
                    return new RollUp();
                })
                .add(value);
    }

    /** How many minutes of all series wait. */
    int count() {
        return count;
    }

    void clear() {
        minutes.clear();
        count = 0;
    }

    Map<Long, RollUp> of(int series) {
        return minutes.getOrDefault(series, Map.of());
    }

    /** Hands out every stretch of a length: {@link #MINUTE_MS} or {@link #HOUR_MS}. */
    void each(long lengthMs, Each each) throws java.sql.SQLException {
        for (Entry<Integer, Map<Long, RollUp>> series : minutes.entrySet()) {
            Map<Long, RollUp> stretches = new HashMap<>(4);
            for (Entry<Long, RollUp> minute : series.getValue().entrySet()) {
                stretches
                        .computeIfAbsent(minute.getKey() / lengthMs * lengthMs, start -> new RollUp())
                        .add(minute.getValue());
            }
            for (Entry<Long, RollUp> stretch : stretches.entrySet()) {
                each.take(series.getKey(), stretch.getKey(), stretch.getValue());
            }
        }
    }

    /** Takes one stretch of a series. */
    interface Each {
        void take(int series, long startMs, RollUp rollUp) throws java.sql.SQLException;
    }
}
