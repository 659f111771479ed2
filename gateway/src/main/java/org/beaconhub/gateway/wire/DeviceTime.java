package org.beaconhub.gateway.wire;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** Judges what devices say about time. */
public final class DeviceTime {
    /** How far a device's clock may be ahead of the hub's, milliseconds. */
    public static final long AHEAD_MAX_MS = 60_000;
    /** How old what a device stored and forwards may be, milliseconds: 30 days. */
    public static final long BEHIND_MAX_MS = 30L * 24 * 3600 * 1000;

    private static final int RFC3339_LENGTH_MAX = 40;

    private DeviceTime() {}

    /**
     * Whether a device's time can be true.
     *
     * @param deviceMs milliseconds since 1970 UTC
     * @param hubMs milliseconds since 1970 UTC
     */
    public static boolean plausible(double deviceMs, long hubMs) {
        return deviceMs <= hubMs + AHEAD_MAX_MS && deviceMs >= hubMs - BEHIND_MAX_MS;
    }

    /** The milliseconds since 1970 UTC of a text such as {@code 2027-01-15T08:00:00Z}; empty where it is none. */
    public static OptionalLong rfc3339(String text) {
        if (text.length() > RFC3339_LENGTH_MAX) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
