package org.beaconhub.rules.rehearse;

import org.beaconhub.rules.alarm.AlarmState;

/** Where an alarm is expected to stand. */
enum Wanted {
    /** There is none, or it is closed. */
    NONE,
    /** It calls or is seen, and its condition holds. */
    RAISED,
    /** Raised, and nobody has seen it. */
    UNACKNOWLEDGED,
    /** Raised, and somebody has seen it. */
    ACKNOWLEDGED,
    /** Its condition is over, and it is not closed. */
    RETURNED,
    /** Returned, and nobody has seen it. */
    RETURNED_UNACKNOWLEDGED,
    /** Returned, and somebody has seen it. */
    RETURNED_ACKNOWLEDGED,
    /** Its condition is over, and it waits for a reset. */
    LATCHED,
    /** Latched, and nobody has seen it. */
    LATCHED_UNACKNOWLEDGED,
    /** Latched, and somebody has seen it. */
    LATCHED_ACKNOWLEDGED,
    /** Put aside for a time. */
    SHELVED,
    /** It follows from something else. */
    SUPPRESSED,
    /** Its device is out of service. */
    OUT_OF_SERVICE;

    /** What a state is, as exactly as can be said. */
    static Wanted of(AlarmState state) {
        return switch (state) {
            case AlarmState.Normal none -> NONE;
            case AlarmState.Closed over -> NONE;
            case AlarmState.Unacknowledged calling -> UNACKNOWLEDGED;
            case AlarmState.Acknowledged seen -> ACKNOWLEDGED;
            case AlarmState.ReturnedUnacknowledged over -> RETURNED_UNACKNOWLEDGED;
            case AlarmState.Returned over -> RETURNED_ACKNOWLEDGED;
            case AlarmState.LatchedUnacknowledged stays -> LATCHED_UNACKNOWLEDGED;
            case AlarmState.LatchedAcknowledged stays -> LATCHED_ACKNOWLEDGED;
            case AlarmState.Shelved shelved -> SHELVED;
            case AlarmState.SuppressedByDesign follows -> SUPPRESSED;
            case AlarmState.OutOfUse out -> OUT_OF_SERVICE;
        };
    }

    /** Whether a state, said as exactly as can be, is what is wanted. */
    boolean admits(Wanted exactly) {
        return this == exactly
                || switch (exactly) {
                    case UNACKNOWLEDGED, ACKNOWLEDGED -> this == RAISED;
                    case RETURNED_UNACKNOWLEDGED, RETURNED_ACKNOWLEDGED -> this == RETURNED;
                    case LATCHED_UNACKNOWLEDGED, LATCHED_ACKNOWLEDGED -> this == LATCHED;
                    case NONE, RAISED, RETURNED, LATCHED, SHELVED, SUPPRESSED, OUT_OF_SERVICE -> false;
                };
    }
}
