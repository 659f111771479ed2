package org.beaconhub.rules.site;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.rulebook.RuleReader;
import org.beaconhub.rules.rulebook.Rulebook;
import org.beaconhub.rules.rulebook.Vocabulary;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlFile;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads the texts of a site: {@code site.yaml}, {@code types.yaml}, {@code devices.yaml}, {@code channels.yaml}, {@code rules/*.yaml}. */
final class SiteReader {
    private static final Set<String> KNOWN_FILES = Set.of("site.yaml", "types.yaml", "devices.yaml", "channels.yaml");

    private final Map<String, SiteFile> files = new TreeMap<>();
    private final Problems problems = new Problems();
    private final YamlText texts = new YamlText(problems);
    private final Map<String, Area> areas = new LinkedHashMap<>();

    SiteReader(List<SiteFile> files) {
        files.forEach(file -> this.files.put(file.name(), file));
    }

    Parsed read() {
        for (String name : files.keySet()) {
            if (!KNOWN_FILES.contains(name) && !name.startsWith("rules/")) {
                problems.add(new Position(name, 1, 1), "not a file of a site; rules belong in rules/");
            }
        }
        Optional<Fields> head = fields("site.yaml", "site");
        head.ifPresent(fields -> fields.allow(Set.of("name", "zone", "areas"), problems));
        Optional<Text> name = head.flatMap(fields -> texts.bilingual(fields, "name"));
        Optional<String> zone =
                head.flatMap(fields -> texts.required(fields, "zone")).flatMap(this::zone);
        head.ifPresent(this::readAreas);
        DeviceReader devices = new DeviceReader(problems, areas.keySet());
        fields("types.yaml", "types").ifPresent(devices::readTypes);
        fields("devices.yaml", "devices").ifPresent(devices::readDevices);
        List<Channel> channels = new ArrayList<>();
        if (files.containsKey("channels.yaml")) {
            fields("channels.yaml", "channels")
                    .ifPresent(fields -> channels.addAll(new ChannelReader(problems, devices.devices()).read(fields)));
        }
        Rulebook rulebook = rules(devices);
        if (!problems.isEmpty()) {
            return new Parsed.Invalid(problems.sorted());
        }
        return new Parsed.Valid(new Site(
                name.orElseThrow(),
                zone.orElseThrow(),
                List.copyOf(areas.values()),
                List.copyOf(devices.devices().values()),
                channels,
                rulebook));
    }

    private Optional<Fields> fields(String file, String key) {
        SiteFile text = files.get(file);
        if (text == null) {
            problems.add(new Position(file, 1, 1), "the site lacks this file");
            return Optional.empty();
        }
        return YamlFile.read(text, problems).flatMap(document -> {
            if (document instanceof Fields fields) {
                return Optional.of(fields);
            }
            problems.add(document.at(), "expected '" + key + ": …', found " + document.what());
            return Optional.empty();
        });
    }

    private Optional<String> zone(Scalar text) {
        try {
            return Optional.of(ZoneId.of(text.text()).getId());
        } catch (DateTimeException e) {
            problems.add(text.at(), "zone '" + text.text() + "' is no time zone; write one such as 'Asia/Shanghai'");
            return Optional.empty();
        }
    }

    private void readAreas(Fields head) {
        head.get("areas").ifPresent(node -> {
            if (!(node instanceof Fields fields)) {
                problems.add(node.at(), "areas are a map: 'lingzhushan/east: { zh: …, en: … }'");
                return;
            }
            fields.values().forEach((path, field) -> {
                if (!path.matches("[a-z0-9-]+(/[a-z0-9-]+)*")) {
                    problems.add(
                            field.at(),
                            "area '" + path + "' must be small letters, digits and dashes, with / between levels");
                }
                texts.bilingual(fields, path).ifPresent(text -> areas.put(path, new Area(path, text)));
            });
        });
    }

    private Rulebook rules(DeviceReader devices) {
        Map<String, Set<Quantity>> measures = new TreeMap<>();
        devices.types().values().forEach(type -> measures.put(type.name(), type.measures()));
        Set<String> paths = new TreeSet<>();
        areas.keySet().forEach(path -> {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                paths.add(path.substring(0, slash));
            }
            paths.add(path);
        });
        RuleReader reader = new RuleReader(new Vocabulary(measures, paths), problems);
        List<Rule> rules = new ArrayList<>();
        files.values().stream()
                .filter(file -> file.name().startsWith("rules/"))
                .forEach(file -> rules.addAll(reader.read(file)));
        for (Rule rule : rules) {
            if (devices.devices().values().stream()
                    .noneMatch(device -> rule.on().matches(device.type().name(), device.area()))) {
                problems.add(
                        rule.at(),
                        "rule '" + rule.name() + "' watches no device: there is none of '"
                                + rule.on().text() + "'");
            }
        }
        limitCompany(rules, List.copyOf(devices.devices().values()));
        return new Rulebook(rules);
    }

    /** A rule that counts devices around each of its own must not ask too many. */
    private void limitCompany(List<Rule> rules, List<Device> devices) {
        Neighbours neighbours = new Neighbours(devices);
        for (Rule rule : rules) {
            rule.conditions()
                    .flatMap(SiteReader::all)
                    .filter(Condition.Several.class::isInstance)
                    .map(Condition.Several.class::cast)
                    .forEach(several -> limitCompany(rule, several, devices, neighbours));
        }
    }

    private void limitCompany(Rule rule, Condition.Several several, List<Device> devices, Neighbours neighbours) {
        devices.stream()
                .filter(device -> rule.on().matches(device.type().name(), device.area()))
                .filter(device -> neighbours
                                .around(device, several.types(), several.metres())
                                .size()
                        > Neighbours.NEIGHBOURS_MAX)
                .findFirst()
                .ifPresent(device -> problems.add(
                        rule.at(),
                        "rule '" + rule.name() + "' asks more than " + Neighbours.NEIGHBOURS_MAX + " devices around '"
                                + device.id() + "' at each reading; make the distance or the area smaller"));
    }

    private static Stream<Condition> all(Condition condition) {
        return Stream.concat(Stream.of(condition), condition.parts().stream().flatMap(SiteReader::all));
    }

    /** The items of a list that are maps; others are problems. */
    static List<Fields> maps(Fields fields, String key, Problems problems) {
        List<Fields> maps = new ArrayList<>();
        fields.allow(Set.of(key), problems);
        fields.get(key)
                .ifPresentOrElse(
                        node -> {
                            if (!(node instanceof Items items)) {
                                problems.add(node.at(), "'" + key + "' must be a list, found " + node.what());
                                return;
                            }
                            items.items().forEach(item -> {
                                if (item instanceof Fields map) {
                                    maps.add(map);
                                } else {
                                    problems.add(item.at(), "expected a map, found " + item.what());
                                }
                            });
                        },
                        () -> problems.add(fields.at(), "key '" + key + "' is missing"));
        return maps;
    }
}
