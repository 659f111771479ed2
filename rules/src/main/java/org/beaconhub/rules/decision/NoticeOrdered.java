package org.beaconhub.rules.decision;

/**
 * A notice is to be delivered over one channel. It stays pending until a final delivery report comes back, or it is
 * withdrawn.
 *
 * @param cause what caused it
 * @param channel name of a channel of the site
 * @param recipient id of a contact of the site; empty where the channel has receivers of its own
 * @param notice what to deliver
 */
public record NoticeOrdered(Cause cause, String channel, String recipient, IncidentNotice notice)
        implements LiveDecision {}
