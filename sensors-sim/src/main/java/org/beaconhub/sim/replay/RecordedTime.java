package org.beaconhub.sim.replay;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How a recording tells the time: a number that counts some unit, or a date and time. Both become milliseconds on the
 * recording's own scale, of which only differences mean something.
 */
public sealed interface RecordedTime {
    /** The column that it is in. */
    String column();

    /** Milliseconds of a text; empty where it is no time. */
    Optional<Long> ms(String text);

    /**
     * A number.
     *
     * @param column its column
     * @param seconds how many seconds one is
     */
    record Counted(String column, double seconds) implements RecordedTime {
        /** Rejects time that stands still. */
        public Counted {
            if (!(seconds > 0)) {
                throw new IllegalArgumentException("time: seconds must be above 0, found " + seconds);
            }
        }

        @Override
        public Optional<Long> ms(String text) {
            try {
                double count = Double.parseDouble(text.strip());
                return Double.isFinite(count) ? Optional.of(Math.round(count * seconds * 1000)) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * A date and time, taken as UTC.
     *
     * @param column its column
     * @param format its pattern
     */
    record Written(String column, DateTimeFormatter format) implements RecordedTime {
        /** Reads a pattern such as {@code uuuu-MM-dd HH:mm:ss}. */
        public static Written of(String column, String pattern) {
            return new Written(column, DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
        }

        @Override
        public Optional<Long> ms(String text) {
            try {
                LocalDateTime time = LocalDateTime.parse(text.strip(), format);
                return Optional.of(time.toInstant(ZoneOffset.UTC).toEpochMilli());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
