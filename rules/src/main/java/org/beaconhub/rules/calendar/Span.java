package org.beaconhub.rules.calendar;

/**
 * A stretch of time that lies in a calendar as a whole, or not at all.
 *
 * @param within whether it does
 * @param fromMs when it begins at the latest, in milliseconds
 * @param untilMs when it ends at the earliest, in milliseconds, not included: ask again then
 */
public record Span(boolean within, long fromMs, long untilMs) {}
