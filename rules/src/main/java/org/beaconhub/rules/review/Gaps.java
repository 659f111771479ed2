package org.beaconhub.rules.review;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.rulebook.Value;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problems;

/** Devices that no rule watches, whose silence nobody would notice, or whose signs of danger no rule asks for. */
final class Gaps {
    private static final int NAMED_MAX = 5;
    private static final Set<Quantity> DANGERS = EnumSet.of(
            Quantity.SMOKE_ALARM,
            Quantity.HEAT_ALARM,
            Quantity.GAS,
            Quantity.GAS_ALARM,
            Quantity.FLAME,
            Quantity.SMOKE,
            Quantity.CO,
            Quantity.LEAK,
            Quantity.TAMPER,
            Quantity.EVENT,
            Quantity.BATTERY,
            Quantity.BATTERY_LOW);

    private final Site site;
    private final Problems problems;
    private final Map<String, List<Device>> found = new TreeMap<>();

    Gaps(Site site, Problems problems) {
        this.site = site;
        this.problems = problems;
    }

    void tell() {
        Map<String, List<Rule>> rulesByPlace = new TreeMap<>();
        for (Device device : site.devices()) {
            List<Rule> rules = rulesByPlace.computeIfAbsent(
                    device.type().name() + " in " + device.area(),
                    place -> site.rulebook().rules().stream()
                            .filter(rule -> rule.on().matches(device.type().name(), device.area()))
                            .toList());
            look(device, rules);
        }
        found.forEach((gap, devices) ->
                problems.warn(devices.getFirst().at(), devices.size() + " " + gap + ": " + named(devices)));
    }

    private void look(Device device, List<Rule> rules) {
        String type = "of type " + device.type().name() + " ";
        if (rules.isEmpty()) {
            add(device, type + "are watched by no rule");
            return;
        }
        boolean noticed = all(rules).anyMatch(Condition.Silent.class::isInstance);
        if (device.type().intervalMs() > 0 && !noticed && !device.id().equals(Device.HUB)) {
            add(device, type + "may fall silent and no rule tells");
        }
        Set<Quantity> asked = all(rules).flatMap(Gaps::asked).collect(Collectors.toSet());
        device.type().measures().stream()
                .filter(quantity -> DANGERS.contains(quantity) && !asked.contains(quantity))
                .forEach(quantity -> add(device, type + "measure " + quantity.key() + " and no rule asks for it"));
    }

    private void add(Device device, String gap) {
        found.computeIfAbsent(gap, each -> new ArrayList<>()).add(device);
    }

    private static String named(List<Device> devices) {
        String names = devices.stream().limit(NAMED_MAX).map(Device::id).collect(Collectors.joining(", "));
        return devices.size() > NAMED_MAX ? names + " …" : names;
    }

    private static Stream<Condition> all(List<Rule> rules) {
        return rules.stream().flatMap(Rule::conditions).flatMap(Gaps::all);
    }

    static Stream<Condition> all(Condition condition) {
        return Stream.concat(Stream.of(condition), condition.parts().stream().flatMap(Gaps::all));
    }

    private static Stream<Quantity> asked(Condition condition) {
        return switch (condition) {
            case Condition.Compare compare -> Stream.concat(asked(compare.left()), asked(compare.right()));
            case Condition.Broken broken -> Stream.of(broken.quantity());
            case Condition.Jumped jumped -> Stream.of(jumped.quantity());
            case Condition.Changed changed -> Stream.of(changed.quantity());
            case Condition.Stuck stuck -> Stream.of(stuck.quantity());
            case Condition.Flagged flagged -> Stream.of(flagged.quantity());
            case Condition.Labelled labelled -> Stream.of(labelled.quantity());
            case Condition.And and -> Stream.empty();
            case Condition.Or or -> Stream.empty();
            case Condition.Not not -> Stream.empty();
            case Condition.Held held -> Stream.empty();
            case Condition.Then then -> Stream.empty();
            case Condition.Without without -> Stream.empty();
            case Condition.Several several -> Stream.empty();
            case Condition.Silent silent -> Stream.empty();
            case Condition.During during -> Stream.empty();
        };
    }

    private static Stream<Quantity> asked(Value value) {
        return switch (value) {
            case Value.Latest latest -> Stream.of(latest.quantity());
            case Value.Rise rise -> Stream.of(rise.quantity());
            case Value.Windowed windowed -> Stream.of(windowed.quantity());
            case Value.Reckoned reckoned -> Stream.concat(asked(reckoned.left()), asked(reckoned.right()));
            case Value.Picked picked -> Stream.concat(asked(picked.left()), asked(picked.right()));
            case Value.Magnitude magnitude -> asked(magnitude.part());
            case Value.Drift drift -> Stream.of(drift.quantity());
            case Value.Coverage coverage -> Stream.empty();
            case Value.Outlook outlook -> Stream.empty();
            case Value.Constant constant -> Stream.empty();
            case Value.Parameter parameter -> Stream.empty();
        };
    }
}
