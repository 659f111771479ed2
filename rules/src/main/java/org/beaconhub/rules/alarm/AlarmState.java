package org.beaconhub.rules.alarm;

import org.beaconhub.rules.fact.Command.Disposition;

/** Where an alarm stands (ISA-18.2-2016, figure "alarm state transition"); each state holds only what it needs. */
public sealed interface AlarmState {
    /** When this state was entered, hub time in milliseconds since 1970 UTC. */
    long sinceMs();

    /**
     * The condition holds and nobody has seen it.
     *
     * @param sinceMs when this state was entered
     */
    record Unacknowledged(long sinceMs) implements AlarmState {}

    /**
     * The condition holds and somebody has seen it.
     *
     * @param sinceMs when this state was entered
     * @param by who acknowledged
     */
    record Acknowledged(long sinceMs, String by) implements AlarmState {}

    /**
     * The condition is gone and nobody had seen it.
     *
     * @param sinceMs when this state was entered
     */
    record ReturnedUnacknowledged(long sinceMs) implements AlarmState {}

    /**
     * The condition is gone and somebody has seen it; it waits to be closed.
     *
     * @param sinceMs when this state was entered
     * @param by who acknowledged
     */
    record Returned(long sinceMs, String by) implements AlarmState {}

    /**
     * Over.
     *
     * @param sinceMs when this state was entered
     * @param by who closed it
     * @param disposition what it turned out to be
     * @param note a remark, or empty
     */
    record Closed(long sinceMs, String by, Disposition disposition, String note) implements AlarmState {}
}
