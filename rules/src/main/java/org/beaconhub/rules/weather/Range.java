package org.beaconhub.rules.weather;

/**
 * What a value may be.
 *
 * @param name of the value, for people
 * @param unit its unit, or empty
 * @param min lowest, included
 * @param max highest, included
 */
record Range(String name, String unit, double min, double max) {
    double check(double value) {
        if (!holds(value)) {
            throw new IllegalArgumentException(
                    name + " must be " + min + " to " + max + (unit.isEmpty() ? "" : " " + unit) + ", is " + value);
        }
        return value;
    }

    boolean holds(double value) {
        return value >= min && value <= max;
    }
}
