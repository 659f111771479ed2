package org.beaconhub.rules.escalation;

import org.beaconhub.rules.escalation.EscalationEvent.AnsweredBy;
import org.beaconhub.rules.escalation.EscalationEvent.Graver;
import org.beaconhub.rules.escalation.EscalationEvent.Over;
import org.beaconhub.rules.escalation.EscalationEvent.Rekindled;
import org.beaconhub.rules.escalation.EscalationEvent.StepDue;
import org.beaconhub.rules.escalation.EscalationEvent.Unreached;
import org.beaconhub.rules.escalation.EscalationState.Answered;
import org.beaconhub.rules.escalation.EscalationState.Calling;
import org.beaconhub.rules.escalation.EscalationState.Ended;
import org.beaconhub.rules.escalation.EscalationState.Exhausted;

/** An escalation as one table: every state against every event. */
public final class EscalationTable {
    private EscalationTable() {}

    /** What an event leads to. */
    public enum Does {
        /** Nothing. */
        NOTHING,
        /** The next step is taken. */
        CALL_NEXT,
        /** The step is taken that applies by the risen severity. */
        CALL_APPLYING,
        /** It begins anew. */
        BEGIN_ANEW,
        /** Who was told hears that it is graver. */
        TELL_GRAVER,
        /** Nobody is called any more; who was told hears that somebody has answered. */
        STOP_ANSWERED,
        /** Nobody is called any more; who was told hears that it is over. */
        STOP_ENDED,
        /** Who was told hears that somebody has answered. */
        TELL_ANSWERED,
        /** Who was told hears that it is over. */
        TELL_ENDED
    }

    /** What an event does to an escalation in a state. */
    public static Does next(EscalationState state, EscalationEvent event) {
        return switch (state) {
            case Calling s ->
                switch (event) {
                    case StepDue e -> Does.CALL_NEXT;
                    case Unreached e -> Does.CALL_NEXT;
                    case AnsweredBy e -> Does.STOP_ANSWERED;
                    case Graver e -> graver(e);
                    case Rekindled e -> Does.NOTHING;
                    case Over e -> Does.STOP_ENDED;
                };
            case Exhausted s ->
                switch (event) {
                    case StepDue e -> Does.NOTHING;
                    case Unreached e -> Does.CALL_NEXT;
                    case AnsweredBy e -> Does.STOP_ANSWERED;
                    case Graver e -> graver(e);
                    case Rekindled e -> Does.NOTHING;
                    case Over e -> Does.STOP_ENDED;
                };
            case Answered s ->
                switch (event) {
                    case StepDue e -> Does.NOTHING;
                    case Unreached e -> Does.NOTHING;
                    case AnsweredBy e -> Does.NOTHING;
                    case Graver e -> graver(e);
                    case Rekindled e -> Does.BEGIN_ANEW;
                    case Over e -> Does.STOP_ENDED;
                };
            case Ended s ->
                switch (event) {
                    case StepDue e -> Does.NOTHING;
                    case Unreached e -> Does.NOTHING;
                    case AnsweredBy e -> whereNobodyCalls(s, Does.TELL_ANSWERED);
                    case Graver e -> Does.NOTHING;
                    case Rekindled e -> Does.BEGIN_ANEW;
                    case Over e -> whereNobodyCalls(s, Does.TELL_ENDED);
                };
        };
    }

    /** Who was called under a policy that is gone is called no more, and hears all the same how it goes on. */
    private static Does whereNobodyCalls(Ended state, Does does) {
        return switch (state.why()) {
            case OVER -> Does.NOTHING;
            case POLICY_GONE -> does;
        };
    }

    /** An answer holds for what was known: where more people are to be called now, they are, answered or not. */
    private static Does graver(Graver event) {
        return event.applies() ? Does.CALL_APPLYING : Does.TELL_GRAVER;
    }
}
