package org.beaconhub.rules.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** A site of five nodes on a line, the last of which is in another area. */
final class NodeSite {
    /** Metres north of the first. */
    static final Map<String, Integer> NODES = nodes();

    private NodeSite() {}

    private static Map<String, Integer> nodes() {
        Map<String, Integer> nodes = new LinkedHashMap<>();
        nodes.put("n-1", 0);
        nodes.put("n-2", 400);
        nodes.put("n-3", 1500);
        nodes.put("n-4", 5500);
        nodes.put("n-5", 5600);
        return nodes;
    }

    static int metres(String node) {
        return Objects.requireNonNull(NODES.get(node));
    }

    static String area(String node) {
        return node.equals("n-5") ? "town" : "forest";
    }

    /** It, with one rule. */
    static SiteChanged of(String raise) {
        StringBuilder devices =
                new StringBuilder("devices:\n  - { id: hub, type: hub, area: town, name: { zh: 烽台, en: Hub } }\n");
        NODES.forEach((id, metres) -> devices.append(
                "  - { id: %s, type: node, area: %s, lat: %.6f, lon: 120.1, name: { zh: 点, en: Node } }%n"
                        .formatted(id, area(id), 35.9 + metres / 111_195.0)));
        return new SiteChanged(
                "start",
                List.of(
                        new SiteFile("site.yaml", """
                                name: { zh: 试验, en: Trial }
                                zone: Asia/Shanghai
                                areas: { forest: { zh: 林区, en: Forest }, town: { zh: 社区, en: Town } }
                                """),
                        new SiteFile("types.yaml", """
                                types:
                                  node: { measures: [temperature, smoke, door, event], dialect: beacon }
                                  hub: { measures: [broker_up], dialect: beacon }
                                """),
                        new SiteFile("devices.yaml", devices.toString()),
                        new SiteFile(
                                "calendars.yaml",
                                "calendars: { evening: { times: [\"16:01-16:02\", \"17:00-18:00\"] } }\n"),
                        new SiteFile("rules/all.yaml", """
                                - rule: trial
                                  on: node
                                  raise: "%s"
                                  late: true
                                  kind: alarm
                                  severity: severe
                                  message: { zh: x, en: x }
                                """.formatted(raise))));
    }
}
