package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.incident.IncidentState.Agreement;
import org.beaconhub.rules.incident.Recurrence;
import org.beaconhub.rules.incident.Sign;
import org.beaconhub.rules.response.Point;
import org.beaconhub.rules.response.ResponsePlan;
import org.beaconhub.rules.site.Site;
import org.jspecify.annotations.Nullable;

/** Incidents in the words of the API; times in milliseconds since 1970 UTC. */
final class IncidentJson {
    /** So many cameras that give a picture are told with an incident. */
    private static final int CAMERAS_MAX = 3;

    private IncidentJson() {}

    /** The incidents without their time lines, what recurs, and the site's units and types. */
    static ObjectNode all(View view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode incidents = node.putArray("incidents");
        Map<String, Escalation> escalations = CallJson.byIncident(view);
        view.incidents()
                .incidents()
                .forEach(each -> incidents.add(head(view.site(), each, escalations.get(each.id()))));
        ArrayNode frequent = node.putArray("frequent");
        view.incidents().frequent().forEach(each -> frequent.add(frequent(each, view.hubTimeMs())));
        ResponsePlan plan = view.site().plan();
        ArrayNode units = node.putArray("units");
        plan.crews().forEach(each -> units.addObject().put("id", each.id()).set("name", Console.text(each.name())));
        ArrayNode types = node.putArray("types");
        plan.procedures()
                .forEach(each -> types.addObject().put("type", each.type()).set("name", Console.text(each.name())));
        return node;
    }

    private static ObjectNode frequent(Recurrence each, long nowMs) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", each.type())
                .put("scope", lower(each.scope()))
                .put("name", each.name())
                .put("count", each.recent(nowMs))
                .put("last", each.timesMs().getLast());
    }

    /** One incident with everything. */
    static ObjectNode whole(View view, Incident incident) {
        Escalation escalation = CallJson.byIncident(view).get(incident.id());
        ObjectNode node = head(view.site(), incident, escalation);
        ArrayNode signs = node.putArray("signs");
        incident.signs().forEach(sign -> signs.add(sign(sign)));
        ArrayNode lines = node.putArray("time_line");
        incident.lines()
                .forEach(line -> lines.addObject()
                        .put("at", line.atMs())
                        .put("what", lower(line.what()))
                        .put("by", line.by())
                        .put("ref", line.ref())
                        .put("note", line.note()));
        CallJson.calls(node, escalation, view.site());
        Place place = incident.head().place();
        ArrayNode cameras = node.putArray("cameras");
        view.site()
                .nearestPictures(place, CAMERAS_MAX)
                .forEach(each -> cameras.add(near(each.id(), each.name(), each.place(), place)));
        return node;
    }

    private static ObjectNode sign(Sign sign) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", sign.id())
                .put("origin", lower(sign.origin()))
                .put("subject", sign.subject())
                .put("area", sign.area())
                .put("at", sign.atMs())
                .put("severity", lower(sign.severity()))
                .put("holds", sign.holds());
        place(node, sign.place());
        return node;
    }

    private static ObjectNode head(Site site, Incident incident, @Nullable Escalation escalation) {
        Incident.Head head = incident.head();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", head.id())
                .put("type", head.type())
                .put("opened_at", head.openedAtMs())
                .put("last_sign_at", head.lastSignMs())
                .put("severity", lower(head.severity()))
                .put("area", head.area())
                .put("first_out", head.firstOut())
                .put("sign_count", incident.signs().size())
                .put(
                        "holding_count",
                        incident.signs().stream().filter(Sign::holds).count());
        node.set("name", Console.text(site.plan().procedure(head.type()).name()));
        place(node, head.place());
        if (!head.unit().isEmpty()) {
            ObjectNode unit = node.putObject("unit").put("id", head.unit());
            site.plan().crew(head.unit()).ifPresent(crew -> unit.set("name", Console.text(crew.name())));
        }
        node.set("nearest", nearest(site, head.place()));
        state(node, head.state());
        ArrayNode tasks = node.putArray("tasks");
        incident.tasks().forEach(task -> {
            ObjectNode each = tasks.addObject();
            each.set("step", Console.text(task.step()));
            if (task.isDone()) {
                each.put("by", task.doneBy()).put("at", task.doneAtMs()).put("note", task.note());
            }
        });
        ArrayNode accept = node.putArray("accept");
        site.plan().procedure(head.type()).accept().forEach(check -> accept.add(lower(check)));
        CallJson.escalation(node, escalation, site);
        notice(node, incident);
        return node;
    }

    private static void notice(ObjectNode node, Incident incident) {
        incident.notice()
                .ifPresent(notice -> node.putObject("public")
                        .put("since", notice.sinceMs())
                        .put("changed", notice.changedMs())
                        .put("cleared", notice.clearedMs())
                        .set("text", Console.text(notice.text())));
    }

    private static void place(ObjectNode node, Place place) {
        if (place.isKnown()) {
            node.put("lat", place.lat()).put("lon", place.lon());
        }
    }

    private static ObjectNode nearest(Site site, Place place) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Point.Kind kind : Point.Kind.values()) {
            site.plan()
                    .nearest(kind, place)
                    .ifPresent(point -> node.set(lower(kind), near(point.id(), point.name(), point.place(), place)));
        }
        site.nearestCamera(place)
                .ifPresent(camera -> node.set("camera", near(camera.id(), camera.name(), camera.place(), place)));
        return node;
    }

    private static ObjectNode near(String id, Text name, Place place, Place from) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("id", id).put("metres", Math.round(place.metresTo(from)));
        place(node, place);
        node.set("name", Console.text(name));
        return node;
    }

    private static void state(ObjectNode node, IncidentState state) {
        node.put("state", state.word()).put("since", state.sinceMs()).put("open", state.isOpen());
        switch (state) {
            case IncidentState.Reported s -> {}
            case IncidentState.Verified s -> node.put("by", s.by());
            case IncidentState.Responding s -> node.put("by", s.by());
            case IncidentState.Contained s -> node.put("by", s.by());
            case IncidentState.Accepted s -> {}
            case IncidentState.Closed s ->
                node.put("by", s.by())
                        .put("disposition", lower(s.disposition()))
                        .put("note", s.note())
                        .put("watch_until", s.watchUntilMs())
                        .put("look_back_at", s.lookBackAtMs());
            case IncidentState.LookBackDue s -> node.put("disposition", lower(s.disposition()));
            case IncidentState.LookedBack s -> node.put("by", s.by()).put("note", s.note());
            case IncidentState.Merged s -> node.put("by", s.by()).put("into", s.into());
        }
        agreements(node, state.agreements());
    }

    private static void agreements(ObjectNode node, List<Agreement> agreements) {
        ArrayNode all = node.putArray("agreements");
        for (Agreement agreement : agreements) {
            ObjectNode each = all.addObject()
                    .put("check", lower(agreement.check()))
                    .put("by", agreement.by())
                    .put("at", agreement.atMs())
                    .put("note", agreement.note());
            agreement.agree().forEach(each.putArray("agree")::add);
            agreement.disagree().forEach(each.putArray("disagree")::add);
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
