package org.beaconhub.rules.detect;

import java.util.List;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.jspecify.annotations.Nullable;

/**
 * What a device last told of one quantity, when that was, and whether it is to be believed.
 *
 * @param reading the reading
 * @param atMs when it was observed, in milliseconds since 1970 UTC; quantities that come in other messages are older than the device's newest word
 * @param doubt why it is not to be believed
 */
public record Told(Reading reading, long atMs, Doubt doubt) {
    /** What is said of each status that a {@link Track} keeps: not told, plausible, broken, jumped, doubted. */
    static final List<Doubt> OF_STATUS =
            List.of(Doubt.NONE, Doubt.NONE, Doubt.OUT_OF_RANGE, Doubt.JUMPED, Doubt.DEVICE_IN_DOUBT);

    /** Why a reading means nothing to the rules. */
    public enum Doubt {
        /** It is believed. */
        NONE,
        /** Outside of what the quantity can be. */
        OUT_OF_RANGE,
        /** Changed faster than a sound sensor can; the next reading that agrees with it is believed. */
        JUMPED,
        /** Told while the device warmed up, or was covered. */
        DEVICE_IN_DOUBT
    }

    /** A text where there is one, else a number. */
    static Reading reading(Quantity quantity, double value, @Nullable String label) {
        return label == null ? new Measurement(quantity, value) : new Label(quantity, label);
    }
}
