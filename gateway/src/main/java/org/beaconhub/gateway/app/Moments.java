package org.beaconhub.gateway.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times as people type them. */
final class Moments {
    private Moments() {}

    /**
     * Milliseconds since 1970 UTC of a day, which counts from its beginning, a time of the site, or a time with offset.
     *
     * @throws IllegalArgumentException where it is none of these
     */
    static long ms(String option, String text, ZoneId zone) {
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
            }
            String typed = text.replace(' ', 'T');
            Instant moment = typed.matches(".*(Z|[+-]\\d{2}:\\d{2})$")
                    ? OffsetDateTime.parse(typed).toInstant()
                    : LocalDateTime.parse(typed).atZone(zone).toInstant();
            return moment.toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    option + " '" + text + "' is no time; write 2027-03-01, 2027-03-01T08:30 (in the site's zone "
                            + zone + ") or 2027-03-01T00:30:00Z",
                    e);
        }
    }
}
