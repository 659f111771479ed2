package org.beaconhub.rules.escalation;

/** Where an escalation stands; times are hub time in milliseconds since 1970 UTC. */
public sealed interface EscalationState {
    /** No time. */
    long NEVER = Long.MAX_VALUE;

    /**
     * People are called, and the next will be.
     *
     * @param dueMs when the next step is due
     */
    record Calling(long dueMs) implements EscalationState {}

    /**
     * All were called, and nobody has answered.
     *
     * @param sinceMs since when
     * @param againAtMs when all are called anew; {@link #NEVER} where they are not
     */
    record Exhausted(long sinceMs, long againAtMs) implements EscalationState {}

    /**
     * Somebody has answered: nobody is called any more.
     *
     * @param atMs when
     * @param by who
     */
    record Answered(long atMs, String by) implements EscalationState {}

    /**
     * There is nothing to call for.
     *
     * @param atMs since when
     * @param why what ended it
     */
    record Ended(long atMs, End why) implements EscalationState {}

    /** What ends an escalation. Constants are numbered by their place in snapshots: new ones come last. */
    enum End {
        /** The incident is over, was nothing, or is a part of another. */
        OVER,
        /** Its policy is no longer in the site. */
        POLICY_GONE
    }
}
