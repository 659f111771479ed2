package org.beaconhub.rules.source;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;

/** Durations as rules write them: {@code 20 s}, {@code 3 min}. */
public final class Durations {
    private static final Map<String, Long> MS_BY_UNIT =
            Map.of("ms", 1L, "s", 1000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    /** The longest that a rule may look back or wait. */
    public static final long DURATION_MS_MAX = 366 * 86_400_000L;

    private Durations() {}

    /** The units, as rules write them. */
    public static Iterable<String> units() {
        return MS_BY_UNIT.keySet();
    }

    /** Whether a unit is one of time. */
    public static boolean isUnit(String unit) {
        return MS_BY_UNIT.containsKey(unit);
    }

    /** Milliseconds of so many units; empty for an unknown unit or an impossible length. */
    public static OptionalLong ms(BigDecimal number, String unit) {
        Long factor = MS_BY_UNIT.get(unit);
        if (factor == null) {
            return OptionalLong.empty();
        }
        BigDecimal ms = number.multiply(BigDecimal.valueOf(factor));
        boolean possible = ms.signum() > 0
                && ms.compareTo(BigDecimal.valueOf(DURATION_MS_MAX)) <= 0
                && ms.stripTrailingZeros().scale() <= 0;
        return possible ? OptionalLong.of(ms.longValueExact()) : OptionalLong.empty();
    }

    /** Reads {@code 20 s}; empty where the text is no duration. */
    public static OptionalLong parse(String text) {
        String[] parts = text.strip().split("\\s+");
        try {
            return parts.length == 2 ? ms(new BigDecimal(parts[0]), parts[1]) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Milliseconds as people write them, in the largest unit that needs no fraction. */
    public static String text(long ms) {
        if (ms % 86_400_000L == 0) {
            return ms / 86_400_000L + " d";
        } else if (ms % 3_600_000L == 0) {
            return ms / 3_600_000L + " h";
        } else if (ms % 60_000L == 0) {
            return ms / 60_000L + " min";
        } else if (ms % 1000 == 0) {
            return ms / 1000 + " s";
        }
        return ms + " ms";
    }
}
