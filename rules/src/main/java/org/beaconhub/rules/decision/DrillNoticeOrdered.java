package org.beaconhub.rules.decision;

/**
 * A drill's notice is to be delivered over a channel that takes drills. It stays pending until a final delivery report comes back, or
 * it is withdrawn.
 *
 * @param cause what caused it
 * @param drill id of the drill
 * @param channel name of a channel of the site
 * @param recipient id of a contact of the site; empty where the channel has receivers of its own
 * @param notice what to deliver
 */
public record DrillNoticeOrdered(Cause cause, String drill, String channel, String recipient, DrillNotice notice)
        implements DrillDecision {}
