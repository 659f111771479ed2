package org.beaconhub.rules.drill;

import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.DrillAlarmMoved;
import org.beaconhub.rules.decision.DrillCalled;
import org.beaconhub.rules.decision.DrillDecision;
import org.beaconhub.rules.decision.DrillIncidentMoved;
import org.beaconhub.rules.decision.DrillNotice;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.DrillNoticeSpared;
import org.beaconhub.rules.decision.DrillNoticeWithdrawn;
import org.beaconhub.rules.decision.DrillRefused;
import org.beaconhub.rules.decision.FloodChanged;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.IncidentsRecur;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.NoticeWithdrawn;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.incident.Line;
import org.beaconhub.rules.site.Channel;

/**
 * Makes decisions of a drill of what the drill's own engine decided; one case for each kind, so that a new kind breaks the build here.
 * No notice comes out of it over a channel that takes no drills.
 */
final class Stamp {
    private static final DeliveryReport.Result SPARED = new DeliveryReport.Delivered("a drill: nothing was sent");

    private final Outbox outbox;
    private final Supplier<Cause> cause;

    Stamp(Outbox outbox, Supplier<Cause> cause) {
        this.outbox = outbox;
        this.cause = cause;
    }

    /**
     * Stamps one decision.
     *
     * @param out takes what it becomes; some become nothing, as a flood of a drill's alarms matters to nobody
     * @param spared takes the report of a notice that is not sent
     */
    void stamp(Drill drill, LiveDecision decided, long nowMs, List<DrillDecision> out, Deque<DeliveryReport> spared) {
        switch (decided) {
            case AlarmMoved moved -> {
                out.add(moved(drill, moved));
                alarm(drill, moved, nowMs);
            }
            case IncidentMoved moved -> {
                out.add(new DrillIncidentMoved(cause.get(), drill.id(), moved.incident(), moved.line()));
                milestone(moved.line()).ifPresent(each -> drill.reached(each, nowMs));
            }
            case IncidentCalled called -> out.add(called(drill, called));
            case NoticeOrdered ordered -> ordered(drill, ordered, out, spared, nowMs);
            case NoticeWithdrawn withdrawn ->
                outbox.within(withdrawn.notice()).ifPresent(each -> {
                    outbox.done(each);
                    out.add(new DrillNoticeWithdrawn(
                            cause.get(), drill.id(), each.ordered().notice().id()));
                });
            case Refused refused -> out.add(new DrillRefused(cause.get(), drill.id(), refused.text()));
            case Actuation _, FloodChanged _, IncidentsRecur _ -> {}
        }
    }

    private DrillAlarmMoved moved(Drill drill, AlarmMoved moved) {
        return new DrillAlarmMoved(cause.get(), drill.id(), moved.alarm(), moved.reason(), moved.more());
    }

    private DrillCalled called(Drill drill, IncidentCalled called) {
        return new DrillCalled(
                cause.get(), drill.id(), called.incident(), called.reason(), called.step(), called.more());
    }

    private void ordered(
            Drill drill, NoticeOrdered ordered, List<DrillDecision> out, Deque<DeliveryReport> spared, long nowMs) {
        Optional<DrillNotice.About> about = about(drill, ordered.notice().about());
        boolean takes = drill.engine()
                .site()
                .channel(ordered.channel())
                .filter(Channel::takesDrills)
                .isPresent();
        drill.ordered(about.isPresent() && takes);
        if (about.isPresent()) {
            drill.reached(Milestone.CALLED, nowMs);
        }
        if (about.isPresent() && takes) {
            DrillNotice notice =
                    DrillNotice.of(about.get(), drill.order().title(), ordered.channel(), ordered.recipient());
            DrillNoticeOrdered mine =
                    new DrillNoticeOrdered(cause.get(), drill.id(), ordered.channel(), ordered.recipient(), notice);
            outbox.post(mine, ordered.notice().id());
            out.add(mine);
            return;
        }
        out.add(new DrillNoticeSpared(cause.get(), drill.id(), ordered.channel(), ordered.recipient()));
        spared.add(new DeliveryReport(ordered.notice().id(), ordered.channel(), 1, SPARED));
    }

    /** What a notice of the drill tells of; empty where it would move an actuator, which no drill does. */
    private Optional<DrillNotice.About> about(Drill drill, IncidentNotice.About about) {
        return switch (about) {
            case AlarmMoved moved -> Optional.of(moved(drill, moved));
            case IncidentCalled called -> Optional.of(called(drill, called));
            case Actuation _ -> Optional.empty();
        };
    }

    private static void alarm(Drill drill, AlarmMoved moved, long nowMs) {
        if (moved.reason() == MoveReason.RAISED || moved.reason() == MoveReason.RAISED_AGAIN) {
            drill.raised();
            if (moved.alarm().kind() == Kind.ALARM) {
                drill.reached(Milestone.ALARM, nowMs);
            }
        } else if (moved.reason() == MoveReason.ACKNOWLEDGED) {
            drill.reached(Milestone.ANSWERED, nowMs);
        }
    }

    private static Optional<Milestone> milestone(Line line) {
        return switch (line.what()) {
            case ACKNOWLEDGED -> Optional.of(Milestone.ANSWERED);
            case VERIFIED -> Optional.of(Milestone.VERIFIED);
            case RESPONDING -> Optional.of(Milestone.RESPONDING);
            case CONTAINED -> Optional.of(Milestone.CONTAINED);
            case ACCEPTED -> Optional.of(Milestone.ACCEPTED);
            case CLOSED -> Optional.of(Milestone.CLOSED);
            case OPENED,
                    JOINED,
                    ALARM_MOVED,
                    AGREED,
                    FLARED_UP,
                    REKINDLED,
                    WATCH_OVER,
                    LOOK_BACK_DUE,
                    LOOKED_BACK,
                    ASSIGNED,
                    TICKED,
                    NOTED,
                    MERGED,
                    TOOK_IN,
                    SPLIT_OFF,
                    PICTURED,
                    PUBLISHED,
                    WITHDRAWN -> Optional.empty();
        };
    }
}
