package org.beaconhub.rules.alarm;

import org.beaconhub.rules.fact.Command.Disposition;

/** What can happen to an alarm. */
public sealed interface AlarmEvent {
    /** The raise condition became true. */
    record ConditionHolds() implements AlarmEvent {}

    /**
     * The condition is over.
     *
     * @param latches whether the rule wants a person to reset it
     */
    record ConditionOver(boolean latches) implements AlarmEvent {}

    /**
     * More than one source speaks of it.
     *
     * @param lifeSafety whether by that it is a matter of life
     */
    record Confirmed(boolean lifeSafety) implements AlarmEvent {}

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

    /**
     * A person lets a latched alarm go.
     *
     * @param by who
     */
    record ResetBy(String by) implements AlarmEvent {}

    /**
     * A person puts it aside for a time.
     *
     * @param by who
     * @param reason why
     * @param untilMs hub time at which it comes back, milliseconds since 1970 UTC
     * @param lifeSafety whether it is a matter of life, which nobody puts aside
     */
    record ShelvedBy(String by, String reason, long untilMs, boolean lifeSafety) implements AlarmEvent {}

    /**
     * A person takes it back from the shelf.
     *
     * @param by who
     * @param latches whether the rule wants a person to reset it
     */
    record UnshelvedBy(String by, boolean latches) implements AlarmEvent {}

    /**
     * The time on the shelf is over.
     *
     * @param latches whether the rule wants a person to reset it
     */
    record ShelfExpired(boolean latches) implements AlarmEvent {}

    /**
     * Its condition holds, and follows from something that people know already.
     *
     * @param cause id of the alarm, or of the maintenance, that it follows from
     */
    record Suppressed(String cause) implements AlarmEvent {}

    /**
     * Its condition holds, and its device is out of service.
     *
     * @param by who took the device out
     * @param reason why
     */
    record TakenOut(String by, String reason) implements AlarmEvent {}

    /**
     * What suppressed it is over, or its device is back in service.
     *
     * @param latches whether the rule wants a person to reset it
     */
    record Lifted(boolean latches) implements AlarmEvent {}

    /**
     * Its rule does not watch its device any more.
     *
     * @param note why
     */
    record Withdrawn(String note) implements AlarmEvent {}
}
