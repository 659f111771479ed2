package org.beaconhub.gateway.records;

import static org.beaconhub.gateway.records.Scribe.word;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.incident.IncidentState.Agreement;
import org.beaconhub.rules.incident.Line;
import org.jspecify.annotations.Nullable;

/** One row an incident, its time line, and which alarms belong to it. */
final class IncidentRows {
    private final Scribe scribe;

    IncidentRows(Scribe scribe) {
        this.scribe = scribe;
    }

    void moved(Entry entry, IncidentMoved moved) throws SQLException {
        Incident.Head head = moved.incident();
        if (update(head) == 0) {
            insert(head, entry.seq());
        }
        Line line = moved.line();
        Optional<Agreement> found = agreement(head, line);
        scribe.run(
                "INSERT INTO lines (seq, ordinal, incident, happened_at, what, by_whom, ref, note, sensors_agree,"
                        + " sensors_disagree) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                moved.cause().seq(),
                moved.cause().ordinal(),
                head.id(),
                line.atMs(),
                word(line.what()),
                line.by(),
                line.ref(),
                line.note(),
                found.map(each -> String.join(",", each.agree())).orElse(""),
                found.map(each -> String.join(",", each.disagree())).orElse(""));
        Optional<String> reached = milestone(line.what());
        if (reached.isPresent()) {
            scribe.run(
                    "UPDATE incidents SET " + reached.get() + " = ? WHERE id = ? AND " + reached.get() + " IS NULL",
                    line.atMs(),
                    head.id());
        }
        end(head);
        belongings(entry, head, line);
    }

    /** What a line tells to be gone; it is the newest of the state that came with it. */
    private static Optional<Agreement> agreement(Incident.Head head, Line line) {
        List<Agreement> all = head.state().agreements();
        boolean tells = line.what() == Line.What.AGREED || line.what() == Line.What.ACCEPTED;
        return tells && !all.isEmpty() ? Optional.of(all.getLast()) : Optional.empty();
    }

    private int update(Incident.Head head) throws SQLException {
        return scribe.run(
                "UPDATE incidents SET area = ?, severity = ?, first_out = ?, unit = ?, lat = ?, lon = ?, last_sign_at = ?,"
                        + " state = ?, state_since = ? WHERE id = ?",
                head.area(),
                word(head.severity()),
                head.firstOut(),
                head.unit(),
                lat(head.place()),
                lon(head.place()),
                head.lastSignMs(),
                head.state().word(),
                head.state().sinceMs(),
                head.id());
    }

    private void insert(Incident.Head head, long seq) throws SQLException {
        scribe.run(
                "INSERT INTO incidents (id, seq, type, area, severity, first_out, unit, lat, lon, opened_at, last_sign_at,"
                        + " state, state_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                head.id(),
                seq,
                head.type(),
                head.area(),
                word(head.severity()),
                head.firstOut(),
                head.unit(),
                lat(head.place()),
                lon(head.place()),
                head.openedAtMs(),
                head.lastSignMs(),
                head.state().word(),
                head.state().sinceMs());
    }

    private static @Nullable Double lat(Place place) {
        return place.isKnown() ? place.lat() : null;
    }

    private static @Nullable Double lon(Place place) {
        return place.isKnown() ? place.lon() : null;
    }

    /** The column of what is reached with a line; the first time counts. */
    private static Optional<String> milestone(Line.What what) {
        return switch (what) {
            case ACKNOWLEDGED -> Optional.of("acknowledged_at");
            case VERIFIED -> Optional.of("verified_at");
            case RESPONDING -> Optional.of("responding_at");
            case CONTAINED -> Optional.of("contained_at");
            case ACCEPTED -> Optional.of("accepted_at");
            case LOOKED_BACK -> Optional.of("looked_back_at");
            case OPENED, JOINED, ALARM_MOVED, AGREED, FLARED_UP, CLOSED, REKINDLED, WATCH_OVER -> Optional.empty();
            case LOOK_BACK_DUE, ASSIGNED, TICKED, NOTED, MERGED, TOOK_IN, SPLIT_OFF, PICTURED -> Optional.empty();
            case PUBLISHED, WITHDRAWN -> Optional.empty();
        };
    }

    /** How it ended; one that began again has not. */
    private void end(Incident.Head head) throws SQLException {
        switch (head.state()) {
            case IncidentState.Closed s ->
                scribe.run(
                        "UPDATE incidents SET closed_at = ?, closed_by = ?, disposition = ?, note = ? WHERE id = ?",
                        s.sinceMs(),
                        s.by(),
                        word(s.disposition()),
                        s.note(),
                        head.id());
            case IncidentState.Merged s ->
                scribe.run(
                        "UPDATE incidents SET closed_at = ?, closed_by = ?, merged_into = ? WHERE id = ?",
                        s.sinceMs(),
                        s.by(),
                        s.into(),
                        head.id());
            case IncidentState.LookBackDue s -> {}
            case IncidentState.LookedBack s -> {}
            case IncidentState.Reported s -> reopened(head.id());
            case IncidentState.Verified s -> reopened(head.id());
            case IncidentState.Responding s -> reopened(head.id());
            case IncidentState.Contained s -> reopened(head.id());
            case IncidentState.Accepted s -> reopened(head.id());
        }
    }

    private void reopened(String id) throws SQLException {
        scribe.run(
                "UPDATE incidents SET closed_at = NULL, closed_by = NULL, disposition = NULL, note = NULL"
                        + " WHERE id = ? AND closed_at IS NOT NULL",
                id);
    }

    /** Which alarms belong to it from now on. */
    private void belongings(Entry entry, Incident.Head head, Line line) throws SQLException {
        if (line.tellsOfSign()) {
            belongs(line.ref(), head.id());
        } else if (line.what() == Line.What.TOOK_IN) {
            scribe.run("UPDATE alarms SET incident = ? WHERE incident = ?", head.id(), line.ref());
        } else if (line.what() == Line.What.SPLIT_OFF
                && entry.fact() instanceof Command command
                && command.act() instanceof IncidentAct.Split split) {
            for (String sign : split.signs()) {
                belongs(sign, line.ref());
            }
        }
    }

    private void belongs(String alarm, String incident) throws SQLException {
        scribe.run("UPDATE alarms SET incident = ? WHERE id = ?", incident, alarm);
    }
}
