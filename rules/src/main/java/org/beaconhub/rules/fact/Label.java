package org.beaconhub.rules.fact;

/**
 * A short text reading: a camera's event class, the pseudonym of a plate or card.
 *
 * @param quantity a text quantity
 * @param text 1 to {@value #TEXT_LENGTH_MAX} characters; plates and cards arrive here already pseudonymised
 */
public record Label(Quantity quantity, String text) implements Reading {
    /** Longest text kept, in characters. */
    public static final int TEXT_LENGTH_MAX = 64;

    /** Rejects numbers' quantities, and texts that are empty or too long. */
    public Label {
        if (quantity.unit() != Unit.TEXT) {
            throw new IllegalArgumentException(quantity.key() + " is a number, not a text");
        }
        if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    quantity.key() + " must have 1 to " + TEXT_LENGTH_MAX + " characters, got " + text.length());
        }
    }
}
