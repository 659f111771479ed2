package org.beaconhub.rules.incident;

import java.util.List;

/**
 * Incidents that began at one place or device again and again.
 *
 * @param type the type of the incidents
 * @param scope whether it is an area or a device
 * @param name path of the area, or id of the device
 * @param timesMs when they began, oldest first, hub time in milliseconds since 1970 UTC; the newest {@link #TIMES_MAX}
 */
public record Recurrence(String type, Scope scope, String name, List<Long> timesMs) {
    /** So many within {@link #WITHIN_MS} are frequent. */
    public static final int FREQUENT_FROM = 3;
    /** Seven days. */
    public static final long WITHIN_MS = 7 * 86_400_000L;
    /** So many times are kept. */
    public static final int TIMES_MAX = 20;

    /** What is the same. */
    public enum Scope {
        /** The area. */
        AREA,
        /** The device. */
        DEVICE
    }

    /** Copies the list. */
    public Recurrence {
        timesMs = List.copyOf(timesMs);
    }

    /** How many began within the last seven days. */
    public int recent(long nowMs) {
        return (int) timesMs.stream().filter(time -> nowMs - time <= WITHIN_MS).count();
    }

    /** Whether that is often. */
    public boolean isFrequent(long nowMs) {
        return recent(nowMs) >= FREQUENT_FROM;
    }
}
