package org.beaconhub.rules.alarm;

/** Why an alarm went from one state to another. */
public enum MoveReason {
    /** The rule's raise condition became true. */
    RAISED,
    /** A person acknowledged it. */
    ACKNOWLEDGED,
    /** The condition is over. */
    RETURNED,
    /** The raise condition became true again before the alarm was closed. */
    RAISED_AGAIN,
    /** A person closed it. */
    CLOSED,
    /** The rule or the device left the site, or the rule now means something else. */
    WITHDRAWN,
    /** More than one source speaks of it: it is more severe than when it was raised. */
    CONFIRMED
}
