package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.vitals.Vitals;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.AlarmState.Acknowledged;
import org.beaconhub.rules.alarm.AlarmState.Closed;
import org.beaconhub.rules.alarm.AlarmState.LatchedAcknowledged;
import org.beaconhub.rules.alarm.AlarmState.LatchedUnacknowledged;
import org.beaconhub.rules.alarm.AlarmState.Normal;
import org.beaconhub.rules.alarm.AlarmState.OutOfUse;
import org.beaconhub.rules.alarm.AlarmState.Returned;
import org.beaconhub.rules.alarm.AlarmState.ReturnedUnacknowledged;
import org.beaconhub.rules.alarm.AlarmState.Shelved;
import org.beaconhub.rules.alarm.AlarmState.SuppressedByDesign;
import org.beaconhub.rules.alarm.AlarmState.Unacknowledged;
import org.beaconhub.rules.detect.Duty;
import org.beaconhub.rules.detect.Told;
import org.beaconhub.rules.detect.Track;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.engine.Counters;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.engine.View.DeviceView;
import org.beaconhub.rules.explain.Grounds;
import org.beaconhub.rules.explain.HubAlarm;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** Views in the words of the API, which are the words of the rules; times in milliseconds since 1970 UTC. */
final class StateJson {
    private static final int QUARANTINE_SHOWN = 3;

    private final Vitals vitals;
    private final Clock clock;
    private final Versions versions;
    private final Supplier<DrillsView> drills;
    private final BooleanSupplier hidesPeople;

    /** Hides what tells of persons where people must sign in: it is told one by one then, and written down. */
    StateJson(Vitals vitals, Clock clock, Versions versions, Supplier<DrillsView> drills, BooleanSupplier hidesPeople) {
        this.vitals = vitals;
        this.clock = clock;
        this.versions = versions;
        this.drills = drills;
        this.hidesPeople = hidesPeople;
    }

    /** Everything. */
    ObjectNode whole(View view) {
        ObjectNode node = head(view);
        node.set("site", site(view.site()));
        node.set("alarms", alarms(view));
        node.set("devices", devices(view));
        node.set("silenced", silenced(view));
        node.set("coverage", coverage(view));
        node.set("actuators", ActuatorJson.all(view));
        node.set("incidents", incidents(view));
        node.set("fire_weather", AreaJson.fireWeather(view));
        return node;
    }

    /** The incidents with their versions. */
    ObjectNode incidents(View view) {
        return versions.mark(view, IncidentJson.all(view));
    }

    /** How many of each area's sensing devices work. */
    static ArrayNode coverage(View view) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        view.coverage()
                .forEach(each -> all.addObject()
                        .put("area", each.area())
                        .put("working", each.working())
                        .put("blind", each.blind())
                        .put("silent", each.silent())
                        .put("out_of_service", each.outOfService())
                        .put("all", each.all())
                        .put("percent", Math.round(each.percent())));
        return all;
    }

    /** The devices out of service, the maintenances, and the operator positions that are flooded. */
    static ObjectNode silenced(View view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode out = node.putArray("devices_out");
        view.devicesOut()
                .forEach(each -> out.addObject()
                        .put("device", each.device())
                        .put("since", each.sinceMs())
                        .put("by", each.by())
                        .put("reason", each.reason()));
        ArrayNode maintenances = node.putArray("maintenances");
        view.maintenances()
                .forEach(each -> maintenances
                        .addObject()
                        .put("id", each.id())
                        .put("area", each.area())
                        .put("from", each.fromMs())
                        .put("until", each.untilMs())
                        .put("by", each.by())
                        .put("reason", each.reason()));
        ArrayNode flooded = node.putArray("flooded");
        view.flooded().forEach(flooded::add);
        return node;
    }

    /** What is different in a newer view of the same site; the alarms whole where one of them moved. */
    ObjectNode delta(View before, View now) {
        ObjectNode node = head(now);
        if (!before.alarms().equals(now.alarms())) {
            node.set("alarms", alarms(now));
        }
        if (Moves.silenced(before, now)) {
            node.set("silenced", silenced(now));
        }
        if (Moves.actuators(before, now)) {
            node.set("actuators", ActuatorJson.all(now));
        }
        if (!before.duties().equals(now.duties())) {
            node.set("coverage", coverage(now));
        }
        if (Moves.incidents(before, now)) {
            node.set("incidents", incidents(now));
        }
        if (!before.fireWeather().equals(now.fireWeather())) {
            node.set("fire_weather", AreaJson.fireWeather(now));
        }
        ObjectNode heard = node.putObject("heard");
        List<DeviceView> old = before.devices();
        for (int i = 0; i < now.devices().size(); i++) {
            DeviceView device = now.devices().get(i);
            DeviceView was = old.get(i);
            if (device.heardAtMs() != was.heardAtMs()
                    || device.observedAtMs() != was.observedAtMs()
                    || now.duties().get(i) != before.duties().get(i)
                    || !device.latest().equals(was.latest())) {
                heard.set(device.device().id(), heard(device, now.duties().get(i)));
            }
        }
        return node;
    }

    /** The time, the counters, the hub's own figures and that a drill goes on: what every message carries. */
    ObjectNode head(View view) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("seq", view.seq())
                .put("hub_time", view.hubTimeMs())
                .put("now", clock.nowMs());
        Counters counters = view.counters();
        node.putObject("counters")
                .put("observations", counters.observations())
                .put("repeats", counters.repeats())
                .put("out_of_order", counters.outOfOrder())
                .put("unreadables", counters.unreadables())
                .put("alarms", counters.alarms())
                .put("notices", counters.notices())
                .put("notices_pending", view.pendingNotices().size());
        node.set("hub", hub());
        drills.get().running().ifPresent(drill -> node.set("drill", DrillJson.mark(drill)));
        return node;
    }

    private ObjectNode hub() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ready", vitals.ready());
        ObjectNode figures = node.putObject("figures");
        vitals.newest().forEach((quantity, value) -> figures.put(quantity.key(), value));
        ArrayNode findings = node.putArray("findings");
        vitals.findings()
                .forEach(finding -> findings.addObject()
                        .put("code", finding.code())
                        .put("blocks", finding.blocks())
                        .set("text", Console.text(finding.text())));
        node.put("quarantine_count", vitals.quarantine().count());
        ArrayNode last = node.putArray("quarantine");
        vitals.quarantine().newest().stream()
                .limit(QUARANTINE_SHOWN)
                .forEach(item -> last.addObject()
                        .put("at", item.atMs())
                        .put("reason", lower(item.unreadable().reason()))
                        .put("source", item.unreadable().source())
                        .put("detail", item.unreadable().detail()));
        return node;
    }

    private static ObjectNode site(Site site) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("zone", site.zone());
        node.set("name", Console.text(site.name()));
        site.grafana().ifPresent(url -> node.put("grafana", url));
        ObjectNode units = node.putObject("units");
        site.devices().stream()
                .flatMap(device -> device.type().measures().stream())
                .distinct()
                .forEach(quantity -> units.put(quantity.key(), quantity.unit().symbol()));
        ArrayNode areas = node.putArray("areas");
        site.areas().forEach(area -> areas.addObject().put("path", area.path()).set("name", Console.text(area.name())));
        return node;
    }

    /** The alarms that are not closed. */
    ArrayNode alarms(View view) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        view.alarms().forEach(alarm -> all.add(alarm(view, alarm)));
        return all;
    }

    /** One alarm with its explanation and its version. */
    ObjectNode alarm(View view, Alarm alarm) {
        return alarm(view.site(), alarm).put("version", versions.of(view, alarm));
    }

    /** One alarm with its explanation, without a version. */
    static ObjectNode alarm(Site site, Alarm alarm) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", alarm.id())
                .put("rule", alarm.rule())
                .put("subject", alarm.subject())
                .put("area", alarm.area())
                .put("kind", lower(alarm.kind()))
                .put("severity", lower(alarm.severity()))
                .put("priority", lower(alarm.priority()))
                .put("life_safety", alarm.lifeSafety())
                .put("position", site.position(alarm.area()))
                .put("list", AlarmLists.of(alarm.state()))
                .put(
                        "sound",
                        alarm.state() instanceof Unacknowledged ? alarm.kind().sound() : "none")
                .put("first_out", alarm.firstOut())
                .put("state", alarm.state().word())
                .put("state_since", alarm.state().sinceMs())
                .put("by", by(alarm.state()))
                .put("raised_at", alarm.raisedAtMs())
                .put("observed_at", alarm.observedAtMs());
        hushed(node, alarm.state());
        node.set("message", Console.text(alarm.message()));
        Optional<Device> device = site.device(alarm.subject());
        device.ifPresent(known -> node.set("device_name", Console.text(known.name())));
        ArrayNode explanation = explanation(alarm);
        for (int i = 0; i < explanation.size(); i++) {
            Text words = Grounds.of(alarm, alarm.explanation().get(i), site);
            ((ObjectNode) explanation.get(i)).set("words", Console.text(words));
        }
        node.set("explanation", explanation);
        HubAlarm.of(alarm, site.zone()).ifPresent(own -> node.set("ends", Console.text(own.ends())));
        return node;
    }

    /** The clauses that raised an alarm. */
    static ArrayNode explanation(Alarm alarm) {
        ArrayNode explanation = JsonNodeFactory.instance.arrayNode();
        alarm.explanation()
                .forEach(evidence -> explanation
                        .addObject()
                        .put("clause", evidence.clause())
                        .put("value", evidence.value())
                        .put("since", evidence.sinceMs())
                        .put("seq", evidence.seq()));
        return explanation;
    }

    /** Why an alarm does not call, and until when. */
    private static void hushed(ObjectNode node, AlarmState state) {
        if (state instanceof Shelved shelved) {
            node.put("reason", shelved.reason()).put("until", shelved.untilMs()).put("holds", shelved.holds());
        } else if (state instanceof SuppressedByDesign suppressed) {
            node.put("cause", suppressed.cause()).put("holds", suppressed.holds());
        } else if (state instanceof OutOfUse out) {
            node.put("reason", out.reason()).put("holds", out.holds());
        }
    }

    static String by(AlarmState state) {
        return switch (state) {
            case Unacknowledged s -> "";
            case ReturnedUnacknowledged s -> "";
            case Acknowledged s -> s.by();
            case Returned s -> s.by();
            case Closed s -> s.by();
            case Normal s -> "";
            case LatchedUnacknowledged s -> "";
            case LatchedAcknowledged s -> s.by();
            case Shelved s -> s.by();
            case SuppressedByDesign s -> "";
            case OutOfUse s -> s.by();
        };
    }

    /** The devices with their last words. */
    ArrayNode devices(View view) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < view.devices().size(); i++) {
            DeviceView each = view.devices().get(i);
            Device device = each.device();
            ObjectNode node = heard(each, view.duties().get(i))
                    .put("id", device.id())
                    .put("type", device.type().name())
                    .put("area", device.area())
                    .put("lat", device.lat())
                    .put("lon", device.lon())
                    .put("interval_ms", device.type().intervalMs());
            node.set("name", Console.text(device.name()));
            ArrayNode measures = node.putArray("measures");
            device.type().measures().forEach(quantity -> measures.add(quantity.key()));
            PeopleLimit.of(view.site(), device).ifPresent(limit -> node.put("people_limit", limit));
            if (device.snapshot().isPresent()) {
                node.put("snapshot", true);
            }
            all.add(node);
        }
        return all;
    }

    private ObjectNode heard(DeviceView device, Duty duty) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("duty", lower(duty));
        if (device.heardAtMs() != Track.NEVER) {
            node.put("heard_at", device.heardAtMs());
        }
        if (device.observedAtMs() != Track.NEVER) {
            node.put("observed_at", device.observedAtMs());
        }
        // What is usual is left out: a message goes to every page, for every device that was heard.
        if (device.timeSource() == TimeSource.HUB) {
            node.put("time_source", "hub");
        }
        ObjectNode latest = node.putObject("latest");
        for (Told told : device.latest()) {
            String key = told.reading().quantity().key();
            if (PeopleAnswers.PERSONAL.contains(told.reading().quantity()) && hidesPeople.getAsBoolean()) {
                continue;
            }
            switch (told.reading()) {
                case Measurement measurement -> latest.put(key, measurement.value());
                case Label label -> latest.put(key, label.text());
            }
            if (told.atMs() != device.observedAtMs()) {
                node.withObjectProperty("told_at").put(key, told.atMs());
            }
            if (told.doubt() != Told.Doubt.NONE) {
                node.withObjectProperty("doubts").put(key, lower(told.doubt()));
            }
        }
        return node;
    }

    /** The messages that could not be read. */
    ObjectNode quarantine() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("count", vitals.quarantine().count());
        ObjectNode reasons = node.putObject("by_reason");
        for (Reason reason : Reason.values()) {
            if (vitals.quarantine().count(reason) > 0) {
                reasons.put(lower(reason), vitals.quarantine().count(reason));
            }
        }
        ArrayNode items = node.putArray("newest");
        vitals.quarantine()
                .newest()
                .forEach(item -> items.addObject()
                        .put("at", item.atMs())
                        .put("source", item.unreadable().source())
                        .put("device", item.unreadable().device())
                        .put("reason", lower(item.unreadable().reason()))
                        .put("detail", item.unreadable().detail())
                        .put("size_bytes", item.unreadable().sizeBytes())
                        .put("excerpt", item.unreadable().excerpt()));
        return node;
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
