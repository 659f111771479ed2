package org.beaconhub.sim.world;

import java.util.Optional;

/**
 * What can be seen from a place.
 *
 * @param daylight from 0 at night to 1 by day
 * @param fire the fire; empty where none is seen
 */
public record Sight(double daylight, Optional<Burning> fire) {
    /**
     * A fire as it is seen.
     *
     * @param flames whether flames stand out, and not only smoke
     * @param metres how far away its edge is
     * @param fuelKgPerS what burns, in kg/s
     * @param drift how fast the wind carries the smoke to the right, in m/s; to the left below 0
     */
    public record Burning(boolean flames, double metres, double fuelKgPerS, double drift) {}
}
