package org.beaconhub.rules.calendar;

import java.time.LocalDate;

/** Dates from one to another, both included: of each year, maybe over its turn, or of certain years. */
record Season(LocalDate from, LocalDate to, boolean yearly) {
    boolean has(LocalDate date) {
        if (!yearly) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
        int day = inYear(date);
        boolean overTurn = inYear(from) > inYear(to);
        return overTurn ? day >= inYear(from) || day <= inYear(to) : day >= inYear(from) && day <= inYear(to);
    }

    private static int inYear(LocalDate date) {
        return date.getMonthValue() * 100 + date.getDayOfMonth();
    }
}
