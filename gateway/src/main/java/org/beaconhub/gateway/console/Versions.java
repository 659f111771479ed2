package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.incident.Incident;

/**
 * Which change of an alarm or an incident one looks at: the journal's sequence of the view that first showed it so. It
 * grows with each change; after a restart all that stands has the sequence of the start, so an older version fits no
 * more, and who holds one looks again.
 */
final class Versions {
    private Map<String, Version> newest = Map.of();
    private long seq = -1;

    private record Version(Object thing, long seq) {}

    /** Takes a view in; an older one than the last changes nothing. */
    private synchronized Map<String, Version> at(View view) {
        if (view.seq() > seq) {
            Map<String, Version> next = new HashMap<>();
            for (Alarm alarm : view.alarms()) {
                next.put(alarm.id(), version(alarm.id(), alarm, view.seq()));
            }
            for (Incident incident : view.incidents().incidents()) {
                next.put(incident.id(), version(incident.id(), incident, view.seq()));
            }
            newest = next;
            seq = view.seq();
        }
        return newest;
    }

    private Version version(String id, Object thing, long atSeq) {
        Version before = newest.get(id);
        return before != null && before.thing().equals(thing)
                ? new Version(thing, before.seq())
                : new Version(thing, atSeq);
    }

    /** The version of a thing as a view shows it; 0 where there is none. */
    private long of(View view, String id, Object thing) {
        Version now = at(view).get(id);
        return now == null ? 0 : now.thing().equals(thing) ? now.seq() : Math.min(view.seq(), now.seq() - 1);
    }

    long of(View view, Alarm alarm) {
        return of(view, alarm.id(), alarm);
    }

    long of(View view, Incident incident) {
        return of(view, incident.id(), incident);
    }

    /** The version of an alarm or an incident by its id; 0 where there is none. */
    long of(View view, String id) {
        Version now = at(view).get(id);
        return now == null ? 0 : now.seq();
    }

    /** Puts versions to the incidents of an answer. */
    ObjectNode mark(View view, ObjectNode all) {
        Map<String, Incident> incidents = new HashMap<>();
        view.incidents().incidents().forEach(each -> incidents.put(each.id(), each));
        for (JsonNode node : all.path("incidents")) {
            Incident incident = incidents.get(node.path("id").asText());
            if (node instanceof ObjectNode each && incident != null) {
                each.put("version", of(view, incident));
            }
        }
        return all;
    }
}
