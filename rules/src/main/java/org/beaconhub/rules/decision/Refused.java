package org.beaconhub.rules.decision;

/**
 * A command could not be carried out; nothing changed.
 *
 * @param cause what caused it
 * @param why a sentence that a person understands
 */
public record Refused(Cause cause, String why) implements LiveDecision {}
