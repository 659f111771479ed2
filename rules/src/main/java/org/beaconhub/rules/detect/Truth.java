package org.beaconhub.rules.detect;

import org.beaconhub.rules.explain.Answer;

/** The three answers of Kleene's logic: a clause without the readings that it needs does not know. */
public enum Truth {
    /** It does not hold. */
    FALSE,
    /** Not known yet. */
    UNKNOWN,
    /** It holds. */
    TRUE;

    /** The truth of a yes or no. */
    public static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    /** It as an explanation tells it. */
    Answer answer() {
        return switch (this) {
            case FALSE -> Answer.NO;
            case UNKNOWN -> Answer.UNKNOWN;
            case TRUE -> Answer.YES;
        };
    }

    Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }
}
