package org.beaconhub.rules.decision;

import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.Line;

/**
 * An incident of a drill changed.
 *
 * @param cause what caused it
 * @param drill id of the drill
 * @param incident how it stands; its id is unique within the drill
 * @param line what happened
 */
public record DrillIncidentMoved(Cause cause, String drill, Incident.Head incident, Line line)
        implements DrillDecision {}
