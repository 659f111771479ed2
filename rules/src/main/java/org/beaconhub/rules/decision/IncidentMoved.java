package org.beaconhub.rules.decision;

import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.Line;

/**
 * Something happened to an incident.
 *
 * @param cause what caused it
 * @param incident what it is and where it stands now
 * @param line what happened
 */
public record IncidentMoved(Cause cause, Incident.Head incident, Line line) implements LiveDecision {}
