package org.beaconhub.rules.decision;

import org.beaconhub.rules.incident.Incident;

/**
 * People are to be told of an incident of a drill.
 *
 * @param cause what caused it
 * @param drill id of the drill
 * @param incident how it stood then; its id is unique within the drill
 * @param reason why they are told
 * @param step the step of the escalation, from 1; 0 where it belongs to none
 * @param more of so many other incidents the same notice tells; mostly 0
 */
public record DrillCalled(Cause cause, String drill, Incident.Head incident, CallReason reason, int step, int more)
        implements DrillDecision, DrillNotice.About {}
