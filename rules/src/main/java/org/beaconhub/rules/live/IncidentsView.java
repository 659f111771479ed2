package org.beaconhub.rules.live;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentBook;
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

    /** Whether no more can be open, so that signs join others' ones; those that are open are not over without people. */
    public boolean isFull() {
        return incidents.size() >= IncidentBook.INCIDENTS_MAX
                && incidents.stream().allMatch(Incident::awaitsSigns);
    }

    /** The incident of an id. */
    public Optional<Incident> incident(String id) {
        return incidents.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The incident of an id, or the one that it became a part of. */
    public Optional<Incident> standing(String id) {
        return incident(id)
                .or(() -> incidents.stream().filter(each -> each.tookIn(id)).findFirst());
    }

    /** What became of the report that was given a code. */
    public Optional<Report> report(String code) {
        return reports.stream().filter(each -> each.code().equals(code)).findFirst();
    }
}
