package org.beaconhub.rules.engine;

import java.util.List;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** A small site for tests: three forest nodes, a door, and the hub. */
final class Sites {
    static final String RULES = """
            - rule: forest-fire
              on: forest-node in forest/**
              raise: smoke > 4 %/m for 20 s and rise(temperature, 3 min) > 8.3 °C/min
              clear: smoke < 1.5 %/m for 2 min
              kind: alarm
              severity: critical
              message: { zh: "{device} 出现火情迹象", en: "Fire signs at {device}" }
            - rule: hot
              on: forest-node
              raise: temperature > 60 °C or broken(temperature)
              clear: temperature < 50 °C
              kind: alarm
              severity: severe
              message: { zh: "{device} 高温", en: "{device} is hot" }
            - rule: held-open
              on: gate
              raise: door for 1 min
              kind: supervisory
              severity: moderate
              message: { zh: "{device} 未关", en: "{device} is held open" }
            - rule: quiet
              on: forest-node
              raise: silent for 5 min
              kind: trouble
              severity: minor
              message: { zh: "{device} 失联", en: "{device} is silent" }
            """;

    private Sites() {}

    static SiteChanged small() {
        return with(RULES);
    }

    /** The small site with calendars. */
    static SiteChanged with(String rules, String calendars) {
        List<SiteFile> files = new java.util.ArrayList<>(with(rules).files());
        files.add(new SiteFile("calendars.yaml", calendars));
        return new SiteChanged("start", files);
    }

    static SiteChanged with(String rules) {
        return new SiteChanged(
                "start",
                List.of(
                        new SiteFile("site.yaml", """
                                name: { zh: 试验, en: Trial }
                                zone: Asia/Shanghai
                                areas:
                                  forest: { zh: 林区, en: Forest }
                                  forest/east: { zh: 东坡, en: East }
                                  town: { zh: 社区, en: Town }
                                """),
                        new SiteFile("types.yaml", """
                                types:
                                  forest-node: { measures: [temperature, smoke, humidity], interval: 10 s, dialect: beacon }
                                  gate: { measures: [door, card], dialect: beacon }
                                  hub: { measures: [broker_up, disk_free], dialect: beacon }
                                """),
                        new SiteFile("devices.yaml", """
                                devices:
                                  - { id: hub, type: hub, area: town, name: { zh: 烽台, en: Hub } }
                                  - { id: fn-1, type: forest-node, area: forest/east, lat: 35.9, lon: 120.1, name: { zh: 一号, en: Node 1 } }
                                  - { id: fn-2, type: forest-node, area: forest/east, lat: 35.9, lon: 120.2, name: { zh: 二号, en: Node 2 } }
                                  - { id: fn-3, type: forest-node, area: forest, lat: 35.8, lon: 120.2, name: { zh: 三号, en: Node 3 } }
                                  - { id: gate-1, type: gate, area: town, lat: 35.8, lon: 120.2, name: { zh: 东门, en: East gate } }
                                """),
                        new SiteFile("channels.yaml", """
                                channels:
                                  - { name: brigade, type: webhook, url: "http://127.0.0.1:8090/notices", kinds: [alarm], min-severity: severe, secret: brigade }
                                """),
                        new SiteFile("rules/all.yaml", rules)));
    }
}
