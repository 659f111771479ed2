package org.beaconhub.rules.rehearse;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** A small site for rehearsals: two forest nodes, a gate, and the hub. */
final class Stages {
    static final List<SiteFile> SITE = List.of(
            new SiteFile("site.yaml", """
                    name: { zh: 试验, en: Trial }
                    zone: Asia/Shanghai
                    areas:
                      forest: { zh: 林区, en: Forest }
                      town: { zh: 社区, en: Town }
                    """),
            new SiteFile("types.yaml", """
                    types:
                      node: { measures: [temperature, smoke], interval: 10 s, dialect: beacon }
                      gate: { measures: [door, event], dialect: beacon }
                      hub: { measures: [broker_up], dialect: beacon }
                    """),
            new SiteFile("devices.yaml", """
                    devices:
                      - { id: hub, type: hub, area: town, name: { zh: 烽台, en: Hub } }
                      - { id: n-1, type: node, area: forest, name: { zh: 一号, en: Node 1 } }
                      - { id: n-2, type: node, area: forest, name: { zh: 二号, en: Node 2 } }
                      - { id: gate-1, type: gate, area: town, name: { zh: 东门, en: East gate } }
                    """),
            new SiteFile("rules/all.yaml", """
                    - rule: smoke
                      on: node
                      raise: smoke > 4 %/m for 20 s
                      clear: smoke < 1.5 %/m
                      kind: alarm
                      severity: severe
                      message: { zh: "{device} 烟雾", en: "Smoke at {device}" }
                    - rule: burning
                      on: node
                      raise: temperature > 57 °C
                      kind: alarm
                      severity: critical
                      message: { zh: "{device} 起火", en: "{device} burns" }
                    - rule: held-open
                      on: gate
                      raise: door for 1 min
                      kind: supervisory
                      severity: moderate
                      message: { zh: "{device} 未关", en: "{device} is held open" }
                    - rule: quiet
                      on: node
                      raise: silent for 5 min
                      kind: trouble
                      severity: minor
                      message: { zh: "{device} 失联", en: "{device} is silent" }
                    """));

    private Stages() {}

    static Rehearsal play(String test) {
        return Rehearsal.of(SITE, List.of(new SiteFile("tests/one.yaml", test)), Optional.empty());
    }

    /** Plays the steps of one story about a rule at a device. */
    static Rehearsal steps(String rule, String device, String... steps) {
        return play("stories:\n  - story: one\n    rule: " + rule + "\n    device: " + device + "\n    steps:\n      - "
                + String.join("\n      - ", steps) + "\n");
    }
}
