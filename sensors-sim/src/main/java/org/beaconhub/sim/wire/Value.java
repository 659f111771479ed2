package org.beaconhub.sim.wire;

/** What a device says of one quantity. */
public sealed interface Value {
    /**
     * A number.
     *
     * @param number the value
     * @param unit its unit, or empty for the unit that the quantity always has
     */
    record Amount(double number, String unit) implements Value {
        /** Rejects what JSON cannot say. */
        public Amount {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("JSON has no number for " + number);
            }
        }
    }

    /**
     * Yes or no.
     *
     * @param on which
     */
    record Flag(boolean on) implements Value {}

    /**
     * A text.
     *
     * @param text the text
     */
    record Words(String text) implements Value {}

    /** A number in the quantity's own unit, rounded to a number of digits after the point. */
    static Value rounded(double number, int digits) {
        double scale = StrictMath.pow(10, digits);
        return new Amount(StrictMath.rint(number * scale) / scale, "");
    }
}
