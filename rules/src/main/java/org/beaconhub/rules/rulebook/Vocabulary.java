package org.beaconhub.rules.rulebook;

import java.util.Map;
import java.util.Set;
import org.beaconhub.rules.fact.Quantity;

/**
 * The names that rules may use.
 *
 * @param types what each device type measures
 * @param areas paths of all areas
 * @param calendars names of all calendars
 * @param devices ids of all devices
 */
public record Vocabulary(
        Map<String, Set<Quantity>> types, Set<String> areas, Set<String> calendars, Set<String> devices) {}
