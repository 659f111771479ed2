package org.beaconhub.rules.backtest;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one set of rules asked of the people in the time compared.
 *
 * @param alarms alarms that called for attention
 * @param hushed alarms that did not: suppressed, or of a device out of service
 * @param notices notices ordered, by channel
 * @param floods how often a position was flooded
 * @param acts commands of people that were carried out
 * @param actsWithoutAlarm commands that found no alarm to act on
 * @param actsRefused commands that could not be carried out
 */
public record Load(
        long alarms,
        long hushed,
        SortedMap<String, Long> notices,
        long floods,
        long acts,
        long actsWithoutAlarm,
        long actsRefused) {
    /** Copies the map. */
    public Load {
        notices = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(notices));
    }

    /** All notices. */
    public long noticesOfAll() {
        return notices.values().stream().mapToLong(Long::longValue).sum();
    }
}
