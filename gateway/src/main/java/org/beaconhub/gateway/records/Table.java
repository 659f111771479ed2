package org.beaconhub.gateway.records;

import java.util.List;

/** A table that can be looked up, newest rows first. Its columns are the fields of the API. */
public enum Table {
    /** Alarms, by when they were raised. */
    ALARMS(
            "raised_at",
            List.of("area", "rule", "device", "kind", "severity", "state", "incident", "disposition"),
            List.of("id", "rule", "device", "area", "kind", "severity", "message_zh", "message_en", "raised_at"),
            List.of("state", "state_since", "acknowledged_at", "acknowledged_by", "returned_at", "closed_at"),
            List.of("closed_by", "disposition", "note", "incident")),
    /** Incidents, by when they were opened. */
    INCIDENTS(
            "opened_at",
            List.of("area", "type", "severity", "state", "unit", "disposition"),
            List.of("id", "type", "area", "severity", "first_out", "unit", "lat", "lon", "opened_at", "last_sign_at"),
            List.of("state", "state_since", "acknowledged_at", "verified_at", "responding_at", "contained_at"),
            List.of("accepted_at", "closed_at", "closed_by", "disposition", "note", "looked_back_at", "merged_into")),
    /** Notices to people, by when they were ordered. */
    NOTICES(
            "ordered_at",
            List.of("about", "channel", "recipient", "state"),
            List.of("id", "about", "channel", "recipient", "reason", "step", "ordered_at"),
            List.of("state", "attempts", "ended_at", "said"),
            List.of());

    private final String time;
    private final List<String> filters;
    private final List<String> columns;

    Table(String time, List<String> filters, List<String> what, List<String> steps, List<String> end) {
        this.time = time;
        this.filters = filters;
        this.columns = java.util.stream.Stream.of(what, steps, end)
                .flatMap(List::stream)
                .toList();
    }

    /** The column that tells when a row began, in milliseconds UTC. */
    public String time() {
        return time;
    }

    /** The columns whose value may be asked for; an area stands for all within it too. */
    public List<String> filters() {
        return filters;
    }

    /** All columns that are told. */
    public List<String> columns() {
        return columns;
    }

    /** Whether a column is a time in milliseconds UTC. */
    public static boolean isTime(String column) {
        return column.endsWith("_at") || column.equals("state_since");
    }

    String sqlName() {
        return Scribe.word(this);
    }
}
