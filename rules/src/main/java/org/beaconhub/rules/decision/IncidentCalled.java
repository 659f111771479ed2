package org.beaconhub.rules.decision;

import org.beaconhub.rules.incident.Incident;

/**
 * People are to be told of an incident; the notices that follow say who, and over which channel.
 *
 * @param cause what caused it
 * @param incident what it is, and where it stood then
 * @param reason why they are told
 * @param step the step of the escalation, from 1; 0 where it belongs to none
 * @param more of so many other incidents the same notice tells, for one who is told of very many; mostly 0
 * @param basis what it was known by then
 */
public record IncidentCalled(Cause cause, Incident.Head incident, CallReason reason, int step, int more, Basis basis)
        implements LiveDecision, IncidentNotice.About {}
