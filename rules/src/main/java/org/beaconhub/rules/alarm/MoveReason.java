package org.beaconhub.rules.alarm;

/** Why an alarm went from one state to another. */
public enum MoveReason {
    /** The rule's raise condition became true. */
    RAISED,
    /** A person acknowledged it. */
    ACKNOWLEDGED,
    /** The condition is over. */
    RETURNED,
    /** The raise condition became true again before the alarm was closed. */
    RAISED_AGAIN,
    /** A person closed it. */
    CLOSED,
    /** The rule or the device left the site, or the rule does not watch the device any more. */
    WITHDRAWN,
    /** More than one source speaks of it: it is more severe than when it was raised. */
    CONFIRMED,
    /** A person reset what had latched. */
    RESET,
    /** A person put it on the shelf. */
    SHELVED,
    /** A person took it from the shelf. */
    UNSHELVED,
    /** Its time on the shelf is over. */
    SHELF_EXPIRED,
    /** It follows from something that people know already. */
    SUPPRESSED,
    /** Its device was taken out of service. */
    OUT_OF_SERVICE,
    /** What suppressed it is over, or its device is back in service. */
    LIFTED,
    /** It was never shown to anybody, and its condition is over. */
    PASSED_UNSEEN,
    /** Its rule was changed: it means, or says, something else now. */
    RULE_CHANGED;

    /** Whether an alarm that moved so, into that state, calls for attention. */
    public boolean calls(AlarmState next) {
        return next instanceof AlarmState.Unacknowledged && mayCall();
    }

    private boolean mayCall() {
        return switch (this) {
            case RAISED, RAISED_AGAIN, CONFIRMED, UNSHELVED, SHELF_EXPIRED, LIFTED -> true;
            case ACKNOWLEDGED,
                    RETURNED,
                    CLOSED,
                    WITHDRAWN,
                    RESET,
                    SHELVED,
                    SUPPRESSED,
                    OUT_OF_SERVICE,
                    PASSED_UNSEEN,
                    RULE_CHANGED -> false;
        };
    }
}
