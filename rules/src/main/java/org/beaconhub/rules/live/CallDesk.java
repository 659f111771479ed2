package org.beaconhub.rules.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.EscalationCodec;
import org.beaconhub.rules.codec.IncidentCodec;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Basis;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.NoticeWithdrawn;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.escalation.EscalationBook;
import org.beaconhub.rules.escalation.EscalationBook.Turn;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentLifecycle;
import org.beaconhub.rules.incident.Line;
import org.beaconhub.rules.incident.Sign;
import org.beaconhub.rules.site.Site;

/** Calls people to incidents: stamps what the escalation room proposes, after what was decided about incidents. */
public final class CallDesk {
    private final LiveDesk alarms;
    private final IncidentDesk incidents;
    private final EscalationBook book = new EscalationBook(new Stamp());
    private List<LiveDecision> decisions = List.of();
    private List<Escalation> view = List.of();
    private boolean viewed = true;
    private boolean changed;
    private long timerMs = Long.MAX_VALUE;
    private long seq;

    /** Tells of the incidents of one desk over the outbox of the other. */
    public CallDesk(LiveDesk alarms, IncidentDesk incidents) {
        this.alarms = alarms;
        this.incidents = incidents;
    }

    private final class Stamp implements EscalationBook.Proposals {
        private Cause cause() {
            return new Cause(seq, decisions.size());
        }

        @Override
        public IncidentCalled called(Incident.Head incident, CallReason reason, int step, int more) {
            IncidentCalled called = new IncidentCalled(cause(), incident, reason, step, more, basis(incident, reason));
            decisions.add(called);
            return called;
        }

        @Override
        public NoticeOrdered ordered(IncidentCalled about, String channel, String recipient) {
            return CallDesk.this.ordered(about, channel, recipient);
        }

        @Override
        public void withdrawn(String notice) {
            alarms.notices.done(notice);
            decisions.add(new NoticeWithdrawn(cause(), notice));
        }
    }

    /** Who is told that it is answered or over is asked for nothing, and needs no more. */
    private Basis basis(Incident.Head head, CallReason reason) {
        if (!reason.calls()) {
            return Basis.NONE;
        }
        List<Sign> signs = incidents.of(head.firstOut()).map(Incident::signs).orElse(List.of());
        int reports = (int) signs.stream()
                .filter(sign -> sign.origin() == Sign.Origin.REPORT)
                .count();
        int devices = (int) signs.stream()
                .filter(sign -> sign.origin() == Sign.Origin.ALARM)
                .map(Sign::subject)
                .distinct()
                .count();
        return new Basis(first(head.firstOut()), devices, reports);
    }

    /** What an alarm says, be it that this very entry has closed it. */
    private Optional<Text> first(String alarm) {
        Optional<Alarm> justMoved = decisions.stream()
                .filter(AlarmMoved.class::isInstance)
                .map(each -> ((AlarmMoved) each).alarm())
                .filter(each -> each.id().equals(alarm))
                .findFirst();
        return justMoved.or(() -> alarms.alarm(alarm)).map(Alarm::message);
    }

    private NoticeOrdered ordered(IncidentNotice.About about, String channel, String recipient) {
        NoticeOrdered ordered = new NoticeOrdered(
                new Cause(seq, decisions.size()), channel, recipient, IncidentNotice.of(about, channel, recipient));
        alarms.notices.post(ordered);
        decisions.add(ordered);
        return ordered;
    }

    /** Takes over a site that is the hub's already. */
    public void know(Site site) {
        book.know(site);
    }

    /** A new site is the hub's from this entry on. */
    public void change() {
        changed = true;
    }

    /** What follows from an entry: the decisions about alarms and incidents, then who is told. */
    public List<LiveDecision> after(Entry entry, Site site, List<LiveDecision> before) {
        boolean due = entry.fact() instanceof TimePassed && timerMs <= entry.hubTimeMs();
        boolean report =
                entry.fact() instanceof DeliveryReport given && !(given.result() instanceof DeliveryReport.Retrying);
        if (before.isEmpty() && !due && !report && !(entry.fact() instanceof SiteChanged)) {
            return before;
        }
        seq = entry.seq();
        decisions = new ArrayList<>(before);
        book.begin(entry.hubTimeMs());
        if (changed) {
            changed = false;
            book.change(site);
        }
        moved(entry, before);
        alarms.notices.takeUntold().forEach(this::broadcast);
        if (entry.fact() instanceof DeliveryReport given) {
            switch (given.result()) {
                case DeliveryReport.Delivered each -> book.reported(given.notice(), true);
                case DeliveryReport.Retrying each -> {}
                case DeliveryReport.Failed each -> book.reported(given.notice(), false);
            }
        }
        if (due) {
            book.timePassed();
        }
        timerMs = book.nextMs();
        viewed = false;
        return decisions;
    }

    private static Turn and(Turn known, IncidentMoved moved) {
        Line line = moved.line();
        return new Turn(
                moved.incident(),
                answers(line) ? Optional.of(line.by()) : known.answeredBy(),
                known.rekindled() || rekindles(line),
                known.assigned()
                        || line.what() == Line.What.ASSIGNED && !line.by().equals(IncidentLifecycle.DESIGN));
    }

    /** A sign that comes after it was held or gone is more than anybody who answered knew of. */
    private static boolean rekindles(Line line) {
        return line.what() == Line.What.REKINDLED || line.what() == Line.What.FLARED_UP;
    }

    private void moved(Entry entry, List<LiveDecision> before) {
        Map<String, Turn> turns = new LinkedHashMap<>();
        for (LiveDecision decision : before) {
            if (decision instanceof IncidentMoved moved) {
                Incident.Head head = moved.incident();
                Turn known = turns.getOrDefault(head.id(), new Turn(head, Optional.empty(), false, false));
                turns.put(head.id(), and(known, moved));
            } else if (decision instanceof AlarmMoved moved
                    && moved.reason() == MoveReason.ACKNOWLEDGED
                    && entry.fact() instanceof Command command) {
                incidents
                        .of(moved.alarm().id())
                        .ifPresent(incident -> turns.put(
                                incident.id(), new Turn(incident.head(), Optional.of(command.by()), false, false)));
            }
        }
        book.moved(turns.values());
    }

    private static boolean answers(Line line) {
        return switch (line.what()) {
            case VERIFIED, RESPONDING, CONTAINED, AGREED, ACCEPTED, ACKNOWLEDGED -> true;
            case OPENED,
                    JOINED,
                    ALARM_MOVED,
                    FLARED_UP,
                    CLOSED,
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
                    WITHDRAWN -> false;
        };
    }

    /** An alarm of an incident that nobody is called to goes to the channels by itself. */
    private void broadcast(Notices.Untold untold) {
        AlarmMoved moved = untold.moved();
        Optional<Incident> incident = incidents.of(moved.alarm().id());
        boolean told = incident.map(each -> book.tells(each.id()))
                .orElse(!moved.reason().calls(moved.alarm().state()));
        if (!told) {
            ordered(moved, untold.channel(), "");
        }
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}. */
    public long nextTimerMs() {
        return timerMs;
    }

    /** A copy for readers. */
    public List<Escalation> view() {
        if (!viewed) {
            view = List.copyOf(book.escalations());
            viewed = true;
        }
        return view;
    }

    /** Writes the escalations and when people were told. */
    public void write(ByteSink sink) {
        IncidentCodec.writeAll(sink, book.escalations(), EscalationCodec::write);
        IncidentCodec.writeAll(sink, book.told().entrySet(), (to, each) -> {
            to.putText(each.getKey());
            IncidentCodec.writeAll(to, each.getValue(), ByteSink::putSigned);
        });
        sink.putSigned(book.handoverMs());
    }

    /** Reads what {@link #write} wrote at that time of the hub. */
    public void read(ByteSource source, long hubTimeMs) {
        book.begin(hubTimeMs);
        IncidentCodec.readAll(source, EscalationCodec::read).forEach(book::restore);
        for (int count = source.getCount(); count > 0; count--) {
            book.restore(source.getText(), IncidentCodec.readAll(source, ByteSource::getSigned));
        }
        book.restoreHandover(source.getSigned());
        timerMs = book.nextMs();
        viewed = false;
    }
}
