package org.beaconhub.rules.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Place;

/**
 * Alarms and reports that belong together, and what was done about them; immutable.
 *
 * @param head what it is and where it stands
 * @param signs its alarms and reports, the first-out first; up to {@link #SIGNS_MAX}
 * @param tasks the steps of its procedure, as they were when it began
 * @param lines its time line, oldest first; of more than {@link #LINES_MAX} the middle is left out, the journal has all
 */
public record Incident(Head head, List<Sign> signs, List<Task> tasks, List<Line> lines) {
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
        Head in(IncidentState next) {
            return new Head(id, type, openedAtMs, lastSignMs, severity, area, place, firstOut, unit, next);
        }

        Head assigned(String next) {
            return new Head(id, type, openedAtMs, lastSignMs, severity, area, place, firstOut, next, state);
        }

        private Head of(List<Sign> signs) {
            Sign first = signs.getFirst();
            return new Head(
                    id,
                    type,
                    openedAtMs,
                    lastSignMs,
                    signs.stream()
                            .map(Sign::severity)
                            .max(Comparator.naturalOrder())
                            .orElse(severity),
                    first.area(),
                    signs.stream()
                            .map(Sign::place)
                            .filter(Place::isKnown)
                            .findFirst()
                            .orElse(Place.NONE),
                    first.id(),
                    unit,
                    state);
        }

        private Head seen(long atMs) {
            return new Head(id, type, openedAtMs, atMs, severity, area, place, firstOut, unit, state);
        }
    }

    /** Copies the lists; an incident has a sign. */
    public Incident {
        signs = List.copyOf(signs);
        tasks = List.copyOf(tasks);
        lines = List.copyOf(lines);
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

    /** The sign of an id. */
    Optional<Sign> sign(String id) {
        return signs.stream().filter(sign -> sign.id().equals(id)).findFirst();
    }

    Incident with(Head next) {
        return new Incident(next, signs, tasks, lines);
    }

    /** It with exactly these signs; severity, place and first-out follow from them. */
    Incident with(List<Sign> next) {
        return new Incident(head.of(next), next, tasks, lines);
    }

    /** It with a sign that is new, or in the place of the one with the same id. */
    Incident with(Sign sign) {
        List<Sign> next = new ArrayList<>(signs);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).id().equals(sign.id())) {
                next.set(i, sign);
                return with(next);
            }
        }
        next.add(sign);
        return with(next);
    }

    /** It after a sign at that time. */
    Incident seen(long atMs) {
        return with(head.seen(atMs));
    }

    Incident ticked(int index, Task done) {
        List<Task> next = new ArrayList<>(tasks);
        next.set(index, done);
        return new Incident(head, signs, next, lines);
    }

    /** It with one more line. */
    Incident told(Line line) {
        return told(Stream.concat(lines.stream(), Stream.of(line)).toList());
    }

    /** It with these lines; of too many the middle is left out. */
    Incident told(List<Line> next) {
        int over = next.size() - LINES_MAX;
        List<Line> kept = over <= 0
                ? next
                : Stream.concat(next.stream().limit(FIRST_LINES), next.stream().skip(FIRST_LINES + (long) over))
                        .toList();
        return new Incident(head, signs, tasks, kept);
    }
}
