package org.beaconhub.rules.fact;

/** One value of an observation: a {@link Measurement} or a {@link Label}. */
public sealed interface Reading permits Measurement, Label {
    /** What was measured. */
    Quantity quantity();
}
