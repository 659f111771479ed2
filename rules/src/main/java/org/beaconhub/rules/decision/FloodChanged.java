package org.beaconhub.rules.decision;

/**
 * An operator position is flooded with alarms, or no more.
 *
 * @param cause what caused it
 * @param position name of the operator position
 * @param flooded whether it is now
 */
public record FloodChanged(Cause cause, String position, boolean flooded) implements LiveDecision {}
