package org.beaconhub.gateway.series.embedded;

/**
 * How time is cut: readings lie together by ten seconds, roll-ups of minutes by the hour, those of hours by the day.
 * A slot and what lies in it share one number: {@code slot × 2^25 + device}, or {@code slot × 2^35 + series}, of which
 * the last ten bits are the quantity.
 */
final class Slots {
    /** Length of the shorter roll-up. */
    static final long MINUTE_MS = 60_000;
    /** Length of the longer roll-up. */
    static final long HOUR_MS = 3_600_000;

    /** The part of a row's block that is the device. */
    private static final long DEVICE = (1L << 25) - 1;

    private static final long ROW_MS = 10_000;
    private static final long DAY_MS = 86_400_000;

    private Slots() {}

    static long series(long device, long quantity) {
        return device << 10 | quantity;
    }

    /** Where a device's row of a moment lies. */
    static Place row(long device, long atNs) {
        return new Place(rowBlock(rowSlot(atNs / 1_000_000), device), atNs);
    }

    /** The block of a device's rows in a slot. */
    static long rowBlock(long slot, long device) {
        return slot << 25 | device;
    }

    static long deviceOf(Place row) {
        return row.block() & DEVICE;
    }

    /** The slot of rows that a moment lies in. */
    static long rowSlot(long atMs) {
        return atMs / ROW_MS;
    }

    /** Where a series' roll-up lies, of a minute or an hour. */
    static Place rollUp(long series, long startMs, long lengthMs) {
        return new Place(rollUpBlock(rollUpSlot(startMs, lengthMs), series), startMs);
    }

    /** The block of a series' roll-ups in a slot. */
    static long rollUpBlock(long slot, long series) {
        return slot << 35 | series;
    }

    /** The slot of roll-ups of a length that a moment lies in. */
    static long rollUpSlot(long atMs, long lengthMs) {
        return atMs / (lengthMs == HOUR_MS ? DAY_MS : HOUR_MS);
    }
}
