package org.beaconhub.rules.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When incidents began at each place and device, as far as it may matter. */
final class Recurrences {
    /** So many places and devices are remembered; the one that was quiet for longest goes first. */
    static final int KEPT_MAX = 1_000;

    private final Map<String, Recurrence> known = new LinkedHashMap<>();

    Collection<Recurrence> all() {
        return known.values();
    }

    /** An incident began there; how often it did. */
    Recurrence began(String type, Recurrence.Scope scope, String name, long nowMs) {
        Recurrence before = known.remove(key(type, scope, name));
        List<Long> times = new ArrayList<>(before == null ? List.of() : before.timesMs());
        times.add(nowMs);
        int over = Math.max(0, times.size() - Recurrence.TIMES_MAX);
        Recurrence now = new Recurrence(type, scope, name, times.subList(over, times.size()));
        put(now);
        return now;
    }

    /** Keeps one, as the newest. */
    void put(Recurrence recurrence) {
        known.put(key(recurrence.type(), recurrence.scope(), recurrence.name()), recurrence);
        if (known.size() > KEPT_MAX) {
            known.remove(known.keySet().iterator().next());
        }
    }

    private static String key(String type, Recurrence.Scope scope, String name) {
        return type + " " + scope + " " + name;
    }
}
