package org.beaconhub.rules.fact;

import java.util.List;

/**
 * A drill coordinator lets a device say something that its script does not have.
 *
 * @param drill id of the drill
 * @param by who, an account name
 * @param device id of a device that takes part in the drill
 * @param readings what it says, at least one
 */
public record Injected(String drill, String by, String device, List<Reading> readings) implements DrillFact {
    /** Rejects an empty list. */
    public Injected {
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("what is injected for " + device + " needs at least one reading");
        }
        readings = List.copyOf(readings);
    }
}
