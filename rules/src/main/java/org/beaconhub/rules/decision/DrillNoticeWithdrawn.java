package org.beaconhub.rules.decision;

/**
 * A drill's notice that was ordered is not to be sent any more.
 *
 * @param cause what caused it
 * @param drill id of the drill
 * @param notice id of the notice
 */
public record DrillNoticeWithdrawn(Cause cause, String drill, String notice) implements DrillDecision {}
