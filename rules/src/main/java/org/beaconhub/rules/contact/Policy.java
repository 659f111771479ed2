package org.beaconhub.rules.contact;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.AreaPath;

/**
 * Who is called to incidents, and who next where nobody answers.
 *
 * @param name unique among the policies
 * @param types the types of incident that it is for; none for all
 * @param severityMin the least severity that it is for
 * @param areas paths of its areas, areas below them included; none for everywhere
 * @param calendar name of the calendar in which an incident must begin; empty for any time
 * @param steps what happens, in order
 * @param againAfterMs so long after the last step all begin anew where nobody has answered, in milliseconds; 0 where they do not
 */
public record Policy(
        String name,
        Set<String> types,
        Severity severityMin,
        List<String> areas,
        String calendar,
        List<Step> steps,
        long againAfterMs) {
    /** Copies the collections. */
    public Policy {
        types = java.util.Collections.unmodifiableSet(new TreeSet<>(types));
        areas = List.copyOf(areas);
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param afterMs so long after the step before it, or after the incident began, in milliseconds
     * @param severityMin the least severity at which it is taken
     * @param tell who is called; nobody where the channel has receivers of its own
     * @param over names of channels: each person is told over the first that reaches them, and after a failure over the next
     */
    public record Step(long afterMs, Severity severityMin, List<Target> tell, List<String> over) {
        /** Copies the lists. */
        public Step {
            tell = List.copyOf(tell);
            over = List.copyOf(over);
        }

        /** The same for some of those whom it calls. */
        public Step telling(Predicate<Target> which) {
            return new Step(afterMs, severityMin, tell.stream().filter(which).toList(), over);
        }
    }

    /**
     * Whom a step means.
     *
     * @param kind what it names
     * @param name its id or name
     */
    public record Target(Kind kind, String name) {
        /** The unit that has the incident. */
        public static final String RESPONSIBLE = "responsible";

        /** Whether it means the unit that has the incident, whichever that is. */
        public boolean isResponsible() {
            return kind == Kind.UNIT && name.equals(RESPONSIBLE);
        }

        /** Whether it means who is on call. */
        public boolean isRota() {
            return kind == Kind.ROTA;
        }

        /** What a target names. */
        public enum Kind {
            /** A person. */
            CONTACT,
            /** All who have a role. */
            ROLE,
            /** Who is on call by a rota. */
            ROTA,
            /** All of a unit; {@link Target#RESPONSIBLE} for the one that has the incident. */
            UNIT
        }
    }

    /** Whether it is for incidents of that type, severity and area, whatever the time. */
    public boolean isFor(String type, Severity severity, String area) {
        return (types.isEmpty() || types.contains(type))
                && severity.compareTo(severityMin) >= 0
                && (areas.isEmpty() || areas.stream().anyMatch(own -> AreaPath.isWithin(area, own)));
    }
}
