package org.beaconhub.rules.incident;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.IncidentEvent.Agreed;
import org.beaconhub.rules.incident.IncidentEvent.ClosedBy;
import org.beaconhub.rules.incident.IncidentEvent.ContainedBy;
import org.beaconhub.rules.incident.IncidentEvent.LookBackTime;
import org.beaconhub.rules.incident.IncidentEvent.LookedBackBy;
import org.beaconhub.rules.incident.IncidentEvent.MergedBy;
import org.beaconhub.rules.incident.IncidentEvent.RespondedBy;
import org.beaconhub.rules.incident.IncidentEvent.SignSeen;
import org.beaconhub.rules.incident.IncidentEvent.VerifiedBy;
import org.beaconhub.rules.incident.IncidentEvent.WatchOver;
import org.beaconhub.rules.incident.IncidentState.Accepted;
import org.beaconhub.rules.incident.IncidentState.Agreement;
import org.beaconhub.rules.incident.IncidentState.Closed;
import org.beaconhub.rules.incident.IncidentState.Contained;
import org.beaconhub.rules.incident.IncidentState.LookBackDue;
import org.beaconhub.rules.incident.IncidentState.LookedBack;
import org.beaconhub.rules.incident.IncidentState.Merged;
import org.beaconhub.rules.incident.IncidentState.Reported;
import org.beaconhub.rules.incident.IncidentState.Responding;
import org.beaconhub.rules.incident.IncidentState.Verified;

/** The life of an incident as one table: every state against every event. */
public final class IncidentLifecycle {
    /** Who looks back upon an incident that was none: nobody needs to. */
    public static final String DESIGN = "design";

    private static final Outcome STAYS = new Outcome.Stays();
    private static final Outcome KNOWN = refuses("已经核实", "it is verified already");
    private static final Outcome UNDER_WAY = refuses("已在处置", "the response is under way already");
    private static final Outcome NOT_RESPONDING = refuses("还没有出动，请先出动", "nobody responds yet; respond first");
    private static final Outcome IS_CONTAINED = refuses("已经控制", "it is contained already");
    private static final Outcome NOT_CONTAINED = refuses("还没有控制，请先控制", "it is not contained yet; contain it first");
    private static final Outcome NOT_ACCEPTED = refuses(
            "真实事件验收后才能关闭",
            "a real incident can be closed only when it is accepted as over; see what is still to check");
    private static final Outcome IS_ACCEPTED = refuses("已经验收", "it is accepted already");
    private static final Outcome NOT_CLOSED = refuses("还没有关闭", "it is not closed yet");
    private static final Outcome WATCHED = refuses("复燃观察期未结束", "the watch for a rekindling goes on");
    private static final Outcome OVER = refuses("已关闭", "it is closed");

    private IncidentLifecycle() {}

    /** What an event did to an incident. */
    public sealed interface Outcome {
        /**
         * It goes to another state.
         *
         * @param next the new state
         * @param what what to write into the time line
         */
        record Moves(IncidentState next, Line.What what) implements Outcome {}

        /** Nothing changes. */
        record Stays() implements Outcome {}

        /**
         * A person asked for what cannot be done now.
         *
         * @param why a sentence that says so
         */
        record Refuses(Text why) implements Outcome {}
    }

    /** What an event does to an incident in a state, at a moment of the hub's time. */
    public static Outcome next(IncidentState state, IncidentEvent event, long nowMs) {
        return switch (state) {
            case Reported s -> early(s, event, nowMs);
            case Verified s -> early(s, event, nowMs);
            case Responding s -> responding(s, event, nowMs);
            case Contained s -> contained(s, event, nowMs);
            case Accepted s -> accepted(s, event, nowMs);
            case Closed s -> closed(s, event, nowMs);
            case LookBackDue s -> lookBackDue(s, event, nowMs);
            case LookedBack s -> over(event);
            case Merged s -> over(event);
        };
    }

    private static Outcome early(IncidentState s, IncidentEvent event, long nowMs) {
        return switch (event) {
            case SignSeen e -> STAYS;
            case VerifiedBy e -> s instanceof Verified ? KNOWN : moves(new Verified(nowMs, e.by()), Line.What.VERIFIED);
            case RespondedBy e -> moves(new Responding(nowMs, e.by()), Line.What.RESPONDING);
            case ContainedBy e -> NOT_RESPONDING;
            case Agreed e -> NOT_CONTAINED;
            case ClosedBy e -> closeUnreal(s, e, nowMs);
            case WatchOver e -> STAYS;
            case LookBackTime e -> STAYS;
            case LookedBackBy e -> NOT_CLOSED;
            case MergedBy e -> merge(e, nowMs);
        };
    }

    private static Outcome responding(Responding s, IncidentEvent event, long nowMs) {
        return switch (event) {
            case SignSeen e -> STAYS;
            case VerifiedBy e -> UNDER_WAY;
            case RespondedBy e -> UNDER_WAY;
            case ContainedBy e ->
                e.checks() == 0
                        ? moves(new Accepted(nowMs, List.of()), Line.What.ACCEPTED)
                        : moves(new Contained(nowMs, e.by(), List.of()), Line.What.CONTAINED);
            case Agreed e -> NOT_CONTAINED;
            case ClosedBy e -> closeUnreal(s, e, nowMs);
            case WatchOver e -> STAYS;
            case LookBackTime e -> STAYS;
            case LookedBackBy e -> NOT_CLOSED;
            case MergedBy e -> merge(e, nowMs);
        };
    }

    private static Outcome contained(Contained s, IncidentEvent event, long nowMs) {
        return switch (event) {
            case SignSeen e -> moves(new Responding(nowMs, s.by()), Line.What.FLARED_UP);
            case VerifiedBy e -> UNDER_WAY;
            case RespondedBy e -> UNDER_WAY;
            case ContainedBy e -> IS_CONTAINED;
            case Agreed e -> agree(s, e, nowMs);
            case ClosedBy e -> closeUnreal(s, e, nowMs);
            case WatchOver e -> STAYS;
            case LookBackTime e -> STAYS;
            case LookedBackBy e -> NOT_CLOSED;
            case MergedBy e -> merge(e, nowMs);
        };
    }

    private static Outcome accepted(Accepted s, IncidentEvent event, long nowMs) {
        return switch (event) {
            case SignSeen e -> moves(new Responding(nowMs, DESIGN), Line.What.FLARED_UP);
            case VerifiedBy e -> IS_ACCEPTED;
            case RespondedBy e -> IS_ACCEPTED;
            case ContainedBy e -> IS_ACCEPTED;
            case Agreed e -> IS_ACCEPTED;
            case ClosedBy e -> close(s, e, nowMs);
            case WatchOver e -> STAYS;
            case LookBackTime e -> STAYS;
            case LookedBackBy e -> NOT_CLOSED;
            case MergedBy e -> merge(e, nowMs);
        };
    }

    private static Outcome closed(Closed s, IncidentEvent event, long nowMs) {
        return switch (event) {
            case SignSeen e -> s.isWatched() ? moves(new Reported(nowMs), Line.What.REKINDLED) : STAYS;
            case VerifiedBy e -> OVER;
            case RespondedBy e -> OVER;
            case ContainedBy e -> OVER;
            case Agreed e -> OVER;
            case ClosedBy e -> OVER;
            case WatchOver e -> s.isWatched() ? moves(s.watchOver(), Line.What.WATCH_OVER) : STAYS;
            case LookBackTime e ->
                s.disposition() == Disposition.REAL
                        ? moves(new LookBackDue(nowMs, s.disposition(), s.agreements()), Line.What.LOOK_BACK_DUE)
                        : moves(new LookedBack(nowMs, DESIGN, "", s.agreements()), Line.What.LOOKED_BACK);
            case LookedBackBy e -> s.isWatched() ? WATCHED : lookBack(s, e, nowMs);
            case MergedBy e -> OVER;
        };
    }

    private static Outcome lookBackDue(LookBackDue s, IncidentEvent event, long nowMs) {
        return switch (event) {
            case SignSeen e -> STAYS;
            case VerifiedBy e -> OVER;
            case RespondedBy e -> OVER;
            case ContainedBy e -> OVER;
            case Agreed e -> OVER;
            case ClosedBy e -> OVER;
            case WatchOver e -> STAYS;
            case LookBackTime e -> STAYS;
            case LookedBackBy e -> lookBack(s, e, nowMs);
            case MergedBy e -> OVER;
        };
    }

    private static Outcome over(IncidentEvent event) {
        return switch (event) {
            case SignSeen e -> STAYS;
            case VerifiedBy e -> OVER;
            case RespondedBy e -> OVER;
            case ContainedBy e -> OVER;
            case Agreed e -> OVER;
            case ClosedBy e -> OVER;
            case WatchOver e -> STAYS;
            case LookBackTime e -> STAYS;
            case LookedBackBy e -> OVER;
            case MergedBy e -> OVER;
        };
    }

    private static Outcome agree(Contained s, Agreed e, long nowMs) {
        for (Agreement known : s.agreements()) {
            if (known.check() == e.agreement().check()) {
                return refuses("已由 " + known.by() + " 确认", "that was agreed already by " + known.by());
            }
        }
        List<Agreement> all = new ArrayList<>(s.agreements());
        all.add(e.agreement());
        return all.size() < e.checks()
                ? moves(new Contained(s.sinceMs(), s.by(), all), Line.What.AGREED)
                : moves(new Accepted(nowMs, all), Line.What.ACCEPTED);
    }

    /** What turned out to be nothing may be closed at once; what is real goes through acceptance. */
    private static Outcome closeUnreal(IncidentState s, ClosedBy e, long nowMs) {
        return e.disposition() == Disposition.REAL ? NOT_ACCEPTED : close(s, e, nowMs);
    }

    /** Only what was real can rekindle. */
    private static Outcome close(IncidentState s, ClosedBy e, long nowMs) {
        long watchUntilMs = e.disposition() == Disposition.REAL && e.watchMs() > 0 ? nowMs + e.watchMs() : 0;
        long lookBackAtMs = Math.max(watchUntilMs, nowMs + e.lookBackMs());
        return moves(
                new Closed(nowMs, e.by(), e.disposition(), e.note(), watchUntilMs, lookBackAtMs, s.agreements()),
                Line.What.CLOSED);
    }

    private static Outcome lookBack(IncidentState s, LookedBackBy e, long nowMs) {
        return moves(new LookedBack(nowMs, e.by(), e.note(), s.agreements()), Line.What.LOOKED_BACK);
    }

    private static Outcome merge(MergedBy e, long nowMs) {
        return moves(new Merged(nowMs, e.by(), e.into()), Line.What.MERGED);
    }

    private static Outcome moves(IncidentState next, Line.What what) {
        return new Outcome.Moves(next, what);
    }

    private static Outcome refuses(String zh, String en) {
        return new Outcome.Refuses(new Text(zh, en));
    }
}
