package org.beaconhub.rules.engine;

/**
 * What the engine has taken in since the journal began.
 *
 * @param observations observations that fed the rules
 * @param repeats observations recognised as sent again
 * @param outOfOrder observations older than the newest of their device
 * @param unreadables messages or parts that could not be read
 * @param alarms alarms raised, also again
 * @param notices notices ordered
 */
public record Counters(long observations, long repeats, long outOfOrder, long unreadables, long alarms, long notices) {}
