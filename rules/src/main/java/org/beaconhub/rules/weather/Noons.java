package org.beaconhub.rules.weather;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Noons of local standard time, numbered by the days since 1970. In summer they are at 13:00 by the clock where clocks
 * are put forward: the sun's noon is meant.
 *
 * @param rules of the site's time zone
 */
record Noons(ZoneRules rules) {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    static Noons in(String zone) {
        return new Noons(ZoneId.of(zone).getRules());
    }

    private long offsetMs(long atMs) {
        return rules.getStandardOffset(Instant.ofEpochMilli(atMs)).getTotalSeconds() * 1000L;
    }

    /** When a noon is, milliseconds since 1970 UTC. */
    long noonMs(long noon) {
        long utcMs = noon * DAY_MS + DAY_MS / 2;
        return utcMs - offsetMs(utcMs);
    }

    /** The noon nearest to a moment. */
    long nearest(long atMs) {
        return Math.floorDiv(atMs + offsetMs(atMs), DAY_MS);
    }

    /** The month that a noon is in, 1 to 12. */
    int month(long noon) {
        return Instant.ofEpochMilli(noon * DAY_MS).atOffset(ZoneOffset.UTC).getMonthValue();
    }
}
