package org.beaconhub.rules.fact;

/**
 * A number in the catalogue's unit of its quantity; a yes/no quantity is 1 or 0.
 *
 * <p>A value outside the plausible range is kept and says so by {@link #plausible()}: a sensor that a fire
 * destroys speaks of the fire, and dropping its last words would hide it.
 *
 * @param quantity what was measured; never a text quantity
 * @param value finite, in {@link Quantity#unit()}
 */
public record Measurement(Quantity quantity, double value) implements Reading {
    /** Rejects NaN, infinity and text quantities. */
    public Measurement {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(quantity.key() + " must be a finite number, got " + value);
        }
        if (quantity.unit() == Unit.TEXT) {
            throw new IllegalArgumentException(quantity.key() + " is a text, not a number");
        }
    }

    /** Whether the value lies in the quantity's plausible range. */
    public boolean plausible() {
        return value >= quantity.min() && value <= quantity.max();
    }
}
