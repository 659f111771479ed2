package org.beaconhub.rules.incident;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.response.Procedure;
import org.jspecify.annotations.Nullable;

/** Which incident that waits for signs each sign belongs to, and which areas each of those reaches into. */
final class Belonging {
    private final Map<String, Spot> bySign = new HashMap<>();
    private final Map<String, Set<String>> areas = new HashMap<>();

    /**
     * Where a sign is: it belongs to one incident that waits for signs at the most.
     *
     * @param incident id of the incident
     * @param index its place among the signs
     */
    record Spot(String incident, int index) {}

    /** The place of a sign; null where it belongs to no incident that waits for signs. */
    @Nullable
    Spot of(String sign) {
        return bySign.get(sign);
    }

    /** The signs of an incident belong to it from now on, as they stand. */
    void own(Incident incident) {
        Set<String> reached = new HashSet<>();
        for (int i = 0; i < incident.signs().size(); i++) {
            Sign sign = incident.signs().get(i);
            bySign.put(sign.id(), new Spot(incident.id(), i));
            reached.add(sign.area());
        }
        areas.put(incident.id(), reached);
    }

    /** The last sign of an incident is new. */
    void joined(Incident incident) {
        Sign sign = incident.signs().getLast();
        bySign.put(sign.id(), new Spot(incident.id(), incident.signs().size() - 1));
        areas.computeIfAbsent(incident.id(), id -> new HashSet<>()).add(sign.area());
    }

    /** An incident waits for signs no more. */
    void end(Incident incident) {
        if (areas.remove(incident.id()) != null) {
            incident.signs()
                    .forEach(sign -> bySign.computeIfPresent(
                            sign.id(), (id, spot) -> spot.incident().equals(incident.id()) ? null : spot));
        }
    }

    /**
     * The incident that a sign belongs to, or null. It joins one of its type that waits for signs and has room, if it is
     * near and in time; of several the oldest. Near: a sign of the incident is of the same area, or at most
     * {@code join-within-m} away. In time: an alarm of the incident still holds, or its last sign is at most
     * {@code join-for} ago; while a watch for a rekindling goes on, any time is.
     */
    @Nullable
    Incident find(Collection<Incident> incidents, Sign sign, Procedure procedure, long nowMs) {
        for (Incident each : incidents) {
            if (each.head().type().equals(procedure.type())
                    && each.awaitsSigns()
                    && each.signs().size() < Incident.SIGNS_MAX
                    && isInTime(each, procedure, nowMs)
                    && isNear(each, sign, procedure)) {
                return each;
            }
        }
        return null;
    }

    /**
     * The incident that takes a sign which would have begun one, had there been room: one with room for signs before one
     * without, one of its type before others, since the same people drive out; of those one that reaches into its area, then the
     * one that began nearest, then the newest.
     */
    Incident nextOfKin(Collection<Incident> incidents, Sign sign, String type) {
        return Collections.min(
                incidents,
                Comparator.comparing((Incident each) -> each.signs().size() >= Incident.SIGNS_MAX)
                        .thenComparing(each -> !each.head().type().equals(type))
                        .thenComparing(each -> !reaches(each, sign.area()))
                        .thenComparingDouble(each -> metres(each.head().place(), sign.place()))
                        .thenComparingLong(each -> -each.head().openedAtMs()));
    }

    private static double metres(Place one, Place other) {
        return one.isKnown() && other.isKnown() ? one.metresTo(other) : Double.MAX_VALUE;
    }

    private boolean reaches(Incident incident, String area) {
        return !area.isEmpty() && areas.getOrDefault(incident.id(), Set.of()).contains(area);
    }

    private static boolean isInTime(Incident incident, Procedure procedure, long nowMs) {
        return !incident.state().isOpen()
                || nowMs - incident.head().lastSignMs() <= procedure.joinForMs()
                || incident.signs().stream().anyMatch(Sign::holds);
    }

    private boolean isNear(Incident incident, Sign sign, Procedure procedure) {
        return reaches(incident, sign.area())
                || sign.place().isKnown()
                        && incident.signs().stream()
                                .anyMatch(known -> known.place().isKnown()
                                        && known.place().metresTo(sign.place()) <= procedure.joinWithinM());
    }
}
