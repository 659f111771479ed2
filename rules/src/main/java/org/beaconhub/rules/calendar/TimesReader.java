package org.beaconhub.rules.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads one calendar: its days, dates and times. */
final class TimesReader {
    private static final int PARTS_MAX = 64;
    private static final int LEAP_YEAR = 2000;
    private static final Pattern TIMES = Pattern.compile("(\\d\\d):(\\d\\d)\\s*-\\s*(\\d\\d):(\\d\\d)");
    private static final Pattern DATES =
            Pattern.compile("((?:\\d{4}-)?\\d\\d-\\d\\d)\\s*\\.\\.\\s*((?:\\d{4}-)?\\d\\d-\\d\\d)");

    private final Problems problems;
    private final YamlText texts;

    TimesReader(Problems problems) {
        this.problems = problems;
        this.texts = new YamlText(problems);
    }

    Optional<Calendar> read(String name, Fields fields) {
        int before = problems.size();
        fields.allow(Set.of("days", "except", "dates", "times"), problems);
        Set<Day> days = days(fields, "days");
        Set<Day> except = days(fields, "except");
        List<Season> seasons = new ArrayList<>();
        parts(fields, "dates").forEach(text -> season(text).ifPresent(seasons::add));
        List<Hours> hours = new ArrayList<>();
        parts(fields, "times").forEach(text -> hours(text).ifPresent(hours::add));
        if (fields.values().isEmpty()) {
            problems.add(fields.at(), "calendar '" + name + "' is all time; give it days, dates or times");
        } else if (!days.isEmpty() && except.containsAll(days)) {
            problems.add(fields.at(), "calendar '" + name + "' has no day left: 'except' takes all of 'days'");
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Calendar(
                name,
                days.isEmpty() ? EnumSet.range(Day.MON, Day.SUN) : days,
                except,
                seasons,
                hours.isEmpty() ? List.of(Hours.ALL_DAY) : hours));
    }

    private List<Scalar> parts(Fields fields, String key) {
        List<Scalar> parts = texts.list(fields, key);
        if (parts.isEmpty() && fields.get(key).isPresent()) {
            problems.add(fields.at(), "'" + key + "' must not be empty");
        } else if (parts.size() > PARTS_MAX) {
            problems.add(fields.at(), "more than " + PARTS_MAX + " in '" + key + "'");
        }
        return parts;
    }

    private Set<Day> days(Fields fields, String key) {
        Set<Day> days = EnumSet.noneOf(Day.class);
        for (Scalar text : parts(fields, key)) {
            String[] ends = day(text.text()).isPresent()
                    ? new String[] {text.text()}
                    : text.text().split("-", 2);
            Optional<Day> first = day(ends[0].strip());
            Optional<Day> last = day(ends[ends.length - 1].strip());
            boolean range = ends.length == 2;
            if (first.isEmpty()
                    || last.isEmpty()
                    || range && !(first.get().isWeekday() && last.get().isWeekday())) {
                List<String> keys = Arrays.stream(Day.values()).map(Day::key).toList();
                problems.add(
                        text.at(),
                        "'" + text.text() + "' is no day or range of days such as mon-fri; there are "
                                + String.join(", ", keys) + Nearest.hint(text.text(), keys));
            } else {
                days.addAll(range(first.get(), last.get()));
            }
        }
        return days;
    }

    private static Set<Day> range(Day first, Day last) {
        if (first.compareTo(last) <= 0) {
            return EnumSet.range(first, last);
        }
        Set<Day> overSunday = EnumSet.range(first, Day.SUN);
        overSunday.addAll(EnumSet.range(Day.MON, last));
        return overSunday;
    }

    private static Optional<Day> day(String key) {
        return Arrays.stream(Day.values()).filter(day -> day.key().equals(key)).findFirst();
    }

    private Optional<Season> season(Scalar text) {
        Matcher dates = DATES.matcher(text.text());
        if (dates.matches()) {
            boolean yearly = dates.group(1).length() == "01-01".length();
            try {
                LocalDate from = date(dates.group(1));
                LocalDate to = date(dates.group(2));
                boolean alike = dates.group(1).length() == dates.group(2).length();
                if (alike && (yearly || !to.isBefore(from))) {
                    return Optional.of(new Season(from, to, yearly));
                }
            } catch (DateTimeException e) {
                problems.add(text.at(), "'" + text.text() + "' has a date that no calendar knows");
                return Optional.empty();
            }
        }
        problems.add(
                text.at(),
                "'" + text.text() + "' are no dates; write '10-01..05-31' for each year, or '2027-02-05..2027-02-11'");
        return Optional.empty();
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text.length() == "01-01".length() ? LEAP_YEAR + "-" + text : text);
    }

    private Optional<Hours> hours(Scalar text) {
        Matcher times = TIMES.matcher(text.text());
        if (times.matches()) {
            int from = minute(times, 1);
            int to = minute(times, 3);
            if (from >= 0 && from < Hours.DAY_MINUTES && to >= 0 && from != to) {
                return Optional.of(new Hours(from, to > from ? to : to + Hours.DAY_MINUTES));
            }
        }
        problems.add(
                text.at(), "'" + text.text() + "' are no times; write '08:30-17:30', or '22:00-06:00' over midnight");
        return Optional.empty();
    }

    /** Minutes since 00:00, up to 24:00, or -1. */
    private static int minute(Matcher times, int group) {
        int hour = Integer.parseInt(times.group(group));
        int minute = Integer.parseInt(times.group(group + 1));
        int sum = hour * 60 + minute;
        return minute < 60 && sum <= Hours.DAY_MINUTES ? sum : -1;
    }
}
