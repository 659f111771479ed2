package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.beaconhub.rules.alarm.HubRule;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads what a step expects. */
final class ExpectationReader {
    private static final Set<String> KEYS =
            Set.of("rule", "device", "state", "severity", "kind", "raised-at", "because");
    private static final List<String> BUILT_IN =
            Arrays.stream(HubRule.values()).map(HubRule::key).toList();

    private final Site site;
    private final Problems problems;
    private final YamlText texts;
    private final Times times;

    ExpectationReader(Site site, Problems problems, Times times) {
        this.site = site;
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.times = times;
    }

    /** The rule of a name, where there is one. */
    Optional<String> rule(Scalar name) {
        List<String> names = new ArrayList<>(BUILT_IN);
        site.rulebook().rules().forEach(rule -> names.add(rule.name()));
        if (!names.contains(name.text())) {
            problems.add(
                    name.at(),
                    new Text("未知的规则“" + name.text() + "”", "unknown rule '" + name.text() + "'"),
                    name.text(),
                    names);
            return Optional.empty();
        }
        return Optional.of(name.text());
    }

    /** A state, a map, or a list of them. */
    List<Expectation> read(YamlNode node, List<Device> here, Optional<String> usualRule) {
        return switch (node) {
            case Items items ->
                items.items().stream()
                        .flatMap(item -> read(item, here, usualRule).stream())
                        .toList();
            case Scalar word ->
                texts.oneOf(word, "expect", Wanted.class).stream()
                        .flatMap(wanted -> each(word, usualRule, here, wanted, new Details()).stream())
                        .toList();
            case Fields fields -> map(fields, here, usualRule);
        };
    }

    /** What an expectation may say besides the state. */
    private record Details(
            Optional<Severity> severity, Optional<Kind> kind, OptionalLong raisedAfterMs, List<String> because) {
        Details() {
            this(Optional.empty(), Optional.empty(), OptionalLong.empty(), List.of());
        }
    }

    private List<Expectation> map(Fields fields, List<Device> here, Optional<String> usualRule) {
        fields.allow(KEYS, problems);
        Optional<String> rule =
                fields.get("rule").isPresent() ? texts.optional(fields, "rule").flatMap(this::rule) : usualRule;
        List<Device> devices = texts.optional(fields, "device")
                .map(name -> device(name).stream().toList())
                .orElse(here);
        Optional<Wanted> wanted = fields.get("state").isPresent()
                ? texts.oneOf(fields, "state", Wanted.class)
                : Optional.of(Wanted.RAISED);
        Details details = new Details(
                texts.optional(fields, "severity").flatMap(text -> texts.oneOf(text, "severity", Severity.class)),
                texts.optional(fields, "kind").flatMap(text -> texts.oneOf(text, "kind", Kind.class)),
                texts.optional(fields, "raised-at")
                        .map(text -> times.length(text, "raised-at"))
                        .orElse(OptionalLong.empty()),
                words(fields, "because"));
        return wanted.map(state -> each(fields, rule, devices, state, details)).orElse(List.of());
    }

    private List<String> words(Fields fields, String key) {
        return (fields.get(key).orElse(null) instanceof Items
                        ? texts.list(fields, key)
                        : texts.optional(fields, key).stream().toList())
                .stream().map(Scalar::text).toList();
    }

    private List<Expectation> each(
            YamlNode at, Optional<String> rule, List<Device> devices, Wanted wanted, Details details) {
        if (rule.isEmpty() || devices.isEmpty()) {
            problems.add(
                    at.at(),
                    new Text(
                            "哪条规则、哪个设备？请在这里或为全篇写明",
                            "of which rule at which device? name them here or for the whole story"));
            return List.of();
        }
        return devices.stream()
                .filter(device -> watches(at, rule.get(), device))
                .map(device -> new Expectation(
                        rule.get(),
                        device.id(),
                        wanted,
                        details.severity(),
                        details.kind(),
                        details.raisedAfterMs(),
                        details.because()))
                .toList();
    }

    private boolean watches(YamlNode at, String name, Device device) {
        Optional<Rule> rule = site.rulebook().rules().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (rule.isPresent() && !rule.get().on().matches(device.type().name(), device.area())) {
            String type = device.type().name();
            String on = rule.get().on().text();
            problems.add(
                    at.at(),
                    new Text(
                            "规则“" + name + "”不监视 " + device.id() + "（" + device.area() + " 的 " + type + "）；它用于“" + on
                                    + "”",
                            "rule '" + name + "' does not watch " + device.id() + ", a " + type + " in " + device.area()
                                    + "; it is on '" + on + "'"));
            return false;
        }
        return true;
    }

    private Optional<Device> device(Scalar name) {
        Optional<Device> device = site.device(name.text());
        if (device.isEmpty()) {
            List<String> ids = site.devices().stream().map(Device::id).toList();
            problems.add(
                    name.at(),
                    new Text("未知的设备“" + name.text() + "”", "unknown device '" + name.text() + "'"),
                    name.text(),
                    ids);
        }
        return device;
    }

    /** A list of alarms, each a rule, or {@code rule at device}. */
    List<String> all(List<Scalar> names, List<Device> here) {
        List<String> all = new ArrayList<>();
        for (Scalar name : names) {
            String[] parts = name.text().split(" at ", 2);
            Scalar ruleName = new Scalar(name.at(), parts[0], name.lines(), name.lengths());
            Optional<String> rule = rule(ruleName);
            List<Device> devices = parts.length == 1
                    ? here
                    : device(new Scalar(name.at(), parts[1], name.lines(), name.lengths())).stream()
                            .toList();
            rule.ifPresent(known -> each(name, rule, devices, Wanted.RAISED, new Details())
                    .forEach(each -> all.add(known + " at " + each.device())));
        }
        return all;
    }
}
