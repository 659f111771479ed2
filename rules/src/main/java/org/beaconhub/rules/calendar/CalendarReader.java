package org.beaconhub.rules.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads {@code calendars.yaml}: {@code holidays}, {@code working-weekends}, {@code calendars} and {@code premises}. */
public final class CalendarReader {
    private static final int HOLIDAY_DAYS_MAX = 31;
    private static final int HOLIDAYS_MAX = 2_000;
    private static final int CALENDARS_MAX = 1_000;

    private final Problems problems;
    private final YamlText texts;
    private final Set<String> areas;
    private final Map<LocalDate, Position> off = new HashMap<>();
    private final Map<LocalDate, Position> worked = new HashMap<>();
    private final Map<String, Calendar> byName = new LinkedHashMap<>();
    private final Map<String, String> openAt = new LinkedHashMap<>();

    /** Knows the site's areas; tells what is wrong to {@code problems}. */
    public CalendarReader(Set<String> areas, Problems problems) {
        this.areas = areas;
        this.problems = problems;
        this.texts = new YamlText(problems);
    }

    /** The calendars of a document, for a site in that zone; what has a problem is left out. */
    public Calendars read(Fields document, String zone) {
        document.allow(Set.of("holidays", "working-weekends", "calendars", "premises"), problems);
        document.get("holidays").ifPresent(node -> items(node, "holidays", this::holiday));
        document.get("working-weekends").ifPresent(node -> items(node, "working-weekends", this::workingWeekend));
        document.get("calendars").ifPresent(node -> map(node, "calendars", this::calendar));
        document.get("premises").ifPresent(node -> map(node, "premises", this::premises));
        return new Calendars(zone, new Holidays(off.keySet(), worked.keySet()), byName, openAt);
    }

    private void items(YamlNode node, String key, Consumer<YamlNode> each) {
        if (!(node instanceof Items items)) {
            problems.add(node.at(), "'" + key + "' must be a list, found " + node.what());
        } else if (items.items().size() > HOLIDAYS_MAX) {
            problems.add(node.at(), "more than " + HOLIDAYS_MAX + " in '" + key + "'");
        } else {
            items.items().forEach(each);
        }
    }

    private interface Named {
        void read(String name, YamlNode.Field field);
    }

    private void map(YamlNode node, String key, Named each) {
        if (!(node instanceof Fields fields)) {
            problems.add(node.at(), "'" + key + "' must be a map, found " + node.what());
        } else if (fields.values().size() > CALENDARS_MAX) {
            problems.add(node.at(), "more than " + CALENDARS_MAX + " in '" + key + "'");
        } else {
            fields.values().forEach(each::read);
        }
    }

    private void holiday(YamlNode node) {
        if (!(node instanceof Fields fields)) {
            problems.add(node.at(), "a holiday is written '{ date: 2027-01-01, name: { zh: …, en: … } }'");
            return;
        }
        fields.allow(Set.of("date", "from", "to", "name"), problems);
        texts.bilingual(fields, "name");
        boolean one = fields.get("date").isPresent();
        if (one && (fields.get("from").isPresent() || fields.get("to").isPresent())) {
            problems.add(fields.at(), "a holiday has a 'date', or 'from' and 'to', not both");
            return;
        }
        Optional<LocalDate> from = texts.required(fields, one ? "date" : "from").flatMap(this::date);
        Optional<LocalDate> to = one ? from : texts.required(fields, "to").flatMap(this::date);
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        long days = to.get().toEpochDay() - from.get().toEpochDay() + 1;
        if (days < 1 || days > HOLIDAY_DAYS_MAX) {
            problems.add(
                    fields.at(),
                    "a holiday has 1 to " + HOLIDAY_DAYS_MAX + " days, found " + days + " from " + from.get() + " to "
                            + to.get());
            return;
        }
        for (LocalDate day = from.get(); !day.isAfter(to.get()); day = day.plusDays(1)) {
            once(off, day, fields.at(), "is a holiday already by");
        }
    }

    private void workingWeekend(YamlNode node) {
        if (!(node instanceof Scalar text)) {
            problems.add(node.at(), "expected a date, found " + node.what());
            return;
        }
        date(text).ifPresent(day -> {
            if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
                problems.add(text.at(), day + " is no Saturday or Sunday, but a " + spoken(day.getDayOfWeek()));
            }
            Position holiday = off.get(day);
            if (holiday != null) {
                problems.add(text.at(), day + " cannot be worked: it is a holiday by " + holiday);
            }
            once(worked, day, text.at(), "stands already at");
        });
    }

    private static String spoken(DayOfWeek day) {
        String name = String.valueOf(day);
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    private void once(Map<LocalDate, Position> days, LocalDate day, Position at, String why) {
        Position first = days.putIfAbsent(day, at);
        if (first != null) {
            problems.add(at, day + " " + why + " " + first);
        }
    }

    private Optional<LocalDate> date(Scalar text) {
        try {
            return Optional.of(LocalDate.parse(text.text()));
        } catch (DateTimeException e) {
            problems.add(text.at(), "'" + text.text() + "' is no date of the calendar; write one such as '2027-01-31'");
            return Optional.empty();
        }
    }

    private void calendar(String name, YamlNode.Field field) {
        if (!YamlText.isName(name) || name.equals(Calendars.OPENING_HOURS)) {
            problems.add(
                    field.at(),
                    "calendar name '" + name + "' must be small letters, digits and dashes, up to 63, and not '"
                            + Calendars.OPENING_HOURS + "'");
        } else if (field.value() instanceof Fields fields) {
            // A calendar with a problem keeps its name, so that those who ask for it are not told that it is unknown.
            byName.put(name, new TimesReader(problems).read(name, fields).orElseGet(() -> Calendar.never(name)));
        } else {
            problems.add(field.at(), "calendar '" + name + "' must be a map with days, except, dates or times");
        }
    }

    private void premises(String area, YamlNode.Field field) {
        if (!areas.contains(area)) {
            problems.add(field.at(), "unknown area '" + area + "'" + Nearest.hint(area, areas));
        } else if (!(field.value() instanceof Fields fields)) {
            problems.add(field.at(), "premises are written '" + area + ": { open: CALENDAR }'");
        } else {
            fields.allow(Set.of("open"), problems);
            texts.required(fields, "open").ifPresent(open -> {
                if (byName.containsKey(open.text())) {
                    openAt.put(area, open.text());
                } else {
                    problems.add(
                            open.at(),
                            "unknown calendar '" + open.text() + "'"
                                    + Nearest.hint(open.text(), new TreeSet<>(byName.keySet())));
                }
            });
        }
    }
}
