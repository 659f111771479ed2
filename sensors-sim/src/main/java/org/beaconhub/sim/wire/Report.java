package org.beaconhub.sim.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a device has to say at a moment, before any dialect.
 *
 * @param device its id
 * @param address its name on its own dialect
 * @param seq its own counter
 * @param timeMs its own time, in milliseconds since 1970 UTC
 * @param values by the quantity's name, in the order of saying
 */
public record Report(String device, String address, long seq, long timeMs, Map<String, Value> values) {
    /** Copies the map and keeps its order. */
    public Report {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
