package org.beaconhub.rules.watch;

import org.beaconhub.rules.fact.Quantity;

/**
 * A plate or card on the watch list.
 *
 * @param id unique: {@code W} and the journal sequence of the act that put it there
 * @param quantity plate or card
 * @param pseudonym what stands in for it
 * @param by who put it there, an account name
 * @param reason why
 * @param sinceMs when, hub time in milliseconds since 1970 UTC
 * @param untilMs when it leaves the list
 */
public record Watched(
        String id, Quantity quantity, String pseudonym, String by, String reason, long sinceMs, long untilMs) {}
