package org.beaconhub.rules.live;

import java.util.List;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.Recurrence;
import org.beaconhub.rules.incident.Report;

/**
 * What readers may see of incidents; immutable.
 *
 * @param incidents those that are not over, oldest first
 * @param reports what became of people's reports, oldest first
 * @param frequent where incidents begin again and again
 */
public record IncidentsView(List<Incident> incidents, List<Report> reports, List<Recurrence> frequent) {
    /** Copies the lists. */
    public IncidentsView {
        incidents = List.copyOf(incidents);
        reports = List.copyOf(reports);
        frequent = List.copyOf(frequent);
    }
}
