package org.beaconhub.gateway.dispatch;

import org.jspecify.annotations.Nullable;

/** What a receiver said, fit for a receipt or a fault. */
public final class Said {
    private static final int LENGTH_MAX = 100;

    private Said() {}

    /** In one line without control characters, at most 100 characters long. */
    public static String line(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), LENGTH_MAX));
    }
}
