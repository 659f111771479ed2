package org.beaconhub.rules.decision;

/**
 * A drill is over: from here on nothing of it goes on.
 *
 * @param cause what caused it
 * @param drill its id
 * @param by who stopped it; empty where its time was over
 * @param reason why it was stopped; empty where its time was over
 */
public record DrillEnded(Cause cause, String drill, String by, String reason)
        implements DrillDecision, DrillNotice.About {}
