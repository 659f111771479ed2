package org.beaconhub.rules.incident;

import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.incident.IncidentState.Agreement;

/** What can happen to an incident. */
public sealed interface IncidentEvent {
    /** An alarm or a report of a person belongs to it that was not known, or calls again. */
    record SignSeen() implements IncidentEvent {}

    /**
     * Somebody has looked, and it is true.
     *
     * @param by who
     */
    record VerifiedBy(String by) implements IncidentEvent {}

    /**
     * Forces are on their way.
     *
     * @param by who says so
     */
    record RespondedBy(String by) implements IncidentEvent {}

    /**
     * It spreads no more.
     *
     * @param by who says so
     * @param checks how many things must be gone before it is accepted
     */
    record ContainedBy(String by, int checks) implements IncidentEvent {}

    /**
     * Something is gone.
     *
     * @param agreement what, and who says so
     * @param checks how many things must be gone before it is accepted
     */
    record Agreed(Agreement agreement, int checks) implements IncidentEvent {}

    /**
     * A person ends it.
     *
     * @param by who
     * @param disposition what it turned out to be
     * @param note a remark, or empty
     * @param watchMs for how long a new sign is a rekindling, in milliseconds
     * @param lookBackMs after how many milliseconds it is looked back upon
     */
    record ClosedBy(String by, Disposition disposition, String note, long watchMs, long lookBackMs)
            implements IncidentEvent {}

    /** The time of the watch is over. */
    record WatchOver() implements IncidentEvent {}

    /** The time to look back has come. */
    record LookBackTime() implements IncidentEvent {}

    /**
     * Somebody has looked back upon it.
     *
     * @param by who
     * @param note what was learnt, or empty
     */
    record LookedBackBy(String by, String note) implements IncidentEvent {}

    /**
     * It becomes a part of another.
     *
     * @param by who says so
     * @param into id of the other
     */
    record MergedBy(String by, String into) implements IncidentEvent {}
}
