package org.beaconhub.rules.engine;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** The small site with procedures, units and points. */
final class IncidentSite {
    static final String PROCEDURES = """
            procedures:
              - incident: fire
                name: { zh: 火灾, en: Fire }
                join-within-m: 800
                join-for: 30 min
                accept: [no-fire, no-smoke, no-gas]
                rekindle-watch: 2 h
                look-back: 1 d
                steps:
                  - { zh: 核实, en: Verify }
                  - { zh: 疏散, en: Evacuate }
              - incident: intrusion
                name: { zh: 闯入, en: Intrusion }
            """;
    static final String UNITS = """
            units:
              - { id: brigade, name: { zh: 消防队, en: Brigade }, incidents: [fire] }
              - { id: rangers, name: { zh: 护林队, en: Rangers }, areas: [forest], incidents: [fire] }
              - { id: police, name: { zh: 派出所, en: Police } }
            """;
    static final String POINTS = """
            points:
              - { id: pond, kind: water, lat: 35.9, lon: 120.11, name: { zh: 水塘, en: Pond } }
              - { id: tank, kind: water, lat: 35.8, lon: 120.2, name: { zh: 水箱, en: Tank } }
              - { id: south-gate, kind: access, lat: 35.89, lon: 120.1, name: { zh: 南门, en: South gate } }
            """;
    static final String RULES = """
            - rule: hot
              on: forest-node
              raise: temperature > 60 °C
              clear: temperature < 50 °C
              kind: alarm
              severity: severe
              incident: fire
              message: { zh: "{device} 高温", en: "{device} is hot" }
            - rule: smoky
              on: forest-node
              raise: smoke > 4 %/m
              confirm: temperature > 55 °C → severity extreme
              kind: alarm
              severity: critical
              incident: fire
              message: { zh: "{device} 浓烟", en: "{device} smokes" }
            - rule: held-open
              on: gate
              raise: door
              kind: alarm
              severity: moderate
              incident: intrusion
              message: { zh: "{device} 未关", en: "{device} is open" }
            - rule: damp
              on: forest-node
              raise: humidity > 95 %
              kind: supervisory
              severity: minor
              message: { zh: "{device} 潮湿", en: "{device} is damp" }
            """;

    private IncidentSite() {}

    static SiteChanged site() {
        return with(PROCEDURES, UNITS, POINTS, RULES);
    }

    static SiteChanged with(String procedures, String units, String points, String rules) {
        List<SiteFile> files = new ArrayList<>(Sites.with(rules).files());
        files.add(new SiteFile("procedures.yaml", procedures));
        files.add(new SiteFile("units.yaml", units));
        files.add(new SiteFile("points.yaml", points));
        return new SiteChanged("start", files);
    }

    static Story story() {
        Story story = new Story();
        story.tell(0, site());
        return story;
    }
}
