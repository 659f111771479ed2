package org.beaconhub.gateway.series.embedded;

import java.util.HashMap;
import java.util.Map;

/** Roll-ups of rows that are durable but not yet in the roll-up maps: by series, then by minute. */
final class Pending {
    private final Map<Long, Map<Long, RollUp>> minutes = new HashMap<>();
    private int count;

    /** Adds the measurements of a row, from a place in it on. */
    void add(long device, long atMs, byte[] row, int from) {
        long minuteMs = Math.floorDiv(atMs, Slots.MINUTE_MS) * Slots.MINUTE_MS;
        Row.look(row, from, (quantity, value) -> add(Slots.series(device, quantity), minuteMs, value));
    }

    private void add(long series, long minuteMs, double value) {
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

    /** The minutes of a series that wait, by their beginnings in milliseconds. */
    Map<Long, RollUp> of(long series) {
        return minutes.getOrDefault(series, Map.of());
    }

    /** Hands out every minute of every series. */
    void each(Each each) {
        minutes.forEach((series, own) -> own.forEach((startMs, rollUp) -> each.take(series, startMs, rollUp)));
    }

    /** Takes one minute of a series. */
    interface Each {
        void take(long series, long startMs, RollUp rollUp);
    }
}
