package org.beaconhub.rules.site;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.beaconhub.rules.calendar.CalendarReader;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.calendar.Holidays;
import org.beaconhub.rules.contact.CallPlan;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.response.PlanReader;
import org.beaconhub.rules.response.Procedure;
import org.beaconhub.rules.response.ResponsePlan;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.rulebook.RuleReader;
import org.beaconhub.rules.rulebook.Rulebook;
import org.beaconhub.rules.rulebook.Vocabulary;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlFile;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads the texts of a site: {@code site.yaml}, {@code types.yaml}, {@code devices.yaml}, {@code channels.yaml}, {@code calendars.yaml}, {@code procedures.yaml}, {@code units.yaml}, {@code points.yaml}, {@code contacts.yaml}, {@code rotas.yaml}, {@code escalation.yaml}, {@code rules/*.yaml}. */
final class SiteReader {
    private static final Set<String> KNOWN_FILES = Set.of(
            "site.yaml",
            "types.yaml",
            "devices.yaml",
            "channels.yaml",
            "calendars.yaml",
            "procedures.yaml",
            "units.yaml",
            "points.yaml",
            "contacts.yaml",
            "rotas.yaml",
            "escalation.yaml");

    private static final Set<String> HEAD_KEYS = Set.of("name", "zone", "grafana", "tiles", "areas", "positions");

    private final Map<String, SiteFile> files = new TreeMap<>();
    private final Problems problems = new Problems();
    private final YamlText texts = new YamlText(problems);
    private final Map<String, Area> areas = new LinkedHashMap<>();
    private Optional<String> grafana = Optional.empty();
    private Optional<Tiles> tiles = Optional.empty();

    SiteReader(List<SiteFile> files) {
        files.forEach(file -> this.files.put(file.name(), file));
    }

    Parsed read() {
        checkNames();
        Optional<Fields> head = fields("site.yaml", "site");
        Optional<Text> name = head.flatMap(fields -> texts.bilingual(fields, "name"));
        Optional<String> zone =
                head.flatMap(fields -> texts.required(fields, "zone")).flatMap(this::zone);
        head.ifPresent(this::readPlaces);
        List<OperatorPosition> positions = head.map(fields -> new PositionReader(problems, areas.keySet()).read(fields))
                .orElse(List.of());
        DeviceReader devices = new DeviceReader(problems, areas.keySet());
        fields("types.yaml", "types").ifPresent(devices::readTypes);
        fields("devices.yaml", "devices").ifPresent(devices::readDevices);
        devices.checkVia();
        ResponsePlan plan = plan();
        ActuatorReader actuators = new ActuatorReader(problems, devices.devices(), areas.keySet(), plan);
        List<Channel> channels = optional("channels.yaml", "channels")
                .map(fields -> new ChannelReader(problems, actuators).read(fields))
                .orElse(List.of());
        Calendars calendars = calendars(zone.orElse(Calendars.NONE.zone()));
        Rulebook rulebook = rules(devices, calendars);
        checkIncidents(rulebook, plan);
        CallPlan callPlan = callPlan(new Offers(plan, areas.keySet(), calendars.names(), channels), rulebook);
        if (!problems.isEmpty()) {
            return new Parsed.Invalid(problems.sorted(), problems.warnings(), rest(calendars, devices, rulebook));
        }
        return new Parsed.Valid(
                new Site(
                        name.orElseThrow(),
                        grafana,
                        tiles,
                        calendars,
                        List.copyOf(areas.values()),
                        positions,
                        List.copyOf(devices.devices().values()),
                        channels,
                        rulebook,
                        plan,
                        callPlan),
                problems.warnings());
    }

    private Site rest(Calendars calendars, DeviceReader devices, Rulebook rulebook) {
        return new Site(
                Site.NONE.name(),
                Optional.empty(),
                Optional.empty(),
                calendars,
                List.copyOf(areas.values()),
                List.of(),
                List.copyOf(devices.devices().values()),
                List.of(),
                rulebook,
                ResponsePlan.NONE,
                CallPlan.NONE);
    }

    private void checkNames() {
        for (String name : files.keySet()) {
            if (!KNOWN_FILES.contains(name) && !name.startsWith("rules/")) {
                problems.add(new Position(name, 1, 1), "not a file of a site; rules belong in rules/");
            }
        }
    }

    private CallPlan callPlan(Offers offers, Rulebook rulebook) {
        return new CallPlanReader(offers, rulebook, problems)
                .read(
                        optional("contacts.yaml", "contacts"),
                        optional("rotas.yaml", "rotas"),
                        optional("escalation.yaml", "policies"));
    }

    private ResponsePlan plan() {
        return new PlanReader(areas.keySet(), problems)
                .read(
                        optional("procedures.yaml", "procedures"),
                        optional("units.yaml", "units"),
                        optional("points.yaml", "points"));
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

    private Optional<Fields> optional(String file, String key) {
        return files.containsKey(file) ? fields(file, key) : Optional.empty();
    }

    /** Whether the types of incident that rules name are there. */
    private void checkIncidents(Rulebook rulebook, ResponsePlan plan) {
        List<String> types = plan.procedures().stream().map(Procedure::type).toList();
        for (Rule rule : rulebook.rules()) {
            String type = rule.handling().incident();
            if (!type.isEmpty() && !plan.knows(type)) {
                problems.add(
                        rule.at(),
                        "rule '" + rule.name() + "' names an unknown incident '" + type + "'"
                                + Nearest.hint(type, types) + "; procedures.yaml says what there is");
            }
        }
    }

    private Optional<String> zone(Scalar text) {
        try {
            return Optional.of(ZoneId.of(text.text()).getId());
        } catch (DateTimeException e) {
            problems.add(text.at(), "zone '" + text.text() + "' is no time zone; write one such as 'Asia/Shanghai'");
            return Optional.empty();
        }
    }

    /** The areas, and where people find the dashboards and pictures of the ground. */
    private void readPlaces(Fields head) {
        head.allow(HEAD_KEYS, problems);
        grafana = texts.optional(head, "grafana")
                .filter(new ServerFields(problems)::isUrl)
                .map(Scalar::text);
        tiles = new TilesReader(problems).read(head);
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

    private Calendars calendars(String zone) {
        Calendars none = new Calendars(zone, Holidays.NONE, Map.of(), Map.of());
        if (!files.containsKey("calendars.yaml")) {
            return none;
        }
        return fields("calendars.yaml", "calendars")
                .map(document -> new CalendarReader(areas.keySet(), problems).read(document, zone))
                .orElse(none);
    }

    private Rulebook rules(DeviceReader devices, Calendars calendars) {
        Map<String, Set<Quantity>> measures = new TreeMap<>();
        devices.types().values().forEach(type -> measures.put(type.name(), type.measures()));
        Set<String> paths = new TreeSet<>();
        areas.keySet().forEach(path -> {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                paths.add(path.substring(0, slash));
            }
            paths.add(path);
        });
        RuleReader reader = new RuleReader(
                new Vocabulary(
                        measures, paths, calendars.names(), devices.devices().keySet()),
                problems);
        List<Rule> rules = reader.read(files.values().stream()
                .filter(file -> file.name().startsWith("rules/"))
                .toList());
        RuleLimits limits = new RuleLimits(List.copyOf(devices.devices().values()), calendars, problems);
        rules.forEach(limits::check);
        new Inhibitions(rules, problems).check();
        return new Rulebook(rules);
    }
}
