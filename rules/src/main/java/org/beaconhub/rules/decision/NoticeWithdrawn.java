package org.beaconhub.rules.decision;

/**
 * A notice that was ordered is to be sent no more: it has become needless.
 *
 * @param cause what caused it
 * @param notice id of the notice
 */
public record NoticeWithdrawn(Cause cause, String notice) implements LiveDecision {}
