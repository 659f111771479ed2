package org.beaconhub.rules.decision;

import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.MoveReason;

/**
 * An alarm was raised, or went from one state to another.
 *
 * @param cause what caused it
 * @param alarm the alarm in its new state
 * @param reason why it moved
 * @param more of so many other alarms the same notice tells, for people who are told of very many; mostly 0
 */
public record AlarmMoved(Cause cause, Alarm alarm, MoveReason reason, int more)
        implements LiveDecision, IncidentNotice.About {
    /** Of one alarm alone. */
    public AlarmMoved(Cause cause, Alarm alarm, MoveReason reason) {
        this(cause, alarm, reason, 0);
    }

    /** The same, as one notice tells it that is for others too. */
    public AlarmMoved among(int others) {
        return new AlarmMoved(cause, alarm, reason, others);
    }
}
