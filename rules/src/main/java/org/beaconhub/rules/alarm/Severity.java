package org.beaconhub.rules.alarm;

/** How bad, from the least to the worst. */
public enum Severity {
    /** Worth a note. */
    MINOR,
    /** Worth a look within the shift. */
    MODERATE,
    /** Worth a look at once. */
    SEVERE,
    /** Life or forest in danger. */
    CRITICAL,
    /** As critical, and confirmed by more than one source. */
    EXTREME
}
