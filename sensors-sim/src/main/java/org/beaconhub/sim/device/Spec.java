package org.beaconhub.sim.device;

import java.util.List;
import org.beaconhub.sim.world.Place;

/**
 * A device as the site describes it.
 *
 * @param index its place among the site's devices
 * @param id unique
 * @param type its type's name
 * @param dialect how it speaks
 * @param measures names of the quantities that it tells
 * @param intervalMs how often it speaks at the least, in milliseconds
 * @param area path of its area
 * @param outdoors whether it breathes the air of the forest
 * @param place where it stands
 * @param address its name on its own dialect
 */
public record Spec(
        int index,
        String id,
        String type,
        String dialect,
        List<String> measures,
        long intervalMs,
        String area,
        boolean outdoors,
        Place place,
        String address) {
    /** Copies the list. */
    public Spec {
        measures = List.copyOf(measures);
        if (intervalMs <= 0) {
            throw new IllegalArgumentException("device '" + id + "': interval " + intervalMs + " ms must be above 0");
        }
    }

    /** Its account at the hub's own broker: its id, or the bridge's that speaks its dialect. */
    public String account() {
        return switch (dialect) {
            case "senml", "zigbee2mqtt" -> dialect;
            case "chirpstack" -> "application";
            default -> id;
        };
    }

    /** Whether it tells that quantity. */
    public boolean tells(String quantity) {
        return measures.contains(quantity);
    }
}
