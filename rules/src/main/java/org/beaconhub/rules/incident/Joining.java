package org.beaconhub.rules.incident;

import java.util.Collection;
import java.util.Optional;
import org.beaconhub.rules.response.Procedure;

/**
 * Which incident a sign belongs to. It joins one of its type that waits for signs and has room, if it is near and in
 * time; of several the oldest. Near: a sign of the incident is of the same area, or at most {@code join-within-m} away.
 * In time: an alarm of the incident still holds, or its last sign is at most {@code join-for} ago; while a watch for a
 * rekindling goes on, any time is.
 */
final class Joining {
    private Joining() {}

    static Optional<Incident> find(Collection<Incident> incidents, Sign sign, Procedure procedure, long nowMs) {
        return incidents.stream()
                .filter(each -> each.head().type().equals(procedure.type()))
                .filter(Incident::awaitsSigns)
                .filter(each -> each.signs().size() < Incident.SIGNS_MAX)
                .filter(each -> isInTime(each, procedure, nowMs))
                .filter(each -> each.signs().stream().anyMatch(known -> isNear(known, sign, procedure)))
                .findFirst();
    }

    private static boolean isInTime(Incident incident, Procedure procedure, long nowMs) {
        return !incident.state().isOpen()
                || nowMs - incident.head().lastSignMs() <= procedure.joinForMs()
                || incident.signs().stream().anyMatch(Sign::holds);
    }

    private static boolean isNear(Sign known, Sign sign, Procedure procedure) {
        boolean sameArea = !sign.area().isEmpty() && known.area().equals(sign.area());
        return sameArea
                || known.place().isKnown()
                        && sign.place().isKnown()
                        && known.place().metresTo(sign.place()) <= procedure.joinWithinM();
    }
}
