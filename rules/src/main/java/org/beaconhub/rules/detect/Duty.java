package org.beaconhub.rules.detect;

/** Whether a device does what it is there for; what does not is missing from the coverage of its area. */
public enum Duty {
    /** It is heard, and sees. */
    WORKING,
    /** It is heard, but is warming up or calibrating: its readings mean nothing yet. */
    WARMING_UP,
    /** It is heard, but covered, blinded or blocked: what it says of the world means nothing. */
    BLIND,
    /** It has missed its intervals, or was never heard. */
    SILENT,
    /** A person took it out of service. */
    OUT_OF_SERVICE
}
