package org.beaconhub.gateway.run;

import java.util.List;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** A small site for tests, and what its devices say. */
public final class Stories {
    /** When stories begin, milliseconds since 1970 UTC. */
    public static final long START_MS = 1_800_000_000_000L;

    private Stories() {}

    /** Forest nodes {@code fn-0} … with a heat rule at once and a smoke rule that must hold for 20 s. */
    public static SiteChanged site(int nodes) {
        return new SiteChanged(
                "start",
                List.of(
                        new SiteFile("channels.yaml", """
                                channels:
                                  - { name: brigade, type: webhook, url: "http://127.0.0.1:1/notices", kinds: [alarm], min-severity: severe, secret: brigade }
                                """),
                        new SiteFile("devices.yaml", devices(nodes)),
                        new SiteFile("rules/all.yaml", """
                                - rule: hot
                                  on: forest-node
                                  raise: temperature > 60 °C
                                  clear: temperature < 50 °C
                                  kind: alarm
                                  severity: severe
                                  message: { zh: "{device} 高温", en: "{device} is hot" }
                                - rule: smoke
                                  on: forest-node
                                  raise: smoke > 4 %/m for 20 s
                                  clear: smoke < 1.5 %/m
                                  kind: alarm
                                  severity: critical
                                  message: { zh: "{device} 有烟", en: "Smoke at {device}" }
                                """),
                        new SiteFile("site.yaml", """
                                name: { zh: 试验, en: Trial }
                                zone: Asia/Shanghai
                                areas:
                                  forest: { zh: 林区, en: Forest }
                                  town: { zh: 社区, en: Town }
                                """),
                        new SiteFile("types.yaml", """
                                types:
                                  forest-node: { measures: [temperature, smoke], interval: 10 s, dialect: beacon }
                                  hub: { measures: [broker_up], dialect: beacon }
                                """)));
    }

    private static String devices(int nodes) {
        StringBuilder devices = new StringBuilder("""
                devices:
                  - { id: hub, type: hub, area: town, name: { zh: 烽台, en: Hub } }
                """);
        for (int i = 0; i < nodes; i++) {
            devices.append(
                    "  - { id: fn-" + i + ", type: forest-node, area: forest, lat: 35.9, lon: 120.1, name: { zh: " + i
                            + "号, en: Node " + i + " } }\n");
        }
        return devices.toString();
    }

    /** One reading of a node, numbered by the device. */
    public static Observation says(int node, long number, long atMs, Quantity quantity, double value) {
        return new Observation(
                "fn-" + node, atMs, Observation.TimeSource.DEVICE, number, List.of(new Measurement(quantity, value)));
    }
}
