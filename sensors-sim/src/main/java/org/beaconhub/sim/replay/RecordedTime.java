package org.beaconhub.sim.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a recording tells the time: a number that counts some unit, or a date and time. Both become milliseconds on the
 * recording's own scale, of which only differences mean something.
 */
public sealed interface RecordedTime {
    /** The columns that it is in; of several, the texts are joined by a blank. */
    List<String> columns();

    /**
     * Milliseconds of a text; empty where it is no time.
     *
     * @param commas whether a comma may stand before decimals
     */
    Optional<Long> ms(String text, boolean commas);

    /** What would be a time, for people. */
    String example();

    /**
     * A number.
     *
     * @param columns its column
     * @param seconds how many seconds one is
     */
    record Counted(List<String> columns, double seconds) implements RecordedTime {
        /** Rejects time that stands still. */
        public Counted {
            columns = List.copyOf(columns);
            if (!(seconds > 0)) {
                throw new IllegalArgumentException("time: seconds must be above 0, found " + seconds);
            }
        }

        @Override
        public Optional<Long> ms(String text, boolean commas) {
            return CellText.number(text, commas).map(count -> Math.round(count * seconds * 1000));
        }

        @Override
        public String example() {
            return "write a number, as in '12.5', or give the mapping's time a 'format' in place of 'seconds'";
        }
    }

    /**
     * A date and time by a pattern; where it tells no zone, taken as UTC.
     *
     * @param columns its columns
     * @param pattern its pattern
     * @param format the same, to read with
     */
    record Written(List<String> columns, String pattern, DateTimeFormatter format) implements RecordedTime {
        /** Copies the list. */
        public Written {
            columns = List.copyOf(columns);
        }

        /**
         * Reads a pattern such as {@code uuuu-MM-dd HH:mm:ss}.
         *
         * @throws IllegalArgumentException where it is no pattern
         */
        public static Written of(List<String> columns, String pattern) {
            return new Written(columns, pattern, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
        }

        @Override
        public Optional<Long> ms(String text, boolean commas) {
            return read(format, text.strip());
        }

        @Override
        public String example() {
            return "the mapping's 'format' is '" + pattern + "', as in '"
                    + format.withZone(ZoneOffset.UTC).format(Instant.parse("2027-01-31T08:05:09Z")) + "'";
        }
    }

    /**
     * A number of seconds, a number of milliseconds since 1970, or a date and time by ISO 8601, with or without a zone; without
     * one taken as UTC.
     *
     * @param columns its columns
     */
    record Plain(List<String> columns) implements RecordedTime {
        /** Numbers from here on are milliseconds since 1970: as seconds they would lie beyond the year 5000. */
        private static final double MILLISECONDS_FROM = 1e11;

        private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                "uuuu-MM-dd['T'][ ][HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]][ ][XXXXX][XXXX][X]",
                Locale.ENGLISH);

        /** Copies the list. */
        public Plain {
            columns = List.copyOf(columns);
        }

        @Override
        public Optional<Long> ms(String text, boolean commas) {
            Optional<Double> number = CellText.number(text, commas);
            return number.isPresent()
                    ? number.map(count -> Math.round(Math.abs(count) >= MILLISECONDS_FROM ? count : count * 1000))
                    : read(ISO, text.strip());
        }

        @Override
        public String example() {
            return "write seconds, milliseconds since 1970, or '2027-01-31T08:05:09Z'; for other dates give the mapping's time"
                    + " a 'format', as in 'dd/MM/uuuu HH:mm:ss'";
        }
    }

    private static Optional<Long> read(DateTimeFormatter format, String text) {
        try {
            TemporalAccessor time = format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(
                    switch (time) {
                        case OffsetDateTime with -> with.toInstant().toEpochMilli();
                        case LocalDateTime without ->
                            without.toInstant(ZoneOffset.UTC).toEpochMilli();
                        case LocalDate day ->
                            day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
                        case TemporalAccessor other -> throw new DateTimeException("no time: " + other);
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
