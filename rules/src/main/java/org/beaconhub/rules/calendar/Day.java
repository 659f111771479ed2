package org.beaconhub.rules.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;

/** A kind of day, as calendars name it. */
enum Day {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN,
    /** Monday to Friday without holidays, and weekend days that are worked instead. */
    WORKDAYS,
    /** All others. */
    DAYS_OFF,
    /** What the list of holidays names. */
    HOLIDAYS;

    /** As files write it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isWeekday() {
        return ordinal() <= SUN.ordinal();
    }

    boolean has(LocalDate date, Holidays holidays) {
        return switch (this) {
            case MON, TUE, WED, THU, FRI, SAT, SUN -> date.getDayOfWeek().getValue() == ordinal() + 1;
            case WORKDAYS -> isWorked(date, holidays);
            case DAYS_OFF -> !isWorked(date, holidays);
            case HOLIDAYS -> holidays.off().contains(date);
        };
    }

    private static boolean isWorked(LocalDate date, Holidays holidays) {
        boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        return weekend ? holidays.worked().contains(date) : !holidays.off().contains(date);
    }
}
