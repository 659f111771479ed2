package org.beaconhub.sim.device;

/** A sensor follows the air with a first-order lag: 63 % of a step within its time constant. */
final class Lag {
    private final double timeConstantMs;
    private double value = Double.NaN;
    private long atMs;

    /** Follows with a time constant in milliseconds. */
    Lag(double timeConstantMs) {
        this.timeConstantMs = timeConstantMs;
    }

    double follow(double target, long timeMs) {
        if (Double.isNaN(value)) {
            value = target;
        } else {
            value += (target - value) * (1 - StrictMath.exp(-(timeMs - atMs) / timeConstantMs));
        }
        atMs = timeMs;
        return value;
    }
}
