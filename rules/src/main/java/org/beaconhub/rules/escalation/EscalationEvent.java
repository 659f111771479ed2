package org.beaconhub.rules.escalation;

/** What can happen to an escalation. */
public sealed interface EscalationEvent {
    /** The next step is due. */
    record StepDue() implements EscalationEvent {}

    /** Nobody of the step can be reached. */
    record Unreached() implements EscalationEvent {}

    /**
     * Somebody takes care of the incident.
     *
     * @param by who
     */
    record AnsweredBy(String by) implements EscalationEvent {}

    /**
     * The severity rose.
     *
     * @param applies whether a step applies now that did not before
     */
    record Graver(boolean applies) implements EscalationEvent {}

    /** The incident began again. */
    record Rekindled() implements EscalationEvent {}

    /**
     * There is nothing to call for any more.
     *
     * @param why what ended it
     */
    record Over(EscalationState.End why) implements EscalationEvent {}
}
