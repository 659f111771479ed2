package org.beaconhub.rules.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * Times that keep coming back. A day counts that is one of {@code days}, none of {@code except} and in one of the
 * seasons; hours over midnight belong to the day on which they begin. Where clocks are put forward or back, a time
 * that does not exist is taken by the offset before the gap, and one that comes twice means the first (RFC 5545,
 * 3.3.5).
 *
 * @param name unique within the site
 * @param days kinds of days that count
 * @param except kinds of days that do not count
 * @param seasons parts of the year; empty for the whole
 * @param hours hours of the day
 */
public record Calendar(String name, Set<Day> days, Set<Day> except, List<Season> seasons, List<Hours> hours) {
    /** So far ahead the next change is looked for; where there is none, it is looked for again then. */
    private static final int DAYS_AHEAD = 8;

    /** Copies the collections. */
    public Calendar {
        days = Set.copyOf(days);
        except = Set.copyOf(except);
        seasons = List.copyOf(seasons);
        hours = List.copyOf(hours);
    }

    /** A calendar that has no time at all. */
    static Calendar never(String name) {
        return new Calendar(name, Set.of(), Set.of(), List.of(), List.of());
    }

    /** The stretch around a moment. */
    Span span(long atMs, ZoneId zone, Holidays holidays) {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(atMs), zone);
        boolean within = false;
        long untilMs = ms(today.plusDays(DAYS_AHEAD), 0, zone);
        for (LocalDate day = today.minusDays(1); day.isBefore(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
            if (!has(day, holidays)) {
                continue;
            }
            for (Hours each : hours) {
                long fromMs = ms(day, each.fromMinute(), zone);
                long toMs = ms(day, each.toMinute(), zone);
                within |= fromMs <= atMs && atMs < toMs;
                untilMs = earliestAfter(atMs, fromMs, earliestAfter(atMs, toMs, untilMs));
            }
        }
        return new Span(within, atMs, untilMs);
    }

    private static long earliestAfter(long atMs, long changeMs, long knownMs) {
        return changeMs > atMs ? Math.min(changeMs, knownMs) : knownMs;
    }

    private boolean has(LocalDate day, Holidays holidays) {
        return days.stream().anyMatch(each -> each.has(day, holidays))
                && except.stream().noneMatch(each -> each.has(day, holidays))
                && (seasons.isEmpty() || seasons.stream().anyMatch(season -> season.has(day)));
    }

    private static long ms(LocalDate day, int minute, ZoneId zone) {
        LocalDate date = day.plusDays(minute / Hours.DAY_MINUTES);
        LocalTime time = LocalTime.ofSecondOfDay(minute % Hours.DAY_MINUTES * 60L);
        return ZonedDateTime.of(date, time, zone).toInstant().toEpochMilli();
    }
}
