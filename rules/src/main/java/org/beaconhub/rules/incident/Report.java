package org.beaconhub.rules.incident;

/**
 * What became of a person's report.
 *
 * @param id unique: {@code P} and the journal sequence of the report
 * @param code by which the reporter asks
 * @param atMs when it came, hub time in milliseconds since 1970 UTC
 * @param incident id of the incident that it belongs to
 * @param state where that stands
 * @param unit id of the unit that has it; empty where none has
 */
public record Report(String id, String code, long atMs, String incident, IncidentState state, String unit) {
    Report of(Incident now) {
        return new Report(id, code, atMs, now.id(), now.state(), now.head().unit());
    }
}
