package org.beaconhub.rules.alarm;

import org.beaconhub.rules.fact.Command.Disposition;

/** What can happen to an alarm. */
public sealed interface AlarmEvent {
    /** The raise condition became true. */
    record ConditionHolds() implements AlarmEvent {}

    /** The condition is over. */
    record ConditionOver() implements AlarmEvent {}

    /**
     * A person has seen it.
     *
     * @param by who
     */
    record AcknowledgedBy(String by) implements AlarmEvent {}

    /**
     * A person ends it.
     *
     * @param by who
     * @param disposition what it turned out to be
     * @param note a remark, or empty
     */
    record ClosedBy(String by, Disposition disposition, String note) implements AlarmEvent {}

    /** Its rule or device is no longer in the site. */
    record Withdrawn() implements AlarmEvent {}
}
