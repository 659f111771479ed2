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
 * @param warmUpMs how long after they are on, or on again, their readings mean nothing, in milliseconds; 0 for never
 */
public record DeviceType(String name, Set<Quantity> measures, long intervalMs, String dialect, long warmUpMs) {
    /** Copies the set in the catalogue's order. */
    public DeviceType {
        measures = measures.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(measures));
    }

    /** Whether devices of this kind tell what they see. */
    boolean isCamera() {
        return measures.contains(Quantity.EVENT);
    }

    /** Whether devices of this kind sense the world, so that they count as an area's cover. */
    public boolean isSensing() {
        for (Quantity each : measures) {
            if (each.isSensed()) {
                return true;
            }
        }
        return false;
    }
}
