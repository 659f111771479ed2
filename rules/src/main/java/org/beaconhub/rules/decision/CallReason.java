package org.beaconhub.rules.decision;

/** Why somebody is told of an incident. Constants are numbered by their place in the journal: new ones come last. */
public enum CallReason {
    /** It began. */
    BEGAN,
    /** Nobody has answered in time, or nobody could be reached: the next are called. */
    ESCALATED,
    /** Its severity rose. */
    GRAVER,
    /** Somebody has answered: nothing more is asked of who was called. */
    ANSWERED,
    /** It is over, or was nothing; the incident's state says which. */
    ENDED,
    /** It began again while it was watched for that, or after it was contained. */
    REKINDLED,
    /** Their unit was given it. */
    ASSIGNED;

    /** Whether it asks for an answer. */
    public boolean calls() {
        return switch (this) {
            case BEGAN, ESCALATED, GRAVER, REKINDLED, ASSIGNED -> true;
            case ANSWERED, ENDED -> false;
        };
    }
}
