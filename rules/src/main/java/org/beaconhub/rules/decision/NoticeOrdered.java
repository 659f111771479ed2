package org.beaconhub.rules.decision;

/**
 * A notice is to be delivered over one channel. It stays pending until a final delivery report comes back.
 *
 * @param cause what caused it
 * @param channel name of a channel of the site
 * @param notice what to deliver
 */
public record NoticeOrdered(Cause cause, String channel, IncidentNotice notice) implements LiveDecision {}
