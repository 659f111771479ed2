package org.beaconhub.rules.incident;

import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Place;

/**
 * What an incident is known by: an alarm, or a report of a person.
 *
 * @param id id of the alarm or report
 * @param origin which of them
 * @param subject id of the alarm's device; empty for a report
 * @param area path of the area
 * @param place where it was seen
 * @param atMs when it joined, hub time in milliseconds since 1970 UTC
 * @param severity how bad
 * @param holds whether the alarm's condition holds; a report's does not
 */
public record Sign(
        String id,
        Origin origin,
        String subject,
        String area,
        Place place,
        long atMs,
        Severity severity,
        boolean holds) {
    /** What the ids of reports begin with. */
    static final String REPORTS = "P";

    /** The id of the report that came as an entry of the journal. */
    public static String ofReport(long seq) {
        return REPORTS + seq;
    }

    /** Where a sign comes from. */
    public enum Origin {
        /** An alarm of a device. */
        ALARM,
        /** A report of a person. */
        REPORT
    }
}
