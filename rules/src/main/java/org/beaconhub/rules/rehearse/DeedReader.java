package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rehearse.Event.Deed;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads what people do in a step. */
final class DeedReader {
    /** The keys of a step that are deeds. */
    static final Set<String> KEYS = Set.of(
            "acknowledge",
            "close",
            "reset",
            "shelve",
            "unshelve",
            "take-out",
            "put-back",
            "maintenance",
            "end-maintenance");

    private static final String REHEARSED = "rehearsed";
    private static final long HOUR_MS = 3_600_000;

    private final Site site;
    private final Problems problems;
    private final YamlText texts;
    private final Times times;

    DeedReader(Site site, Problems problems, Times times) {
        this.site = site;
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.times = times;
    }

    List<Deed> read(Fields step, List<Device> here, Optional<String> usualRule) {
        List<Deed> deeds = new ArrayList<>();
        for (String key : KEYS.stream().sorted().toList()) {
            step.get(key).ifPresent(node -> deeds.addAll(deeds(key, node, step, here, usualRule)));
        }
        return deeds;
    }

    private List<Deed> deeds(String key, YamlNode node, Fields step, List<Device> here, Optional<String> usualRule) {
        return switch (key) {
            case "take-out" ->
                outright(here, node, device -> new Command.TakeOut(device.id(), word(step, key, REHEARSED)));
            case "put-back" -> outright(here, node, device -> new Command.PutBack(device.id(), word(step, key, "")));
            case "maintenance" -> maintenance(node);
            case "end-maintenance" -> List.of(new Event.EndsMaintenance(word(step, key, "")));
            default -> onAlarms(key, node, here, usualRule);
        };
    }

    private String word(Fields fields, String key, String usual) {
        return texts.optional(fields, key)
                .map(Scalar::text)
                .filter(text -> !text.isEmpty())
                .orElse(usual);
    }

    private List<Deed> outright(List<Device> here, YamlNode node, Function<Device, Command.Act> act) {
        if (here.isEmpty()) {
            problems.add(
                    node.at(),
                    new Text(
                            "哪个设备？请在这里或为全篇写明 device", "which device? name it by 'device' here or for the whole story"));
        }
        return here.stream()
                .<Deed>map(device -> new Event.Outright(act.apply(device)))
                .toList();
    }

    private List<Deed> maintenance(YamlNode node) {
        if (!(node instanceof Fields fields)) {
            problems.add(
                    node.at(),
                    new Text(
                            "maintenance 须为映射：{ area: town, for: 2 h, reason: … }",
                            "maintenance is a map: { area: town, for: 2 h, reason: … }"));
            return List.of();
        }
        fields.allow(Set.of("area", "for", "reason"), problems);
        Optional<Scalar> area = texts.required(fields, "area");
        area.filter(path -> !site.hasArea(path.text()))
                .ifPresent(path -> problems.add(
                        path.at(), new Text("未知的区域“" + path.text() + "”", "unknown area '" + path.text() + "'")));
        long forMs = within(fields, 60_000, Command.BeginMaintenance.FOR_MS_MAX);
        return area.map(path -> List.<Deed>of(new Event.Outright(
                        new Command.BeginMaintenance(path.text(), 0, forMs, word(fields, "reason", REHEARSED)))))
                .orElse(List.of());
    }

    private long within(Fields fields, long minMs, long maxMs) {
        OptionalLong forMs = texts.optional(fields, "for")
                .map(text -> times.length(text, "for"))
                .orElse(OptionalLong.of(HOUR_MS));
        if (forMs.orElse(HOUR_MS) < minMs || forMs.orElse(HOUR_MS) > maxMs) {
            problems.add(
                    fields.at(),
                    new Text(
                            "for 须在 " + Times.text(minMs) + " 至 " + Times.text(maxMs) + " 之间",
                            "'for' must be " + Times.text(minMs) + " to " + Times.text(maxMs)));
            return HOUR_MS;
        }
        return forMs.orElse(HOUR_MS);
    }

    /** A rule's name, {@code true} for the story's own rule, or a map. */
    private List<Deed> onAlarms(String key, YamlNode node, List<Device> here, Optional<String> usualRule) {
        Fields fields = node instanceof Fields map ? map : new Fields(node.at(), java.util.Map.of());
        fields.allow(Set.of("rule", "for", "reason", "as", "note"), problems);
        Optional<Scalar> named = node instanceof Scalar word
                ? Optional.of(word).filter(each -> !each.text().equals("true"))
                : texts.optional(fields, "rule");
        Optional<String> rule =
                named.isPresent() ? named.flatMap(new ExpectationReader(site, problems, times)::rule) : usualRule;
        if (rule.isEmpty() || here.isEmpty()) {
            problems.add(
                    node.at(), new Text(key + "：哪条规则、哪个设备的警情？", key + ": the alarm of which rule at which device?"));
            return List.of();
        }
        Event.OfAlarm act = act(key, fields);
        return here.stream()
                .<Deed>map(device -> new Event.OnAlarm(rule.get(), device.id(), act))
                .toList();
    }

    private Event.OfAlarm act(String key, Fields fields) {
        String note = word(fields, "note", "");
        return switch (key) {
            case "acknowledge" -> Command.Acknowledge::new;
            case "reset" -> alarm -> new Command.Reset(alarm, note);
            case "unshelve" -> alarm -> new Command.Unshelve(alarm, note);
            case "shelve" -> {
                long forMs = within(fields, Command.Shelve.FOR_MS_MIN, Command.Shelve.FOR_MS_MAX);
                String reason = word(fields, "reason", REHEARSED);
                yield alarm -> new Command.Shelve(alarm, forMs, reason);
            }
            case "close" -> {
                Disposition as = texts.optional(fields, "as")
                        .flatMap(text -> texts.oneOf(text, "as", Disposition.class))
                        .orElse(Disposition.REAL);
                yield alarm -> new Command.Close(alarm, as, note);
            }
            default -> throw new IllegalArgumentException(key + " is no deed on an alarm");
        };
    }
}
