package org.beaconhub.rules.site;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.beaconhub.rules.fact.Quantity;

/**
 * What devices of a kind have in common.
 *
 * @param name unique within the site: {@code forest-node}
 * @param measures the quantities that they send
 * @param intervalMs how often they send at the least, in milliseconds; 0 for devices that speak only on events
 * @param dialect how they speak
 */
public record DeviceType(String name, Set<Quantity> measures, long intervalMs, String dialect) {
    /** Copies the set in the catalogue's order. */
    public DeviceType {
        measures = measures.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(measures));
    }
}
