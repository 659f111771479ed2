package org.beaconhub.rules.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.IncidentCodec;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.IncidentsRecur;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentActs;
import org.beaconhub.rules.incident.IncidentBook;
import org.beaconhub.rules.incident.Line;
import org.beaconhub.rules.incident.Recurrence;
import org.beaconhub.rules.site.Site;

/** The incidents of the real world: stamps what the incident room proposes, after what was decided about alarms. */
public final class IncidentDesk {
    private static final IncidentsView NOTHING = new IncidentsView(List.of(), List.of(), List.of());

    private final Stamp stamp = new Stamp();
    private final IncidentBook book = new IncidentBook(stamp);
    private final IncidentActs acts = new IncidentActs(book, stamp);
    private List<LiveDecision> decisions = List.of();
    private IncidentsView view = NOTHING;
    private boolean viewed = true;
    private long timerMs = Long.MAX_VALUE;
    private long seq;

    /** Makes live decisions of what the book proposes. */
    private final class Stamp implements IncidentBook.Proposals {
        private Cause cause() {
            return new Cause(seq, decisions.size());
        }

        @Override
        public String newId() {
            return "I" + seq + "-" + decisions.size();
        }

        @Override
        public void changed(Incident incident, Line line) {
            decisions.add(new IncidentMoved(cause(), incident.head(), line));
        }

        @Override
        public void recurs(Recurrence recurrence) {
            decisions.add(new IncidentsRecur(cause(), recurrence));
        }

        @Override
        public void refused(Text why) {
            decisions.add(new Refused(cause(), why));
        }
    }

    /** Takes over a site. */
    public void know(Site site) {
        book.know(site);
    }

    /** What follows from an entry: the decisions about alarms, then those about incidents. */
    public List<LiveDecision> after(Entry entry, List<LiveDecision> aboutAlarms) {
        if (aboutAlarms.isEmpty() && !concerns((LiveFact) entry.fact(), entry.hubTimeMs())) {
            return aboutAlarms;
        }
        seq = entry.seq();
        decisions = new ArrayList<>(aboutAlarms);
        book.begin(entry.hubTimeMs());
        for (LiveDecision decision : aboutAlarms) {
            if (decision instanceof AlarmMoved moved) {
                book.alarmMoved(moved.alarm(), moved.reason());
            }
        }
        if (entry.fact() instanceof Command(String by, IncidentAct act)) {
            acts.act(by, act);
        } else if (entry.fact() instanceof PersonReport report) {
            book.reported(report, seq);
        } else if (entry.fact() instanceof TimePassed) {
            book.timePassed();
        }
        timerMs = book.nextMs();
        viewed = false;
        return decisions;
    }

    private boolean concerns(LiveFact fact, long nowMs) {
        return fact instanceof Command
                || fact instanceof PersonReport
                || fact instanceof TimePassed && timerMs <= nowMs;
    }

    /** The incident that an alarm belongs to, or did when it was closed. */
    Optional<Incident> of(String alarm) {
        return book.of(alarm);
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}. */
    public long nextTimerMs() {
        return timerMs;
    }

    /** A copy for readers. */
    public IncidentsView view() {
        if (!viewed) {
            view = new IncidentsView(
                    List.copyOf(book.incidents()),
                    List.copyOf(book.reports()),
                    book.recurrences().stream()
                            .filter(each -> each.isFrequent(book.nowMs()))
                            .toList());
            viewed = true;
        }
        return view;
    }

    /** Writes incidents, reports and recurrences. */
    public void write(ByteSink sink) {
        IncidentCodec.writeAll(sink, book.incidents(), IncidentCodec::write);
        IncidentCodec.writeAll(sink, book.reports(), IncidentCodec::write);
        IncidentCodec.writeAll(sink, book.recurrences(), IncidentCodec::write);
    }

    /** Reads what {@link #write} wrote at that time of the hub. */
    public void read(ByteSource source, long hubTimeMs) {
        book.begin(hubTimeMs);
        IncidentCodec.readAll(source, IncidentCodec::read).forEach(book::restore);
        IncidentCodec.readAll(source, IncidentCodec::readReport).forEach(book::restore);
        IncidentCodec.readAll(source, IncidentCodec::readRecurrence).forEach(book::restore);
        timerMs = book.nextMs();
        viewed = false;
    }
}
