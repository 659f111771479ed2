package org.beaconhub.rules.decision;

/**
 * A drill is over: from here on nothing of it goes on.
 *
 * @param cause what caused it
 * @param drill its id
 * @param by who stopped it; empty where its time was over
 * @param reason why it was stopped; empty where its time was over
 * @param atMs when, hub time in milliseconds since 1970 UTC
 */
public record DrillEnded(Cause cause, String drill, String by, String reason, long atMs)
        implements DrillDecision, DrillNotice.About {}
