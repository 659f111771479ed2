package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads the steps of one story into events. */
final class StepReader {
    /** So many events a story has at the most. */
    static final int EVENTS_MAX = 200_000;

    private static final Set<String> TIME_KEYS = Set.of("at", "after", "device", "for", "every", "delayed");
    private static final Set<String> KEYS = Stream.of(
                    TIME_KEYS.stream(),
                    DeedReader.KEYS.stream(),
                    Stream.of("broker", "by", "refused", "expect", "alarms"),
                    Stream.of(Quantity.values()).map(Quantity::key))
            .flatMap(each -> each)
            .collect(Collectors.toUnmodifiableSet());

    private final Site site;
    private final Problems problems;
    private final YamlText texts;
    private final Times times;
    private final long startMs;
    private final Set<String> devices = new HashSet<>();
    private final Set<String> rules = new HashSet<>();
    private final List<Event> events = new ArrayList<>();
    private List<Device> usualDevices = List.of();
    private Optional<String> usualRule = Optional.empty();
    private long lastMs;

    StepReader(Site site, Problems problems, long startMs) {
        this.site = site;
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.times = new Times(site.zone(), problems);
        this.startMs = startMs;
    }

    /** Reads the rule and the devices that a story is about, where it names them. */
    void usual(Fields story) {
        usualDevices = devices(story);
        usualDevices.forEach(device -> devices.add(device.id()));
        ExpectationReader reader = new ExpectationReader(site, problems, times);
        usualRule = texts.optional(story, "rule").flatMap(reader::rule);
        usualRule.ifPresent(rules::add);
    }

    /** Names of the rules that the story is about. */
    Set<String> rules() {
        return rules;
    }

    /** Ids of the devices that take part. */
    Set<String> devices() {
        return devices;
    }

    /** What happens, by time. */
    List<Event> events() {
        events.sort(Comparator.comparingLong(Event::afterMs));
        return events;
    }

    void read(Fields step) {
        step.allow(KEYS, problems);
        long atMs = begins(step);
        List<Device> here = step.get("device").isPresent() ? devices(step) : usualDevices;
        here.forEach(device -> devices.add(device.id()));
        long endMs = atMs;
        Map<Quantity, Series> series = series(step);
        if (!series.isEmpty()) {
            if (here.isEmpty() && step.get("device").isEmpty()) {
                problems.add(
                        step.at(),
                        new Text("由谁说？请在这里或为全篇写明 device", "who says it? name a 'device' here or for the whole story"));
            }
            for (Device device : here) {
                endMs = Math.max(endMs, says(step, device, series, atMs));
            }
        } else if (step.get("for").isPresent()) {
            endMs = atMs + length(step, "for").orElse(0);
        }
        broker(step, atMs);
        new DeedReader(site, problems, times)
                .read(step, here, usualRule)
                .forEach(deed -> events.add(new Event.Acts(
                        atMs,
                        step.at(),
                        texts.optional(step, "by").map(Scalar::text).orElse("operator"),
                        deed,
                        texts.optional(step, "refused").map(Scalar::text).orElse(""))));
        expect(step, here, endMs);
        lastMs = Math.max(endMs, atMs);
    }

    private long begins(Fields step) {
        Optional<Scalar> at = texts.optional(step, "at");
        Optional<Scalar> after = texts.optional(step, "after");
        if (at.isPresent() && after.isPresent()) {
            problems.add(
                    after.get().at(),
                    new Text(
                            "请写 at（从开头算起）或 after（从上一步算起），不能都写",
                            "write 'at' (from the story's beginning) or 'after' (the step before)"));
        }
        OptionalLong begins = at.map(text -> times.after(text, "at", startMs))
                .or(() -> after.map(text -> {
                    OptionalLong ms = times.length(text, "after");
                    return ms.isPresent() ? OptionalLong.of(lastMs + ms.getAsLong()) : ms;
                }))
                .orElse(OptionalLong.of(lastMs));
        return begins.orElse(lastMs);
    }

    private OptionalLong length(Fields step, String key) {
        return texts.optional(step, key).map(text -> times.length(text, key)).orElse(OptionalLong.empty());
    }

    private List<Device> devices(Fields fields) {
        List<Scalar> names = fields.get("device").orElse(null) instanceof Items
                ? texts.list(fields, "device")
                : texts.optional(fields, "device").stream().toList();
        List<Device> found = new ArrayList<>();
        for (Scalar name : names) {
            site.device(name.text())
                    .ifPresentOrElse(
                            found::add,
                            () -> problems.add(
                                    name.at(),
                                    new Text("未知的设备“" + name.text() + "”", "unknown device '" + name.text() + "'"),
                                    name.text(),
                                    site.devices().stream().map(Device::id).toList()));
        }
        return found;
    }

    private Map<Quantity, Series> series(Fields step) {
        Map<Quantity, Series> all = new LinkedHashMap<>();
        step.values()
                .forEach((key, field) -> Quantity.of(key)
                        .ifPresent(quantity -> Series.read(field.value(), quantity, problems)
                                .ifPresent(series -> all.put(quantity, series))));
        return all;
    }

    /** Adds the messages of one device; when the last of them comes. */
    private long says(Fields step, Device device, Map<Quantity, Series> series, long atMs) {
        measures(step, device, series.keySet());
        long everyMs = length(step, "every").orElse(device.type().intervalMs());
        int messages = messages(step, series.values(), everyMs);
        if (messages > 1 && everyMs == 0) {
            problems.add(
                    step.at(),
                    new Text(
                            device.id() + " 没有自己的上报间隔；请用 every 写明，如“every: 10 s”",
                            device.id()
                                    + " has no interval of its own; say 'every' how long it speaks, as in 'every: 10 s'"));
            return atMs;
        }
        if (events.size() + messages > EVENTS_MAX) {
            problems.add(
                    step.at(),
                    new Text("一篇中超过 " + EVENTS_MAX + " 条消息", "more than " + EVENTS_MAX + " messages in one story"));
            return atMs;
        }
        long delayedMs = length(step, "delayed").orElse(0);
        for (int i = 0; i < messages; i++) {
            List<Reading> readings = new ArrayList<>();
            for (Series each : series.values()) {
                readings.add(each.of(i, messages));
            }
            events.add(new Event.Says(atMs + i * everyMs, step.at(), device.id(), readings, delayedMs));
        }
        return atMs + Math.max(0, messages - 1) * everyMs;
    }

    private void measures(Fields step, Device device, Set<Quantity> said) {
        for (Quantity quantity : said) {
            if (!device.type().measures().contains(quantity)) {
                Position at = step.get(quantity.key()).map(YamlNode::at).orElse(step.at());
                String type = device.type().name();
                String measured =
                        device.type().measures().stream().map(Quantity::key).collect(Collectors.joining(", "));
                problems.add(
                        at,
                        new Text(
                                device.id() + " 属于 " + type + "，不测 " + quantity.key() + "；它测 " + measured,
                                device.id() + " is a " + type + ", which does not measure " + quantity.key()
                                        + "; it measures " + measured));
            }
        }
    }

    private int messages(Fields step, Iterable<Series> all, long everyMs) {
        OptionalLong forMs = length(step, "for");
        int messages = forMs.isPresent() && everyMs > 0
                ? (int) Math.min(EVENTS_MAX + 1L, forMs.getAsLong() / everyMs + 1)
                : forMs.isPresent() ? 2 : 1;
        for (Series series : all) {
            if (series.line() && forMs.isEmpty()) {
                problems.add(
                        step.at(),
                        new Text(
                                "从一个值到另一个值历时多久？请写“for: 2 min”",
                                "for how long does it go from one value to the other? write 'for: 2 min'"));
            } else if (series.messages() > 0 && messages > 1 && messages != series.messages()) {
                problems.add(
                        step.at(),
                        new Text(
                                series.messages() + " 个值对 " + messages + " 条消息；请去掉 for，或使两者一致",
                                series.messages() + " values for " + messages
                                        + " messages; leave out 'for', or match"));
                return 0;
            }
            messages = Math.max(messages, series.messages());
        }
        return messages;
    }

    private void broker(Fields step, long atMs) {
        texts.optional(step, "broker").ifPresent(text -> {
            boolean up = text.text().equals("up");
            if (!up && !text.text().equals("down")) {
                problems.add(
                        text.at(),
                        new Text(
                                "broker“" + text.text() + "”须为 up 或 down",
                                "broker '" + text.text() + "' must be up or down"));
            }
            site.device(Device.HUB).ifPresent(hub -> devices.add(hub.id()));
            events.add(new Event.Says(
                    atMs, step.at(), Device.HUB, List.of(new Measurement(Quantity.BROKER_UP, up ? 1 : 0)), 0));
        });
    }

    private void expect(Fields step, List<Device> here, long atMs) {
        ExpectationReader reader = new ExpectationReader(site, problems, times);
        step.get("expect").ifPresent(node -> {
            for (Expectation each : reader.read(node, here, usualRule)) {
                rules.add(each.rule());
                devices.add(each.device());
                events.add(new Event.Expects(atMs, node.at(), each));
            }
        });
        step.get("alarms").ifPresent(node -> {
            List<String> all = reader.all(texts.list(step, "alarms"), here);
            all.forEach(each -> {
                rules.add(each.substring(0, each.indexOf(" at ")));
                devices.add(each.substring(each.indexOf(" at ") + " at ".length()));
            });
            events.add(new Event.ExpectsAll(atMs, node.at(), all));
        });
    }
}
