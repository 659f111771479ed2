package org.beaconhub.rules.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmEvent;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Lifecycle;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.alarm.Outcome;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.codec.AlarmCodec;
import org.beaconhub.rules.codec.ByteSink;
import org.beaconhub.rules.codec.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;

/** The open alarms of the real world and the notices on their way; makes the decisions of one entry at a time. */
public final class LiveDesk {
    /** The alarm about a notice that could not be delivered; its subject is the channel. */
    public static final String NOTICE_FAILED = "notice-failed";

    private final Map<Identity, Alarm> open = new LinkedHashMap<>();
    private final Map<String, NoticeOrdered> pending = new LinkedHashMap<>();
    private List<Channel> channels = List.of();
    private List<LiveDecision> decisions = List.of();
    private long seq;
    private long nowMs;

    private record Identity(String rule, String subject) {}

    /** What a rule proposes to raise. */
    public record Proposal(
            String rule,
            String subject,
            String area,
            Kind kind,
            Severity severity,
            Text message,
            long observedAtMs,
            List<Evidence> explanation) {}

    /** Begins an entry. */
    public void begin(long entrySeq, long hubTimeMs) {
        seq = entrySeq;
        nowMs = hubTimeMs;
        decisions = List.of();
    }

    /** The decisions since {@link #begin}. */
    public List<LiveDecision> decisions() {
        return decisions;
    }

    /** Sets the channels that notices go over. */
    public void channels(List<Channel> siteChannels) {
        channels = List.copyOf(siteChannels);
    }

    private Cause cause() {
        return new Cause(seq, decisions.size());
    }

    private void decide(LiveDecision decision) {
        if (decisions.isEmpty()) {
            decisions = new ArrayList<>();
        }
        decisions.add(decision);
    }

    /** A rule's condition became true: one condition, one alarm. */
    public void raise(Proposal proposal) {
        Identity identity = new Identity(proposal.rule(), proposal.subject());
        Alarm standing = open.get(identity);
        if (standing != null) {
            move(identity, standing, new AlarmEvent.ConditionHolds());
            return;
        }
        Cause cause = cause();
        Alarm alarm = new Alarm(
                "A" + cause.seq() + "-" + cause.ordinal(),
                proposal.rule(),
                proposal.subject(),
                proposal.area(),
                proposal.kind(),
                proposal.severity(),
                proposal.message(),
                nowMs,
                proposal.observedAtMs(),
                proposal.explanation(),
                new AlarmState.Unacknowledged(nowMs));
        publish(identity, new AlarmMoved(cause, alarm, MoveReason.RAISED));
    }

    /** A rule's condition is over. */
    public void over(String rule, String subject) {
        Identity identity = new Identity(rule, subject);
        Alarm standing = open.get(identity);
        if (standing != null) {
            move(identity, standing, new AlarmEvent.ConditionOver());
        }
    }

    /** More than one source speaks of an open alarm: it becomes more severe, and people are told again. */
    public void confirm(String rule, String subject, Severity severity, List<Evidence> confirmation) {
        Identity identity = new Identity(rule, subject);
        Alarm standing = open.get(identity);
        if (standing != null && severity.compareTo(standing.severity()) > 0) {
            Alarm confirmed = standing.confirmed(severity, confirmation, nowMs);
            publish(identity, new AlarmMoved(cause(), confirmed, MoveReason.CONFIRMED));
        }
    }

    /** A rule or device left the site. */
    public void withdraw(String rule, String subject) {
        Identity identity = new Identity(rule, subject);
        Alarm standing = open.get(identity);
        if (standing != null) {
            move(identity, standing, new AlarmEvent.Withdrawn());
        }
    }

    /** Refuses what cannot be done, with a sentence. */
    public void refuse(String why) {
        decide(new Refused(cause(), why));
    }

    /** Carries out what a person decided, or refuses it with a sentence. */
    public void command(Command command) {
        switch (command.act()) {
            case Command.Acknowledge act -> act(act.alarm(), new AlarmEvent.AcknowledgedBy(command.by()));
            case Command.Close act ->
                act(act.alarm(), new AlarmEvent.ClosedBy(command.by(), act.disposition(), act.note()));
        }
    }

    private void act(String id, AlarmEvent event) {
        for (Map.Entry<Identity, Alarm> each : open.entrySet()) {
            if (each.getValue().id().equals(id)) {
                move(each.getKey(), each.getValue(), event);
                return;
            }
        }
        refuse("alarm " + id + ": it is closed, or there is none of that id");
    }

    private void move(Identity identity, Alarm alarm, AlarmEvent event) {
        switch (Lifecycle.next(alarm.state(), event, nowMs)) {
            case Outcome.Moves moves ->
                publish(identity, new AlarmMoved(cause(), alarm.in(moves.next()), moves.reason()));
            case Outcome.Stays stays -> {}
            case Outcome.Refuses refuses -> refuse("alarm " + alarm.id() + ": " + refuses.why());
        }
    }

    private void publish(Identity identity, AlarmMoved moved) {
        if (moved.alarm().state() instanceof AlarmState.Closed) {
            open.remove(identity);
        } else {
            open.put(identity, moved.alarm());
        }
        decide(moved);
        for (Channel channel : channels) {
            if (channel.takes(moved.alarm().kind(), moved.alarm().severity()) && wanted(channel, moved)) {
                order(channel.name(), moved);
            }
        }
    }

    private void order(String channel, AlarmMoved moved) {
        NoticeOrdered ordered = new NoticeOrdered(cause(), channel, IncidentNotice.of(moved, channel));
        pending.put(ordered.notice().id(), ordered);
        decide(ordered);
    }

    /** People hear of everything but an acknowledgement; a siren sounds from the first alarm to the last. */
    private boolean wanted(Channel channel, AlarmMoved moved) {
        boolean begins = switch (moved.reason()) {
            case RAISED, RAISED_AGAIN, CONFIRMED -> true;
            case ACKNOWLEDGED, RETURNED, CLOSED, WITHDRAWN -> false;
        };
        return switch (channel.type()) {
            case WEBHOOK -> moved.reason() != MoveReason.ACKNOWLEDGED;
            case SIREN -> begins || open.values().stream().noneMatch(other -> sounds(channel, other));
        };
    }

    private static boolean sounds(Channel channel, Alarm alarm) {
        return channel.takes(alarm.kind(), alarm.severity()) && alarm.state() instanceof AlarmState.Unacknowledged;
    }

    /** Takes in what became of a notice. */
    public void report(DeliveryReport report) {
        switch (report.result()) {
            case DeliveryReport.Delivered delivered -> {
                if (pending.remove(report.notice()) != null) {
                    over(NOTICE_FAILED, report.channel());
                }
            }
            case DeliveryReport.Retrying retrying -> {}
            case DeliveryReport.Failed failed -> {
                if (pending.remove(report.notice()) != null) {
                    raise(failed(report, failed.why()));
                }
            }
        }
    }

    private Proposal failed(DeliveryReport report, String why) {
        return new Proposal(
                NOTICE_FAILED,
                report.channel(),
                "",
                Kind.TROUBLE,
                Severity.SEVERE,
                new Text(
                        "通知未能送达：渠道 " + report.channel(),
                        "A notice could not be delivered over channel " + report.channel()),
                nowMs,
                List.of(new Evidence("delivery failed", why, nowMs, seq)));
    }

    /** The alarms that are not closed, oldest first. */
    public Collection<Alarm> alarms() {
        return open.values();
    }

    /** The notices without a final report, oldest first: the outbox. */
    public Collection<NoticeOrdered> pendingNotices() {
        return pending.values();
    }

    /** Writes alarms and notices. */
    public void write(ByteSink sink) {
        sink.putUnsigned(open.size());
        open.values().forEach(alarm -> AlarmCodec.write(sink, alarm));
        sink.putUnsigned(pending.size());
        pending.values().forEach(ordered -> DecisionCodec.write(sink, ordered));
    }

    /** Reads what {@link #write} wrote. */
    public void read(ByteSource source) {
        for (int count = source.getCount(); count > 0; count--) {
            Alarm alarm = AlarmCodec.read(source);
            open.put(new Identity(alarm.rule(), alarm.subject()), alarm);
        }
        for (int count = source.getCount(); count > 0; count--) {
            if (!(DecisionCodec.read(source) instanceof NoticeOrdered ordered)) {
                throw new IllegalArgumentException("the outbox holds a decision that is no notice");
            }
            pending.put(ordered.notice().id(), ordered);
        }
    }
}
