package org.beaconhub.rules.incident;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.response.Crew;
import org.beaconhub.rules.response.Procedure;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** The incidents that are not over: joins signs to them and carries them from state to state. */
public final class IncidentBook {
    /** So many incidents are kept, those that wait to be looked back upon included. */
    public static final int INCIDENTS_MAX = 1_000;
    /** So many open incidents may consist of nothing but reports that nobody verified: a limit to mischief. */
    public static final int REPORTED_MAX = 50;
    /** The codes of so many reports are remembered. */
    public static final int REPORTS_MAX = 2_000;

    private final LinkedHashMap<String, Incident> incidents = new LinkedHashMap<>();
    private final Belonging belonging = new Belonging();
    private final Map<String, Report> reports = new LinkedHashMap<>();
    private final Recurrences recurrences = new Recurrences();
    private final Proposals out;
    private Site site = Site.NONE;
    private long nowMs;
    private long nextMs = Long.MAX_VALUE;
    private boolean nextKnown = true;

    /** Takes what the book proposes, in order. */
    public interface Proposals {
        /** An id for a new incident: unique, and the same whenever the same is proposed again. */
        String newId();

        /** An incident has changed, as its newest line says. */
        void changed(Incident incident, Line line);

        /** Incidents begin at one place or device again and again. */
        void recurs(Recurrence recurrence);

        /** What a person asked for cannot be. */
        void refused(Text why);
    }

    /** Proposes to {@code out}. */
    public IncidentBook(Proposals out) {
        this.out = out;
    }

    /** Takes over a site. */
    public void know(Site known) {
        site = known;
    }

    /** Begins a moment of the hub's time. */
    public void begin(long hubTimeMs) {
        nowMs = hubTimeMs;
    }

    /** The incidents, oldest first. */
    public Collection<Incident> incidents() {
        return incidents.values();
    }

    /** What became of people's reports, oldest first. */
    public Collection<Report> reports() {
        return reports.values();
    }

    /** Where incidents began, those with the oldest news first. */
    public Collection<Recurrence> recurrences() {
        return recurrences.all();
    }

    /** An incident that was known before. */
    public void restore(Incident incident) {
        incidents.put(incident.id(), incident);
        nextKnown = false;
        if (incident.awaitsSigns()) {
            belonging.own(incident);
        }
    }

    /** A report that was known before. */
    public void restore(Report report) {
        reports.put(report.id(), report);
    }

    /** A recurrence that was known before. */
    public void restore(Recurrence recurrence) {
        recurrences.put(recurrence);
    }

    /** An alarm was raised, or went from one state to another. */
    public void alarmMoved(Alarm alarm, MoveReason reason) {
        if (alarm.kind() != Kind.ALARM) {
            return;
        }
        boolean calls = reason.calls(alarm.state());
        Belonging.Spot mine = belonging.of(alarm.id());
        if (mine != null) {
            Incident before = known(mine.incident());
            Incident with = before.with(mine.index(), sign(alarm));
            if (!before.signs().get(mine.index()).area().equals(alarm.area())) {
                belonging.own(with);
            }
            Incident now = change(
                    calls ? with.seen(nowMs) : with,
                    new Line(nowMs, Line.What.ALARM_MOVED, "", alarm.id(), word(reason)));
            if (calls) {
                happen(now, new IncidentEvent.SignSeen(), "", "");
            }
        } else if (calls) {
            join(sign(alarm), site.incidentType(alarm.rule()), "", alarm.rule());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Sign sign(Alarm alarm) {
        Place place = site.device(alarm.subject()).map(Device::place).orElse(Place.NONE);
        return new Sign(
                alarm.id(),
                Sign.Origin.ALARM,
                alarm.subject(),
                alarm.area(),
                place,
                alarm.raisedAtMs(),
                alarm.severity(),
                alarm.state().holds());
    }

    /** A person says to have seen something; a report of a code that is known came twice. */
    public void reported(PersonReport report, long seq) {
        if (reports.values().stream().anyMatch(known -> known.code().equals(report.code()))) {
            return;
        }
        Optional<Text> refusal = refusal(report);
        if (refusal.isPresent()) {
            out.refused(refusal.get());
            return;
        }
        Sign sign = new Sign(
                Sign.ofReport(seq),
                Sign.Origin.REPORT,
                "",
                report.area(),
                report.place(),
                nowMs,
                Severity.SEVERE,
                false);
        Incident known = belonging.find(incidents.values(), sign, site.plan().procedure(report.type()), nowMs);
        if (known == null && onlyReported() >= REPORTED_MAX) {
            out.refused(Refusals.tooManyReports(REPORTED_MAX));
            return;
        }
        Incident joined = join(sign, report.type(), report.reporter(), report.text());
        reports.put(sign.id(), new Report(sign.id(), report.code(), nowMs, "", joined.state(), "").of(joined));
        if (reports.size() > REPORTS_MAX) {
            reports.remove(reports.keySet().iterator().next());
        }
    }

    private long onlyReported() {
        return incidents.values().stream()
                .filter(each -> each.state() instanceof IncidentState.Reported && each.isOnlyReported())
                .count();
    }

    private Optional<Text> refusal(PersonReport report) {
        if (!site.plan().knows(report.type())) {
            return Optional.of(Refusals.noType(report.type()));
        }
        return report.area().isEmpty() || site.hasArea(report.area())
                ? Optional.empty()
                : Optional.of(Refusals.noArea(report.area()));
    }

    /** Joins a sign to the incident that it belongs to, or begins one. */
    private Incident join(Sign sign, String type, String by, String note) {
        Procedure procedure = site.plan().procedure(type);
        Incident found = belonging.find(incidents.values(), sign, procedure, nowMs);
        if (found == null && !makeRoom()) {
            found = belonging.nextOfKin(incidents.values(), sign, procedure.type());
        }
        if (found == null) {
            return open(procedure, List.of(sign), by, note);
        }
        Incident with = found.and(sign).seen(nowMs);
        belonging.joined(with);
        Incident joined = change(with, new Line(nowMs, Line.What.JOINED, by, sign.id(), note));
        return happen(joined, new IncidentEvent.SignSeen(), "", "");
    }

    /** Lets the oldest incident go that is closed where the book is full; whether there is room then. */
    boolean makeRoom() {
        if (incidents.size() < INCIDENTS_MAX) {
            return true;
        }
        Optional<Incident> closed =
                incidents.values().stream().filter(each -> !each.awaitsSigns()).findFirst();
        closed.ifPresent(each -> {
            IncidentState over = new IncidentState.LookedBack(
                    nowMs, IncidentLifecycle.DESIGN, "", each.state().agreements());
            change(
                    each.with(each.head().in(over)),
                    new Line(nowMs, Line.What.LOOKED_BACK, IncidentLifecycle.DESIGN, "", ""));
        });
        return closed.isPresent();
    }

    /** Begins an incident; the responsible unit has it at once. */
    Incident open(Procedure procedure, List<Sign> signs, String by, String note) {
        Sign first = signs.getFirst();
        Incident.Head head = new Incident.Head(
                out.newId(),
                procedure.type(),
                nowMs,
                nowMs,
                first.severity(),
                first.area(),
                first.place(),
                first.id(),
                "",
                new IncidentState.Reported(nowMs));
        List<Task> tasks = procedure.steps().stream().map(Task::open).toList();
        Incident begun = new Incident(head, signs, tasks, List.of(), Optional.empty()).with(signs);
        belonging.own(begun);
        Incident opened = change(begun, new Line(nowMs, Line.What.OPENED, by, first.id(), note));
        Optional<Incident> assigned = site.plan()
                .responsible(procedure.type(), first.area())
                .map(Crew::id)
                .map(unit -> change(
                        opened.with(opened.head().assigned(unit)),
                        new Line(nowMs, Line.What.ASSIGNED, IncidentLifecycle.DESIGN, unit, "")));
        recurs(procedure.type(), Recurrence.Scope.AREA, first.area());
        recurs(procedure.type(), Recurrence.Scope.DEVICE, first.subject());
        return assigned.orElse(opened);
    }

    private void recurs(String type, Recurrence.Scope scope, String name) {
        if (!name.isEmpty()) {
            Recurrence now = recurrences.began(type, scope, name, nowMs);
            if (now.isFrequent(nowMs)) {
                out.recurs(now);
            }
        }
    }

    /** Lets an event happen to an incident, and writes it down where it moves; refuses what a person cannot do. As it is then. */
    Incident happen(Incident incident, IncidentEvent event, String by, String note) {
        return switch (IncidentLifecycle.next(incident.state(), event, nowMs)) {
            case IncidentLifecycle.Outcome.Moves moves ->
                change(
                        incident.with(incident.head().in(moves.next())),
                        new Line(nowMs, moves.what(), by, ref(event), note));
            case IncidentLifecycle.Outcome.Stays stays -> incident;
            case IncidentLifecycle.Outcome.Refuses refuses -> {
                out.refused(Refusals.of(incident.id(), refuses.why()));
                yield incident;
            }
        };
    }

    private static String ref(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Agreed e -> word(e.agreement().check());
            case IncidentEvent.ClosedBy e -> word(e.disposition());
            case IncidentEvent.MergedBy e -> e.into();
            case IncidentEvent.SignSeen e -> "";
            case IncidentEvent.VerifiedBy e -> "";
            case IncidentEvent.RespondedBy e -> "";
            case IncidentEvent.ContainedBy e -> "";
            case IncidentEvent.WatchOver e -> "";
            case IncidentEvent.LookBackTime e -> "";
            case IncidentEvent.LookedBackBy e -> "";
        };
    }

    /** An incident as it is now, with the line that says why; lets it go where that is the end. With its line. */
    Incident change(Incident incident, Line line) {
        Incident now = incident.told(line).clearedWhereOver(nowMs);
        boolean ends = now.state() instanceof IncidentState.LookedBack || now.state() instanceof IncidentState.Merged;
        Incident before = ends ? incidents.remove(now.id()) : incidents.put(now.id(), now);
        if (!now.awaitsSigns()) {
            belonging.end(now);
        }
        if (before == null || !before.state().equals(now.state())) {
            nextKnown = false;
        }
        if (before == null || !now.head().standsLike(before.head())) {
            reports.replaceAll((id, report) -> report.incident().equals(now.id()) ? report.of(now) : report);
        }
        out.changed(now, line);
        return now;
    }

    /** The signs of an incident belong to it from now on, and so do the reports among them. */
    void own(Incident incident) {
        belonging.own(incident);
        for (Sign sign : incident.signs()) {
            reports.computeIfPresent(sign.id(), (id, report) -> report.of(incident));
        }
    }

    /** The incident that a sign belongs to: the one that waits for signs, or else the newest that is closed. */
    public Optional<Incident> of(String sign) {
        Belonging.Spot spot = belonging.of(sign);
        return spot != null
                ? incident(spot.incident())
                : incidents.values().stream()
                        .filter(each -> each.sign(sign).isPresent())
                        .reduce((older, newer) -> newer);
    }

    private Incident known(String id) {
        return Objects.requireNonNull(incidents.get(id));
    }

    Optional<Incident> incident(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    /** The incident of an id, or the one that it became a part of: who was called to the one answers the other. */
    Optional<Incident> standing(String id) {
        return incident(id)
                .or(() -> incidents.values().stream()
                        .filter(each -> each.tookIn(id))
                        .findFirst());
    }

    Site site() {
        return site;
    }

    /** The moment that the book is at. */
    public long nowMs() {
        return nowMs;
    }

    /** Lets what is due happen: watches end, and the time to look back comes. */
    public void timePassed() {
        for (Incident each : List.copyOf(incidents.values())) {
            if (each.state() instanceof IncidentState.Closed closed) {
                boolean watchEnds = closed.isWatched() && closed.watchUntilMs() <= nowMs;
                Incident now = watchEnds ? happen(each, new IncidentEvent.WatchOver(), "", "") : each;
                if (closed.lookBackAtMs() <= nowMs) {
                    happen(now, new IncidentEvent.LookBackTime(), "", "");
                }
            }
        }
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}. */
    public long nextMs() {
        if (!nextKnown) {
            nextKnown = true;
            nextMs = Long.MAX_VALUE;
            for (Incident each : incidents.values()) {
                if (each.state() instanceof IncidentState.Closed closed) {
                    nextMs = Math.min(nextMs, closed.isWatched() ? closed.watchUntilMs() : closed.lookBackAtMs());
                }
            }
        }
        return nextMs;
    }
}
