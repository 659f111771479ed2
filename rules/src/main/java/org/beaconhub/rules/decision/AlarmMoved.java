package org.beaconhub.rules.decision;

import org.beaconhub.rules.alarm.Alarm;

/**
 * An alarm was raised, or went from one state to another.
 *
 * @param cause what caused it
 * @param alarm the alarm in its new state
 * @param reason why it moved
 */
public record AlarmMoved(Cause cause, Alarm alarm, Reason reason) implements LiveDecision {
    /** Why an alarm moved. */
    public enum Reason {
        /** The rule's raise condition became true. */
        RAISED,
        /** A person acknowledged it. */
        ACKNOWLEDGED,
        /** The rule's clear condition became true. */
        RETURNED,
        /** The raise condition became true again before the alarm was closed. */
        RAISED_AGAIN,
        /** A person closed it. */
        CLOSED,
        /** The rule or the device left the site. */
        WITHDRAWN
    }
}
