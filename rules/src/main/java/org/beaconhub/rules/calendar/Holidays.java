package org.beaconhub.rules.calendar;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days that are off although they are weekdays, and weekend days that are worked instead.
 *
 * @param off days off
 * @param worked Saturdays and Sundays that are worked
 */
public record Holidays(Set<LocalDate> off, Set<LocalDate> worked) {
    /** No holidays. */
    public static final Holidays NONE = new Holidays(Set.of(), Set.of());

    /** Copies the sets in order. */
    public Holidays {
        off = java.util.Collections.unmodifiableSet(new TreeSet<>(off));
        worked = java.util.Collections.unmodifiableSet(new TreeSet<>(worked));
    }

    /** The last day off that the list knows; beyond it weekdays alone decide. */
    public Optional<LocalDate> last() {
        return off.stream().reduce((earlier, later) -> later);
    }
}
