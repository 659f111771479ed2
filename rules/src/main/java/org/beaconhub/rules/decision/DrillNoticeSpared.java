package org.beaconhub.rules.decision;

/**
 * A notice that the real thing would have ordered, over a channel that takes no drills: nothing is sent, and the drill goes on as
 * though it had been delivered.
 *
 * @param cause what caused it
 * @param drill id of the drill
 * @param channel name of the channel
 * @param recipient id of the contact; empty where the channel has receivers of its own
 */
public record DrillNoticeSpared(Cause cause, String drill, String channel, String recipient) implements DrillDecision {}
