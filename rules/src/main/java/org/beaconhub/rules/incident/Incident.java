package org.beaconhub.rules.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Place;

/**
 * Alarms and reports that belong together, and what was done about them; immutable.
 *
 * @param head what it is and where it stands
 * @param signs its alarms and reports, the first-out first; up to {@link #SIGNS_MAX}
 * @param tasks the steps of its procedure, as they were when it began
 * @param lines its time line, oldest first; of more than {@link #LINES_MAX} the middle is left out, the journal has all
 * @param notice what everybody may read about it; empty where nobody made anything public
 */
public record Incident(Head head, List<Sign> signs, List<Task> tasks, List<Line> lines, Optional<PublicNotice> notice) {
    /** So many signs join one incident; the next begins another. */
    public static final int SIGNS_MAX = 500;
    /** So many lines are kept. */
    public static final int LINES_MAX = 200;
    /** So many of the oldest lines are never left out. */
    static final int FIRST_LINES = 50;
    /** The most pictures of one incident. */
    static final int PICTURES_MAX = 50;

    /**
     * What an incident is and where it stands.
     *
     * @param id unique: {@code I}, the journal sequence that made it, a dash, and the ordinal of the decision
     * @param type its type, as the site's procedures name it
     * @param openedAtMs when it began, hub time in milliseconds since 1970 UTC
     * @param lastSignMs when its last sign came
     * @param severity the highest of its signs
     * @param area path of the area of its first sign
     * @param place where it began: the place of the first sign that has one
     * @param firstOut id of its first sign
     * @param unit id of the unit that has it; empty where none has
     * @param state where it stands
     */
    public record Head(
            String id,
            String type,
            long openedAtMs,
            long lastSignMs,
            Severity severity,
            String area,
            Place place,
            String firstOut,
            String unit,
            IncidentState state) {
        /** Whether a person reported it before any device did. */
        public boolean isReported() {
            return firstOut.startsWith(Sign.REPORTS);
        }

        Head in(IncidentState next) {
            return new Head(id, type, openedAtMs, lastSignMs, severity, area, place, firstOut, unit, next);
        }

        Head assigned(String next) {
            return new Head(id, type, openedAtMs, lastSignMs, severity, area, place, firstOut, next, state);
        }

        /** With what follows from exactly these signs. */
        private Head of(List<Sign> signs) {
            Sign first = signs.getFirst();
            Head next = new Head(
                    id,
                    type,
                    openedAtMs,
                    lastSignMs,
                    first.severity(),
                    first.area(),
                    Place.NONE,
                    first.id(),
                    unit,
                    state);
            for (Sign sign : signs) {
                next = next.and(sign);
            }
            return next;
        }

        /** With what follows from one more sign. */
        private Head and(Sign sign) {
            boolean graver = sign.severity().compareTo(severity) > 0;
            boolean places = !place.isKnown() && sign.place().isKnown();
            return graver || places
                    ? new Head(
                            id,
                            type,
                            openedAtMs,
                            lastSignMs,
                            graver ? sign.severity() : severity,
                            area,
                            places ? sign.place() : place,
                            firstOut,
                            unit,
                            state)
                    : this;
        }

        /** Whether those who reported it hear the same of it. */
        boolean standsLike(Head other) {
            return state.equals(other.state) && unit.equals(other.unit);
        }

        private Head seen(long atMs) {
            return new Head(id, type, openedAtMs, atMs, severity, area, place, firstOut, unit, state);
        }
    }

    /** Copies the lists; an incident has a sign. */
    public Incident {
        signs = Roll.of(signs);
        tasks = List.copyOf(tasks);
        lines = Roll.of(lines);
        if (signs.isEmpty()) {
            throw new IllegalArgumentException("incident " + head.id() + " has no sign");
        }
    }

    /** Its id. */
    public String id() {
        return head.id();
    }

    /** Where it stands. */
    public IncidentState state() {
        return head.state();
    }

    /** Whether people have something to do, or watch for a rekindling: a sign of its kind and place belongs to it. */
    public boolean awaitsSigns() {
        return state().isOpen() || state() instanceof IncidentState.Closed closed && closed.isWatched();
    }

    /** Whether it has nothing but what people said. */
    public boolean isOnlyReported() {
        return signs.stream().allMatch(sign -> sign.origin() == Sign.Origin.REPORT);
    }

    /** Whether an incident of an id became a part of it. */
    public boolean tookIn(String other) {
        return lines.stream()
                .anyMatch(line -> line.what() == Line.What.TOOK_IN && line.ref().equals(other));
    }

    /** Whether somebody has done something to it that they had not when it was as before. */
    public boolean hasNewOf(String by, Incident before) {
        return lines.stream().anyMatch(line -> line.by().equals(by) && !before.lines.contains(line));
    }

    /** The sign of an id. */
    Optional<Sign> sign(String id) {
        return signs.stream().filter(sign -> sign.id().equals(id)).findFirst();
    }

    Incident with(Head next) {
        return new Incident(next, signs, tasks, lines, notice);
    }

    /** It with exactly these signs; severity, place and first-out follow from them. */
    Incident with(List<Sign> next) {
        return new Incident(head.of(next), next, tasks, lines, notice);
    }

    /** It with one more sign. */
    Incident and(Sign sign) {
        return new Incident(head.and(sign), Roll.of(signs).plus(sign), tasks, lines, notice);
    }

    /** It with another sign in the place of one. */
    Incident with(int index, Sign sign) {
        Sign before = signs.get(index);
        Roll<Sign> next = Roll.of(signs).with(index, sign);
        boolean same = before.severity() == sign.severity()
                && before.area().equals(sign.area())
                && before.place().equals(sign.place());
        return new Incident(same ? head : head.of(next), next, tasks, lines, notice);
    }

    /** It after a sign at that time. */
    Incident seen(long atMs) {
        return with(head.seen(atMs));
    }

    Incident ticked(int index, Task done) {
        List<Task> next = new ArrayList<>(tasks);
        next.set(index, done);
        return new Incident(head, signs, next, lines, notice);
    }

    /** It with one more line. */
    Incident told(Line line) {
        return told(Roll.of(lines).plus(line));
    }

    /** It with these lines; of too many the middle is left out. */
    Incident told(List<Line> next) {
        int over = next.size() - LINES_MAX;
        Roll<Line> all = Roll.of(next);
        return new Incident(head, signs, tasks, over <= 0 ? all : all.without(FIRST_LINES, FIRST_LINES + over), notice);
    }

    /** It with what everybody may read about it. */
    Incident with(Optional<PublicNotice> next) {
        return new Incident(head, signs, tasks, lines, next);
    }

    /** It at that moment: who was warned of it hears that it is over when it is. */
    Incident clearedWhereOver(long nowMs) {
        boolean over = !state().isOpen() && notice.filter(PublicNotice::stands).isPresent();
        return over ? with(notice.map(each -> each.cleared(nowMs))) : this;
    }
}
