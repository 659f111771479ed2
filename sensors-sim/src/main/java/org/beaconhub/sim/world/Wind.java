package org.beaconhub.sim.world;

/**
 * The wind at 10 m.
 *
 * @param speed in m/s
 * @param from where it comes from, in degrees clockwise from north, 0 to 360
 */
public record Wind(double speed, double from) {
    /** Rejects what no wind does. */
    public Wind {
        if (!(speed >= 0 && speed <= 90 && from >= 0 && from <= 360)) {
            throw new IllegalArgumentException("no wind: " + speed + " m/s from " + from + "°");
        }
    }

    /** Where it blows to, in degrees clockwise from north. */
    public double to() {
        return (from + 180) % 360;
    }
}
