package org.beaconhub.rules.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.IncidentState.Agreement;
import org.beaconhub.rules.response.Procedure;
import org.beaconhub.rules.site.Site;

/** Carries out what people do to incidents, or refuses it with a sentence. */
public final class IncidentActs {
    private final IncidentBook book;
    private final IncidentBook.Proposals out;

    /** Acts on the incidents of a book; proposes to {@code out}. */
    public IncidentActs(IncidentBook book, IncidentBook.Proposals out) {
        this.book = book;
        this.out = out;
    }

    /** Carries out one act, at the moment that the book is at. */
    public void act(String by, IncidentAct act) {
        switch (act) {
            case IncidentAct.Advance each ->
                with(each, incident -> book.happen(incident, event(by, each, procedure(incident)), by, each.note()));
            case IncidentAct.Agree each -> with(each, incident -> agree(by, each, incident));
            case IncidentAct.CloseIncident each -> with(each, incident -> close(by, each, incident));
            case IncidentAct.Assign each -> with(each, incident -> assign(by, each, incident));
            case IncidentAct.Tick each -> with(each, incident -> tick(by, each, incident));
            case IncidentAct.Acknowledge each ->
                book.standing(each.incident())
                        .ifPresentOrElse(
                                incident -> acknowledge(by, each, incident),
                                () -> out.refused(Refusals.none(each.incident())));
            case IncidentAct.FalseAnswer each -> out.refused(Refusals.falseAnswer(each.why()));
            case IncidentAct.Remark each ->
                with(each, incident -> book.change(incident, line(Line.What.NOTED, by, "", each.note())));
            case IncidentAct.Attach each -> with(each, incident -> attach(by, each, incident));
            case IncidentAct.Publish each -> with(each, incident -> publish(by, each, incident));
            case IncidentAct.Withdraw each -> with(each, incident -> withdraw(by, incident));
            case IncidentAct.Merge each -> with(each, incident -> merge(by, each, incident));
            case IncidentAct.Split each -> with(each, incident -> split(by, each, incident));
        }
    }

    /**
     * Why an act cannot be, as things stand; empty where it can. Nothing changes by asking.
     *
     * @param incidents the incidents as they are
     * @param nowMs hub time, milliseconds since 1970 UTC
     */
    public static Optional<Text> refusal(
            Collection<Incident> incidents, Site site, long nowMs, String by, IncidentAct act) {
        List<Text> refusals = new ArrayList<>();
        IncidentBook.Proposals asking = new IncidentBook.Proposals() {
            @Override
            public String newId() {
                return "I";
            }

            @Override
            public void changed(Incident incident, Line line) {}

            @Override
            public void recurs(Recurrence recurrence) {}

            @Override
            public void refused(Text why) {
                refusals.add(why);
            }
        };
        IncidentBook copy = new IncidentBook(asking);
        copy.know(site);
        copy.begin(nowMs);
        incidents.forEach(copy::restore);
        new IncidentActs(copy, asking).act(by, act);
        return refusals.stream().findFirst();
    }

    private void with(IncidentAct act, Consumer<Incident> doing) {
        book.incident(act.incident()).ifPresentOrElse(doing, () -> out.refused(Refusals.none(act.incident())));
    }

    private Procedure procedure(Incident incident) {
        return book.site().plan().procedure(incident.head().type());
    }

    private Line line(Line.What what, String by, String ref, String note) {
        return new Line(book.nowMs(), what, by, ref, note);
    }

    private static IncidentEvent event(String by, IncidentAct.Advance act, Procedure procedure) {
        return switch (act.step()) {
            case VERIFY -> new IncidentEvent.VerifiedBy(by);
            case RESPOND -> new IncidentEvent.RespondedBy(by);
            case CONTAIN -> new IncidentEvent.ContainedBy(by, procedure.accept().size());
            case LOOK_BACK -> new IncidentEvent.LookedBackBy(by, act.note());
        };
    }

    private void agree(String by, IncidentAct.Agree act, Incident incident) {
        Procedure procedure = procedure(incident);
        List<String> disagree = subjects(incident, true);
        List<String> agree = subjects(incident, false).stream()
                .filter(device -> !disagree.contains(device))
                .toList();
        boolean contained = incident.state() instanceof IncidentState.Contained;
        if (contained && !procedure.accept().contains(act.check())) {
            out.refused(Refusals.notAsked(incident.id()));
        } else if (contained && !disagree.isEmpty() && act.note().isBlank()) {
            out.refused(Refusals.disagree(incident.id(), disagree));
        } else {
            Agreement agreement = new Agreement(act.check(), by, book.nowMs(), agree, disagree, act.note());
            book.happen(
                    incident,
                    new IncidentEvent.Agreed(agreement, procedure.accept().size()),
                    by,
                    act.note());
        }
    }

    /** The devices of an incident with an alarm whose condition holds, or with one where it does not. */
    private static List<String> subjects(Incident incident, boolean holds) {
        return incident.signs().stream()
                .filter(sign -> sign.origin() == Sign.Origin.ALARM && sign.holds() == holds)
                .map(Sign::subject)
                .distinct()
                .toList();
    }

    private void close(String by, IncidentAct.CloseIncident act, Incident incident) {
        Procedure procedure = procedure(incident);
        book.happen(
                incident,
                new IncidentEvent.ClosedBy(
                        by, act.disposition(), act.note(), procedure.watchMs(), procedure.lookBackMs()),
                by,
                act.note());
    }

    /** An answer holds until the next sign comes, or it is given to a unit, which answers for itself. */
    private void acknowledge(String by, IncidentAct.Acknowledge act, Incident incident) {
        Optional<Line> before = sinceGiven(incident.lines()).stream()
                .filter(line -> line.what() == Line.What.ACKNOWLEDGED)
                .filter(line -> line.atMs() >= incident.head().lastSignMs())
                .findFirst();
        if (!incident.state().isOpen()) {
            out.refused(Refusals.closed(incident.id()));
        } else if (before.isPresent()) {
            out.refused(Refusals.answered(incident.id(), before.get().by()));
        } else {
            book.change(incident, line(Line.What.ACKNOWLEDGED, by, "", act.note()));
        }
    }

    private static List<Line> sinceGiven(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line each = lines.get(i);
            if (each.what() == Line.What.ASSIGNED && !each.by().equals(IncidentLifecycle.DESIGN)) {
                return lines.subList(i + 1, lines.size());
            }
        }
        return lines;
    }

    private void assign(String by, IncidentAct.Assign act, Incident incident) {
        if (!incident.state().isOpen()) {
            out.refused(Refusals.closed(incident.id()));
        } else if (book.site().plan().crew(act.unit()).isEmpty()) {
            out.refused(Refusals.noUnit(act.unit()));
        } else {
            book.change(
                    incident.with(incident.head().assigned(act.unit())), line(Line.What.ASSIGNED, by, act.unit(), ""));
        }
    }

    private void tick(String by, IncidentAct.Tick act, Incident incident) {
        int index = act.task() - 1;
        if (index < 0 || index >= incident.tasks().size()) {
            out.refused(
                    Refusals.noTask(incident.id(), act.task(), incident.tasks().size()));
            return;
        }
        Task task = incident.tasks().get(index);
        if (task.isDone()) {
            out.refused(Refusals.ticked(incident.id(), task.doneBy()));
            return;
        }
        book.change(
                incident.ticked(index, new Task(task.step(), by, book.nowMs(), act.note())),
                line(Line.What.TICKED, by, String.valueOf(act.task()), act.note()));
    }

    /** A photographer who sends a picture twice has shown it once. */
    private void attach(String by, IncidentAct.Attach act, Incident incident) {
        List<String> shown = incident.lines().stream()
                .filter(line -> line.what() == Line.What.PICTURED)
                .map(Line::ref)
                .toList();
        if (shown.contains(act.picture())) {
            out.refused(Refusals.shown(incident.id()));
        } else if (shown.size() >= Incident.PICTURES_MAX) {
            out.refused(Refusals.tooManyPictures(incident.id()));
        } else {
            book.change(incident, line(Line.What.PICTURED, by, act.picture(), act.note()));
        }
    }

    /** What is over is warned of no more; what is warned of again is public anew. */
    private void publish(String by, IncidentAct.Publish act, Incident incident) {
        if (!incident.state().isOpen()) {
            out.refused(Refusals.closed(incident.id()));
            return;
        }
        PublicNotice notice = incident.notice()
                .filter(PublicNotice::stands)
                .map(each -> each.saying(act.text(), book.nowMs()))
                .orElseGet(() -> PublicNotice.of(act.text(), book.nowMs()));
        String said = act.text().both();
        book.change(incident.with(Optional.of(notice)), line(Line.What.PUBLISHED, by, "", said));
    }

    private void withdraw(String by, Incident incident) {
        if (incident.notice().isEmpty()) {
            out.refused(Refusals.notPublic(incident.id()));
        } else {
            book.change(incident.with(Optional.empty()), line(Line.What.WITHDRAWN, by, "", ""));
        }
    }

    private void merge(String by, IncidentAct.Merge act, Incident incident) {
        Optional<Incident> into = book.incident(act.into());
        Optional<Text> refusal = into.map(target -> mergeRefusal(incident, target))
                .orElseGet(() -> Optional.of(Refusals.none(act.into())));
        if (refusal.isPresent()) {
            out.refused(refusal.get());
            return;
        }
        Incident target = into.orElseThrow();
        book.happen(incident, new IncidentEvent.MergedBy(by, target.id()), by, "");
        List<Sign> signs = new ArrayList<>(target.signs());
        incident.signs().stream()
                .filter(sign -> target.sign(sign.id()).isEmpty())
                .forEach(signs::add);
        signs.sort(Comparator.comparingLong(Sign::atMs));
        List<Line> lines = Stream.concat(target.lines().stream(), incident.lines().stream())
                .sorted(Comparator.comparingLong(Line::atMs))
                .toList();
        Incident whole = target.with(signs)
                .told(lines)
                .seen(Math.max(target.head().lastSignMs(), incident.head().lastSignMs()))
                .with(target.notice().or(incident::notice));
        book.own(whole);
        Incident told = book.change(whole, line(Line.What.TOOK_IN, by, incident.id(), ""));
        book.happen(told, new IncidentEvent.SignSeen(), "", "");
    }

    private static Optional<Text> mergeRefusal(Incident from, Incident into) {
        if (from.id().equals(into.id())) {
            return Optional.of(Refusals.withItself(from.id()));
        }
        for (Incident each : List.of(from, into)) {
            if (!each.state().isOpen()) {
                return Optional.of(Refusals.closed(each.id()));
            }
        }
        return from.signs().size() + into.signs().size() > Incident.SIGNS_MAX
                ? Optional.of(Refusals.tooLarge(into.id()))
                : Optional.empty();
    }

    private void split(String by, IncidentAct.Split act, Incident incident) {
        Optional<Text> refusal = splitRefusal(act, incident);
        if (refusal.isPresent()) {
            out.refused(refusal.get());
            return;
        }
        List<Sign> gone = incident.signs().stream()
                .filter(sign -> act.signs().contains(sign.id()))
                .toList();
        List<Sign> left = incident.signs().stream()
                .filter(sign -> !act.signs().contains(sign.id()))
                .toList();
        Incident begun = book.open(procedure(incident), gone, "", "");
        book.own(begun);
        Incident rest = incident.with(left);
        book.own(rest);
        book.change(rest, line(Line.What.SPLIT_OFF, by, begun.id(), ""));
    }

    private Optional<Text> splitRefusal(IncidentAct.Split act, Incident incident) {
        if (!incident.state().isOpen()) {
            return Optional.of(Refusals.closed(incident.id()));
        }
        for (String sign : act.signs()) {
            if (incident.sign(sign).isEmpty()) {
                return Optional.of(Refusals.noSign(incident.id(), sign));
            }
        }
        if (incident.signs().size() <= act.signs().stream().distinct().count()) {
            return Optional.of(Refusals.emptied(incident.id()));
        }
        return book.makeRoom() ? Optional.empty() : Optional.of(Refusals.full());
    }
}
