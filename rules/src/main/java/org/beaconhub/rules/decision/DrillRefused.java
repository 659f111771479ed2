package org.beaconhub.rules.decision;

import org.beaconhub.rules.fact.Text;

/**
 * What somebody wanted of a drill could not be done.
 *
 * @param cause what caused it
 * @param drill id of the drill; empty where it belongs to none
 * @param text why, for people
 */
public record DrillRefused(Cause cause, String drill, Text text) implements DrillDecision {}
