package org.beaconhub.rules.drill;

/** What is timed in a drill: each where it happened first. */
public enum Milestone {
    /** The hub raised an alarm. */
    ALARM,
    /** It ordered a notice, sent or spared. */
    CALLED,
    /** A receiver had one. */
    DELIVERED,
    /** A person answered. */
    ANSWERED,
    /** Somebody was there and saw that it is so. */
    VERIFIED,
    /** A crew is on its way. */
    RESPONDING,
    /** It spreads no more. */
    CONTAINED,
    /** The commander accepted: no fire, no smoke, no gas. */
    ACCEPTED,
    /** The incident is closed. */
    CLOSED
}
