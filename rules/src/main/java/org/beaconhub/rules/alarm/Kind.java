package org.beaconhub.rules.alarm;

/** The three signals that fire practice keeps apart; they never share a queue or a sound. */
public enum Kind {
    /** Act now. */
    ALARM,
    /** Protection is impaired. */
    SUPERVISORY,
    /** A device, or the hub itself, has a fault. */
    TROUBLE
}
