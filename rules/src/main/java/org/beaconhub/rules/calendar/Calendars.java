package org.beaconhub.rules.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The calendars of a site.
 *
 * @param zone the site's time zone, an IANA id
 * @param holidays days off
 * @param byName the calendars
 * @param openAt name of the calendar of opening hours, by the path of the premises' area
 */
public record Calendars(String zone, Holidays holidays, Map<String, Calendar> byName, Map<String, String> openAt) {
    /** The name by which rules ask for the opening hours of the premises that the device stands in. */
    public static final String OPENING_HOURS = "opening-hours";

    /** A site without any. */
    public static final Calendars NONE = new Calendars("UTC", Holidays.NONE, Map.of(), Map.of());

    private static final int DATE_AND_MINUTE = "2027-01-01T00:00".length();

    /** Copies the maps, keeping their order. */
    public Calendars {
        byName = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        openAt = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(openAt));
    }

    /** The names that rules may ask for. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(byName.keySet());
        if (!openAt.isEmpty()) {
            names.add(OPENING_HOURS);
        }
        return names;
    }

    /** The calendar of a name as it is in an area: opening hours are those of the innermost premises around it. */
    public Optional<Calendar> of(String name, String area) {
        if (!name.equals(OPENING_HOURS)) {
            return Optional.ofNullable(byName.get(name));
        }
        for (String path = area; !path.isEmpty(); path = path.substring(0, Math.max(0, path.lastIndexOf('/')))) {
            String open = openAt.get(path);
            if (open != null) {
                return Optional.ofNullable(byName.get(open));
            }
        }
        return Optional.empty();
    }

    /** The stretch of a calendar around a moment. */
    public Span span(Calendar calendar, long atMs) {
        return calendar.span(atMs, ZoneId.of(zone), holidays);
    }

    /** A moment by the site's wall clock, as people read it. */
    public String shown(long atMs) {
        String local = LocalDateTime.ofInstant(Instant.ofEpochMilli(atMs), ZoneId.of(zone)) + ":00";
        return local.substring(0, DATE_AND_MINUTE).replace('T', ' ');
    }
}
