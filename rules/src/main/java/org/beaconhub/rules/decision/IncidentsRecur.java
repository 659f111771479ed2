package org.beaconhub.rules.decision;

import org.beaconhub.rules.incident.Recurrence;

/**
 * Incidents begin at one place or device again and again: a finding of its own.
 *
 * @param cause what caused it
 * @param recurrence where, of which type, and when
 */
public record IncidentsRecur(Cause cause, Recurrence recurrence) implements LiveDecision {}
