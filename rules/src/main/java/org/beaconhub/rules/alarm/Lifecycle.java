package org.beaconhub.rules.alarm;

import org.beaconhub.rules.alarm.AlarmEvent.AcknowledgedBy;
import org.beaconhub.rules.alarm.AlarmEvent.ClosedBy;
import org.beaconhub.rules.alarm.AlarmEvent.ConditionHolds;
import org.beaconhub.rules.alarm.AlarmEvent.ConditionOver;
import org.beaconhub.rules.alarm.AlarmEvent.Withdrawn;
import org.beaconhub.rules.alarm.AlarmState.Acknowledged;
import org.beaconhub.rules.alarm.AlarmState.Closed;
import org.beaconhub.rules.alarm.AlarmState.Returned;
import org.beaconhub.rules.alarm.AlarmState.ReturnedUnacknowledged;
import org.beaconhub.rules.alarm.AlarmState.Unacknowledged;
import org.beaconhub.rules.alarm.Outcome.Moves;
import org.beaconhub.rules.alarm.Outcome.Refuses;
import org.beaconhub.rules.alarm.Outcome.Stays;
import org.beaconhub.rules.fact.Command.Disposition;

/**
 * The life of an alarm as one table: every state against every event (after the alarm state transition diagram of
 * ISA-18.2-2016). An alarm begins as unacknowledged; "normal" is having no alarm, or a closed one.
 */
public final class Lifecycle {
    /** Who closes an alarm whose rule or device has left the site. */
    public static final String SITE = "site";

    private static final String STILL_HOLDS = "its condition still holds; it can be closed when it has returned";
    private static final String NOT_SEEN = "nobody has acknowledged it yet; acknowledge it first";
    private static final String SEEN = "it was acknowledged already by ";
    private static final String OVER = "it is closed";

    private Lifecycle() {}

    private record Cell(AlarmState state, AlarmEvent event) {}

    /** What an event does to an alarm in a state, at a moment of the hub's time. */
    public static Outcome next(AlarmState state, AlarmEvent event, long nowMs) {
        return switch (new Cell(state, event)) {
            case Cell(Unacknowledged s, ConditionHolds e) -> new Stays();
            case Cell(Unacknowledged s, ConditionOver e) ->
                new Moves(new ReturnedUnacknowledged(nowMs), MoveReason.RETURNED);
            case Cell(Unacknowledged s, AcknowledgedBy e) ->
                new Moves(new Acknowledged(nowMs, e.by()), MoveReason.ACKNOWLEDGED);
            case Cell(Unacknowledged s, ClosedBy e) -> new Refuses(STILL_HOLDS);
            case Cell(Unacknowledged s, Withdrawn e) -> withdrawn(nowMs);

            case Cell(Acknowledged s, ConditionHolds e) -> new Stays();
            case Cell(Acknowledged s, ConditionOver e) -> new Moves(new Returned(nowMs, s.by()), MoveReason.RETURNED);
            case Cell(Acknowledged s, AcknowledgedBy e) -> new Refuses(SEEN + s.by());
            case Cell(Acknowledged s, ClosedBy e) -> new Refuses(STILL_HOLDS);
            case Cell(Acknowledged s, Withdrawn e) -> withdrawn(nowMs);

            case Cell(ReturnedUnacknowledged s, ConditionHolds e) ->
                new Moves(new Unacknowledged(nowMs), MoveReason.RAISED_AGAIN);
            case Cell(ReturnedUnacknowledged s, ConditionOver e) -> new Stays();
            case Cell(ReturnedUnacknowledged s, AcknowledgedBy e) ->
                new Moves(new Returned(nowMs, e.by()), MoveReason.ACKNOWLEDGED);
            case Cell(ReturnedUnacknowledged s, ClosedBy e) -> new Refuses(NOT_SEEN);
            case Cell(ReturnedUnacknowledged s, Withdrawn e) -> withdrawn(nowMs);

            case Cell(Returned s, ConditionHolds e) -> new Moves(new Unacknowledged(nowMs), MoveReason.RAISED_AGAIN);
            case Cell(Returned s, ConditionOver e) -> new Stays();
            case Cell(Returned s, AcknowledgedBy e) -> new Refuses(SEEN + s.by());
            case Cell(Returned s, ClosedBy e) ->
                new Moves(new Closed(nowMs, e.by(), e.disposition(), e.note()), MoveReason.CLOSED);
            case Cell(Returned s, Withdrawn e) -> withdrawn(nowMs);

            case Cell(Closed s, ConditionHolds e) -> new Stays();
            case Cell(Closed s, ConditionOver e) -> new Stays();
            case Cell(Closed s, AcknowledgedBy e) -> new Refuses(OVER);
            case Cell(Closed s, ClosedBy e) -> new Refuses(OVER);
            case Cell(Closed s, Withdrawn e) -> new Stays();
        };
    }

    private static Outcome withdrawn(long nowMs) {
        return new Moves(new Closed(nowMs, SITE, Disposition.FAULT, ""), MoveReason.WITHDRAWN);
    }
}
