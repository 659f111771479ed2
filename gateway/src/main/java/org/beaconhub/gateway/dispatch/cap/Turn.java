package org.beaconhub.gateway.dispatch.cap;

import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.decision.DrillAlarmMoved;
import org.beaconhub.rules.decision.DrillCalled;
import org.beaconhub.rules.decision.DrillEnded;
import org.beaconhub.rules.decision.DrillNotice;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.incident.IncidentState;

/** What a notice means for who was warned. */
enum Turn {
    /** Act. */
    CALLS,
    /** Somebody acts, or it is quieter; it is not over. A sensor that reads normal again may have burnt. */
    GOES_ON,
    /** A person said that it is over. */
    OVER,
    /** It goes on as a part of another matter: what was said of this one does not hold, and nothing is clear. */
    ELSEWHERE,
    /** It was nothing: what was said does not hold. */
    VOID;

    static Turn of(AlarmMoved moved) {
        return of(moved.alarm().state(), moved.reason());
    }

    static Turn of(IncidentCalled called) {
        return of(called.incident().state(), called.reason());
    }

    static Turn of(DrillNotice.About about) {
        return switch (about) {
            case DrillAlarmMoved moved -> of(moved.alarm().state(), moved.reason());
            case DrillCalled called -> of(called.incident().state(), called.reason());
            case DrillEnded _ -> OVER;
        };
    }

    private static Turn of(AlarmState state, MoveReason reason) {
        if (state instanceof AlarmState.Closed closed) {
            return of(closed.disposition());
        }
        return reason.calls(state) ? CALLS : GOES_ON;
    }

    private static Turn of(IncidentState state, CallReason reason) {
        if (reason.calls()) {
            return CALLS;
        }
        return switch (state) {
            case IncidentState.Closed closed -> of(closed.disposition());
            case IncidentState.LookBackDue due -> of(due.disposition());
            case IncidentState.Merged _ -> ELSEWHERE;
            case IncidentState.LookedBack _ -> VOID;
            case IncidentState.Reported _,
                    IncidentState.Verified _,
                    IncidentState.Responding _,
                    IncidentState.Contained _,
                    IncidentState.Accepted _ -> GOES_ON;
        };
    }

    private static Turn of(Disposition disposition) {
        return switch (disposition) {
            case REAL, CONSEQUENCE, NUISANCE -> OVER;
            case FALSE, TEST, FAULT -> VOID;
        };
    }
}
