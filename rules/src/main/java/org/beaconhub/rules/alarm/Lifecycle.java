package org.beaconhub.rules.alarm;

import org.beaconhub.rules.alarm.AlarmEvent.AcknowledgedBy;
import org.beaconhub.rules.alarm.AlarmEvent.ClosedBy;
import org.beaconhub.rules.alarm.AlarmEvent.ConditionHolds;
import org.beaconhub.rules.alarm.AlarmEvent.ConditionOver;
import org.beaconhub.rules.alarm.AlarmEvent.Confirmed;
import org.beaconhub.rules.alarm.AlarmEvent.Lifted;
import org.beaconhub.rules.alarm.AlarmEvent.ResetBy;
import org.beaconhub.rules.alarm.AlarmEvent.ShelfExpired;
import org.beaconhub.rules.alarm.AlarmEvent.ShelvedBy;
import org.beaconhub.rules.alarm.AlarmEvent.Suppressed;
import org.beaconhub.rules.alarm.AlarmEvent.TakenOut;
import org.beaconhub.rules.alarm.AlarmEvent.UnshelvedBy;
import org.beaconhub.rules.alarm.AlarmEvent.Withdrawn;
import org.beaconhub.rules.alarm.AlarmState.Acknowledged;
import org.beaconhub.rules.alarm.AlarmState.Closed;
import org.beaconhub.rules.alarm.AlarmState.Hushed;
import org.beaconhub.rules.alarm.AlarmState.LatchedAcknowledged;
import org.beaconhub.rules.alarm.AlarmState.LatchedUnacknowledged;
import org.beaconhub.rules.alarm.AlarmState.Normal;
import org.beaconhub.rules.alarm.AlarmState.OutOfUse;
import org.beaconhub.rules.alarm.AlarmState.Returned;
import org.beaconhub.rules.alarm.AlarmState.ReturnedUnacknowledged;
import org.beaconhub.rules.alarm.AlarmState.Shelved;
import org.beaconhub.rules.alarm.AlarmState.SuppressedByDesign;
import org.beaconhub.rules.alarm.AlarmState.Unacknowledged;
import org.beaconhub.rules.alarm.Outcome.Moves;
import org.beaconhub.rules.alarm.Outcome.Refuses;
import org.beaconhub.rules.alarm.Outcome.Stays;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Text;

/**
 * The life of an alarm as one table: every state against every event (after the alarm state transition diagram of
 * ISA-18.2-2016). An alarm begins as normal and ends as closed.
 */
public final class Lifecycle {
    /** Who closes an alarm whose rule or device has left the site. */
    public static final String SITE = "site";
    /** Who closes an alarm that passed while it was suppressed or its device out of service, and nobody was told. */
    public static final String DESIGN = "design";

    private static final Stays STAYS = new Stays();
    private static final Refuses NONE = refuses("没有这条警情", "there is no such alarm");
    private static final Refuses STILL_HOLDS =
            refuses("条件仍然成立，恢复后才能关闭", "its condition still holds; it can be closed when it has returned");
    private static final Refuses STILL_HOLDS_RESET =
            refuses("条件仍然成立，恢复后才能复位", "its condition still holds; it can be reset when it has returned");
    private static final Refuses NOT_SEEN =
            refuses("还没有人确认，请先确认", "nobody has acknowledged it yet; acknowledge it first");
    private static final Refuses NOT_LATCHED = refuses("没有锁存，无需复位", "it has not latched; there is nothing to reset");
    private static final Refuses LATCHED = refuses("已锁存，请先复位", "it has latched; reset it first");
    private static final Refuses LIFE_SAFETY =
            refuses("涉及生命安全，不得搁置", "it is a matter of life; such an alarm cannot be shelved");
    private static final Refuses ON_SHELF = refuses("已搁置，请先取消搁置", "it is on the shelf; unshelve it first");
    private static final Refuses NOT_ON_SHELF = refuses("没有搁置", "it is not on the shelf");
    private static final Refuses SUPPRESSED =
            refuses("由其他原因引起，原因消除前被抑制", "it follows from something else and is suppressed until that is over");
    private static final Refuses IS_OUT =
            refuses("设备已停用，请先恢复使用", "its device is out of service; return the device to service first");
    private static final Refuses OVER = refuses("已关闭", "it is closed");

    private Lifecycle() {}

    /** What an event does to an alarm in a state, at a moment of the hub's time. */
    public static Outcome next(AlarmState state, AlarmEvent event, long nowMs) {
        return switch (state) {
            case Normal s -> normal(event, nowMs);
            case Unacknowledged s -> unacknowledged(event, nowMs);
            case Acknowledged s -> acknowledged(s, event, nowMs);
            case ReturnedUnacknowledged s -> returnedUnacknowledged(event, nowMs);
            case Returned s -> returned(s, event, nowMs);
            case LatchedUnacknowledged s -> latchedUnacknowledged(event, nowMs);
            case LatchedAcknowledged s -> latchedAcknowledged(s, event, nowMs);
            case Shelved s -> shelved(s, event, nowMs);
            case SuppressedByDesign s -> suppressedByDesign(s, event, nowMs);
            case OutOfUse s -> outOfService(s, event, nowMs);
            case Closed s -> closed(event);
        };
    }

    private static Outcome normal(AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> moves(new Unacknowledged(nowMs), MoveReason.RAISED);
            case ConditionOver e -> STAYS;
            case Confirmed e -> STAYS;
            case AcknowledgedBy e -> NONE;
            case ClosedBy e -> NONE;
            case ResetBy e -> NONE;
            case ShelvedBy e -> NONE;
            case UnshelvedBy e -> NONE;
            case ShelfExpired e -> STAYS;
            case Suppressed e -> moves(new SuppressedByDesign(nowMs, e.cause(), true, false), MoveReason.RAISED);
            case TakenOut e -> moves(new OutOfUse(nowMs, e.by(), e.reason(), true, false), MoveReason.RAISED);
            case Lifted e -> STAYS;
            case Withdrawn e -> STAYS;
        };
    }

    private static Outcome unacknowledged(AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> STAYS;
            case ConditionOver e ->
                e.latches()
                        ? moves(new LatchedUnacknowledged(nowMs), MoveReason.RETURNED)
                        : moves(new ReturnedUnacknowledged(nowMs), MoveReason.RETURNED);
            case Confirmed e -> STAYS;
            case AcknowledgedBy e -> moves(new Acknowledged(nowMs, e.by()), MoveReason.ACKNOWLEDGED);
            case ClosedBy e -> STILL_HOLDS;
            case ResetBy e -> STILL_HOLDS_RESET;
            case ShelvedBy e -> shelve(e, true, nowMs);
            case UnshelvedBy e -> NOT_ON_SHELF;
            case ShelfExpired e -> STAYS;
            case Suppressed e -> suppress(e, true, nowMs);
            case TakenOut e -> takeOut(e, true, nowMs);
            case Lifted e -> STAYS;
            case Withdrawn e -> withdrawn(e, nowMs);
        };
    }

    private static Outcome acknowledged(Acknowledged s, AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> STAYS;
            case ConditionOver e ->
                e.latches()
                        ? moves(new LatchedAcknowledged(nowMs, s.by()), MoveReason.RETURNED)
                        : moves(new Returned(nowMs, s.by()), MoveReason.RETURNED);
            case Confirmed e -> moves(new Unacknowledged(nowMs), MoveReason.CONFIRMED);
            case AcknowledgedBy e -> seen(s.by());
            case ClosedBy e -> STILL_HOLDS;
            case ResetBy e -> STILL_HOLDS_RESET;
            case ShelvedBy e -> shelve(e, true, nowMs);
            case UnshelvedBy e -> NOT_ON_SHELF;
            case ShelfExpired e -> STAYS;
            case Suppressed e -> suppress(e, true, nowMs);
            case TakenOut e -> takeOut(e, true, nowMs);
            case Lifted e -> STAYS;
            case Withdrawn e -> withdrawn(e, nowMs);
        };
    }

    private static Outcome returnedUnacknowledged(AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> again(nowMs);
            case ConditionOver e -> STAYS;
            case Confirmed e -> STAYS;
            case AcknowledgedBy e -> moves(new Returned(nowMs, e.by()), MoveReason.ACKNOWLEDGED);
            case ClosedBy e -> NOT_SEEN;
            case ResetBy e -> NOT_LATCHED;
            case ShelvedBy e -> shelve(e, false, nowMs);
            case UnshelvedBy e -> NOT_ON_SHELF;
            case ShelfExpired e -> STAYS;
            case Suppressed e -> suppress(e, true, nowMs);
            case TakenOut e -> takeOut(e, true, nowMs);
            case Lifted e -> STAYS;
            case Withdrawn e -> withdrawn(e, nowMs);
        };
    }

    private static Outcome returned(Returned s, AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> again(nowMs);
            case ConditionOver e -> STAYS;
            case Confirmed e -> STAYS;
            case AcknowledgedBy e -> seen(s.by());
            case ClosedBy e -> moves(new Closed(nowMs, e.by(), e.disposition(), e.note()), MoveReason.CLOSED);
            case ResetBy e -> NOT_LATCHED;
            case ShelvedBy e -> shelve(e, false, nowMs);
            case UnshelvedBy e -> NOT_ON_SHELF;
            case ShelfExpired e -> STAYS;
            case Suppressed e -> suppress(e, true, nowMs);
            case TakenOut e -> takeOut(e, true, nowMs);
            case Lifted e -> STAYS;
            case Withdrawn e -> withdrawn(e, nowMs);
        };
    }

    private static Outcome latchedUnacknowledged(AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> again(nowMs);
            case ConditionOver e -> STAYS;
            case Confirmed e -> STAYS;
            case AcknowledgedBy e -> moves(new LatchedAcknowledged(nowMs, e.by()), MoveReason.ACKNOWLEDGED);
            case ClosedBy e -> NOT_SEEN;
            case ResetBy e -> NOT_SEEN;
            case ShelvedBy e -> LATCHED;
            case UnshelvedBy e -> NOT_ON_SHELF;
            case ShelfExpired e -> STAYS;
            case Suppressed e -> suppress(e, true, nowMs);
            case TakenOut e -> takeOut(e, true, nowMs);
            case Lifted e -> STAYS;
            case Withdrawn e -> withdrawn(e, nowMs);
        };
    }

    private static Outcome latchedAcknowledged(LatchedAcknowledged s, AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> again(nowMs);
            case ConditionOver e -> STAYS;
            case Confirmed e -> STAYS;
            case AcknowledgedBy e -> seen(s.by());
            case ClosedBy e -> LATCHED;
            case ResetBy e -> moves(new Returned(nowMs, e.by()), MoveReason.RESET);
            case ShelvedBy e -> LATCHED;
            case UnshelvedBy e -> NOT_ON_SHELF;
            case ShelfExpired e -> STAYS;
            case Suppressed e -> suppress(e, true, nowMs);
            case TakenOut e -> takeOut(e, true, nowMs);
            case Lifted e -> STAYS;
            case Withdrawn e -> withdrawn(e, nowMs);
        };
    }

    private static Outcome shelved(Shelved s, AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> s.holds() ? STAYS : moves(shelved(s, true), MoveReason.RAISED_AGAIN);
            case ConditionOver e -> s.holds() ? moves(shelved(s, false), MoveReason.RETURNED) : STAYS;
            case Confirmed e -> e.lifeSafety() ? moves(new Unacknowledged(nowMs), MoveReason.CONFIRMED) : STAYS;
            case AcknowledgedBy e -> ON_SHELF;
            case ClosedBy e -> ON_SHELF;
            case ResetBy e -> ON_SHELF;
            case ShelvedBy e -> ON_SHELF;
            case UnshelvedBy e -> moves(back(s, e.latches(), nowMs), MoveReason.UNSHELVED);
            case ShelfExpired e -> moves(back(s, e.latches(), nowMs), MoveReason.SHELF_EXPIRED);
            case Suppressed e -> suppress(e, s.holds(), nowMs);
            case TakenOut e -> takeOut(e, s.holds(), nowMs);
            case Lifted e -> STAYS;
            case Withdrawn e -> withdrawn(e, nowMs);
        };
    }

    private static Outcome suppressedByDesign(SuppressedByDesign s, AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> s.holds() ? STAYS : moves(suppressed(s, true), MoveReason.RAISED_AGAIN);
            case ConditionOver e -> s.told() ? moves(suppressed(s, false), MoveReason.RETURNED) : unseen(nowMs);
            case Confirmed e -> e.lifeSafety() ? moves(new Unacknowledged(nowMs), MoveReason.CONFIRMED) : STAYS;
            case AcknowledgedBy e -> SUPPRESSED;
            case ClosedBy e -> SUPPRESSED;
            case ResetBy e -> SUPPRESSED;
            case ShelvedBy e -> SUPPRESSED;
            case UnshelvedBy e -> NOT_ON_SHELF;
            case ShelfExpired e -> STAYS;
            case Suppressed e ->
                s.cause().equals(e.cause())
                        ? STAYS
                        : moves(new SuppressedByDesign(nowMs, e.cause(), s.holds(), s.told()), MoveReason.SUPPRESSED);
            case TakenOut e ->
                moves(new OutOfUse(nowMs, e.by(), e.reason(), s.holds(), s.told()), MoveReason.OUT_OF_SERVICE);
            case Lifted e -> lifted(s, e, nowMs);
            case Withdrawn e -> withdrawn(e, nowMs);
        };
    }

    private static Outcome outOfService(OutOfUse s, AlarmEvent event, long nowMs) {
        return switch (event) {
            case ConditionHolds e -> s.holds() ? STAYS : moves(out(s, true), MoveReason.RAISED_AGAIN);
            case ConditionOver e -> s.told() ? moves(out(s, false), MoveReason.RETURNED) : unseen(nowMs);
            case Confirmed e -> STAYS;
            case AcknowledgedBy e -> IS_OUT;
            case ClosedBy e -> IS_OUT;
            case ResetBy e -> IS_OUT;
            case ShelvedBy e -> IS_OUT;
            case UnshelvedBy e -> NOT_ON_SHELF;
            case ShelfExpired e -> STAYS;
            case Suppressed e ->
                moves(new SuppressedByDesign(nowMs, e.cause(), s.holds(), s.told()), MoveReason.SUPPRESSED);
            case TakenOut e -> STAYS;
            case Lifted e -> lifted(s, e, nowMs);
            case Withdrawn e -> withdrawn(e, nowMs);
        };
    }

    private static Outcome closed(AlarmEvent event) {
        return switch (event) {
            case ConditionHolds e -> STAYS;
            case ConditionOver e -> STAYS;
            case Confirmed e -> STAYS;
            case AcknowledgedBy e -> OVER;
            case ClosedBy e -> OVER;
            case ResetBy e -> OVER;
            case ShelvedBy e -> OVER;
            case UnshelvedBy e -> OVER;
            case ShelfExpired e -> STAYS;
            case Suppressed e -> STAYS;
            case TakenOut e -> STAYS;
            case Lifted e -> STAYS;
            case Withdrawn e -> STAYS;
        };
    }

    private static Moves moves(AlarmState next, MoveReason reason) {
        return new Moves(next, reason);
    }

    private static Refuses refuses(String zh, String en) {
        return new Refuses(new Text(zh, en));
    }

    private static Outcome seen(String by) {
        return refuses("已由 " + by + " 确认", "it was acknowledged already by " + by);
    }

    private static Outcome again(long nowMs) {
        return moves(new Unacknowledged(nowMs), MoveReason.RAISED_AGAIN);
    }

    private static Outcome shelve(ShelvedBy e, boolean holds, long nowMs) {
        return e.lifeSafety()
                ? LIFE_SAFETY
                : moves(new Shelved(nowMs, e.by(), e.reason(), e.untilMs(), holds), MoveReason.SHELVED);
    }

    private static Shelved shelved(Shelved s, boolean holds) {
        return new Shelved(s.sinceMs(), s.by(), s.reason(), s.untilMs(), holds);
    }

    /** Who shelved it has seen it; so it is not asked for again where its condition is over. */
    private static AlarmState back(Shelved s, boolean latches, long nowMs) {
        if (s.holds()) {
            return new Unacknowledged(nowMs);
        }
        return latches ? new LatchedAcknowledged(nowMs, s.by()) : new Returned(nowMs, s.by());
    }

    private static Outcome suppress(Suppressed e, boolean holds, long nowMs) {
        return moves(new SuppressedByDesign(nowMs, e.cause(), holds, true), MoveReason.SUPPRESSED);
    }

    private static SuppressedByDesign suppressed(SuppressedByDesign s, boolean holds) {
        return new SuppressedByDesign(s.sinceMs(), s.cause(), holds, s.told());
    }

    private static Outcome takeOut(TakenOut e, boolean holds, long nowMs) {
        return moves(new OutOfUse(nowMs, e.by(), e.reason(), holds, true), MoveReason.OUT_OF_SERVICE);
    }

    private static OutOfUse out(OutOfUse s, boolean holds) {
        return new OutOfUse(s.sinceMs(), s.by(), s.reason(), holds, s.told());
    }

    private static Outcome lifted(Hushed s, Lifted e, long nowMs) {
        AlarmState over = e.latches() ? new LatchedUnacknowledged(nowMs) : new ReturnedUnacknowledged(nowMs);
        return moves(s.holds() ? new Unacknowledged(nowMs) : over, MoveReason.LIFTED);
    }

    private static Outcome unseen(long nowMs) {
        return moves(new Closed(nowMs, DESIGN, Disposition.CONSEQUENCE, ""), MoveReason.PASSED_UNSEEN);
    }

    private static Outcome withdrawn(Withdrawn e, long nowMs) {
        return moves(new Closed(nowMs, SITE, Disposition.FAULT, e.note()), MoveReason.WITHDRAWN);
    }
}
