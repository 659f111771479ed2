package org.beaconhub.rules.decision;

import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.MoveReason;

/**
 * An alarm of a drill moved from one state to another.
 *
 * @param cause what caused it
 * @param drill id of the drill
 * @param alarm the alarm after it; its id is unique within the drill
 * @param reason why it moved
 * @param more of so many other alarms of the drill the same notice tells; mostly 0
 */
public record DrillAlarmMoved(Cause cause, String drill, Alarm alarm, MoveReason reason, int more)
        implements DrillDecision, DrillNotice.About {}
