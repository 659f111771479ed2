package org.beaconhub.rules.decision;

import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.MoveReason;

/**
 * An alarm was raised, or went from one state to another.
 *
 * @param cause what caused it
 * @param alarm the alarm in its new state
 * @param reason why it moved
 */
public record AlarmMoved(Cause cause, Alarm alarm, MoveReason reason) implements LiveDecision, IncidentNotice.About {}
