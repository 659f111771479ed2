package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.vitals.Vitals;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.detect.Duty;
import org.beaconhub.rules.detect.Told;
import org.beaconhub.rules.detect.Track;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.engine.Counters;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.engine.View.DeviceView;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation.TimeSource;
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
    private final Function<Site, String> page;

    /**
     * Hides what tells of persons where people must sign in: it is told one by one then, and written down.
     *
     * @param page the version of the page that the hub gives out now, so that an open one knows that it is old
     */
    StateJson(
            Vitals vitals,
            Clock clock,
            Versions versions,
            Supplier<DrillsView> drills,
            BooleanSupplier hidesPeople,
            Function<Site, String> page) {
        this.vitals = vitals;
        this.clock = clock;
        this.versions = versions;
        this.drills = drills;
        this.hidesPeople = hidesPeople;
        this.page = page;
    }

    /** Everything. */
    ObjectNode whole(View view) {
        ObjectNode node = head(view).put("page", page.apply(view.site()));
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

    /** What is different in a newer view of the same site. */
    ObjectNode delta(View before, View now) {
        ObjectNode node = head(now);
        moved(node, before, now);
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

    /** The alarms that are new or stand otherwise, whole, and the ids of those that are over; neither where there are none. */
    private void moved(ObjectNode node, View before, View now) {
        if (before.alarms().equals(now.alarms())) { // nearly always: nothing is looked up then
            return;
        }
        Map<String, Alarm> known = new LinkedHashMap<>();
        before.alarms().forEach(alarm -> known.put(alarm.id(), alarm));
        ArrayNode moved = JsonNodeFactory.instance.arrayNode();
        now.alarms().forEach(alarm -> {
            if (!alarm.equals(known.remove(alarm.id()))) {
                moved.add(alarm(now, alarm));
            }
        });
        if (!moved.isEmpty()) {
            node.set("alarms", moved);
        }
        if (!known.isEmpty()) {
            known.keySet().forEach(node.putArray("alarms_over")::add);
        }
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
                        .put("detail", item.unreadable().detail().en())
                        .set("text", Console.text(item.unreadable().detail())));
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
        return AlarmJson.of(view.site(), alarm).put("version", versions.of(view, alarm));
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
                        .put("detail", item.unreadable().detail().en())
                        .put("size_bytes", item.unreadable().sizeBytes())
                        .put("excerpt", item.unreadable().excerpt())
                        .set("text", Console.text(item.unreadable().detail())));
        return node;
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
