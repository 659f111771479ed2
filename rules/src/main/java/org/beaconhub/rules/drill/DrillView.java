package org.beaconhub.rules.drill;

import java.util.Set;
import org.beaconhub.rules.engine.View;

/**
 * A drill that goes on, for readers.
 *
 * @param record what it is, and its times so far
 * @param cast ids of the devices that speak in its script
 * @param scriptLength how many messages its script has
 * @param world its alarms, incidents and calls; a world beside the real one
 */
public record DrillView(DrillRecord record, Set<String> cast, int scriptLength, View world) {
    /** Copies the set. */
    public DrillView {
        cast = Set.copyOf(cast);
    }
}
