package org.beaconhub.gateway.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** A site for the console's tests: forest nodes on a slope, detectors in a town, the hub. */
record TrialSite(int nodes, int detectors, List<SiteFile> more) {
    static final String EVIL = "<img src=x onerror=alert(1)>";

    private static final String RULES = """
            - rule: hot
              on: forest-node
              raise: temperature > 60 °C and smoke > 4 %/m
              clear: temperature < 50 °C
              kind: alarm
              severity: critical
              message: { zh: "{device} 出现火情迹象", en: "Fire signs at {device}" }
            - rule: tampered
              on: detector
              raise: tamper
              kind: supervisory
              severity: moderate
              message: { zh: "{device} 外壳被打开", en: "The housing of {device} is open" }
            - rule: low
              on: detector
              raise: battery < 15 %
              kind: trouble
              severity: minor
              message: { zh: "{device} 电量低", en: "The battery of {device} is low" }
            """;

    private static final SiteFile PROCEDURES = new SiteFile("procedures.yaml", """
            procedures:
              - incident: other
                name: { zh: 火灾, en: Fire }
                accept: [no-fire, no-smoke]
                steps:
                  - { zh: 调取最近摄像头核实, en: Look through the nearest camera }
                  - { zh: 打开通道，引导消防车, en: Open the way in and guide the fire engines }
            """);
    private static final SiteFile UNITS = new SiteFile("units.yaml", """
            units:
              - { id: rangers, name: { zh: 护林队, en: Rangers }, areas: [forest] }
              - { id: brigade, name: { zh: 消防救援站, en: Fire brigade } }
            """);
    private static final SiteFile POINTS = new SiteFile("points.yaml", """
            points:
              - { id: pond, kind: water, lat: 35.91, lon: 120.12, name: { zh: 东坡水塘, en: East pond } }
              - { id: road, kind: access, lat: 35.90, lon: 120.13, name: { zh: 东坡入口, en: East gate } }
            """);

    private static final SiteFile ACTUATORS = new SiteFile("channels.yaml", """
            channels:
              - { name: siren, type: siren, device: sd-1, kinds: [alarm], min-severity: extreme }
              - { name: exit, type: gate, device: sd-0, kinds: [alarm], min-severity: extreme, incidents: [other] }
            """);

    TrialSite(int nodes, int detectors) {
        this(nodes, detectors, List.of());
    }

    /** One with tasks and acceptance, units, water and ways in, and with actuators that no alarm of its moves. */
    TrialSite prepared() {
        return new TrialSite(nodes, detectors, List.of(PROCEDURES, UNITS, POINTS, ACTUATORS));
    }

    List<SiteChanged> facts() {
        List<SiteFile> files = new ArrayList<>(plain());
        files.addAll(more);
        return List.of(new SiteChanged("start", files));
    }

    /** A site with a camera on the east slope, which gives its picture at an address. */
    static SiteChanged withCamera(TrialSite site, String url) {
        List<SiteFile> files = new ArrayList<>();
        for (SiteFile file : site.facts().getFirst().files()) {
            String more = switch (file.name()) {
                case "types.yaml" -> "  camera: { measures: [event, people, online], interval: 30 s }\n";
                case "devices.yaml" ->
                    "  - { id: cam-1, type: camera, area: forest/east, lat: 35.9, lon: 120.12, name: { zh: 东坡高点, en:"
                            + " East lookout }, snapshot: \"" + url + "\" }\n";
                default -> "";
            };
            files.add(new SiteFile(file.name(), file.text() + more));
        }
        return new SiteChanged("test", files);
    }

    private List<SiteFile> plain() {
        return List.of(
                new SiteFile("site.yaml", """
                                name: { zh: 灵珠山街道, en: Lingzhushan }
                                zone: Asia/Shanghai
                                grafana: "https://grafana.example.org/"
                                areas:
                                  forest: { zh: 林区, en: Forest }
                                  forest/east: { zh: 东坡, en: East slope }
                                  forest/west: { zh: 西坡, en: West slope }
                                  town: { zh: 社区, en: Town }
                                """),
                new SiteFile("types.yaml", """
                                types:
                                  forest-node: { measures: [temperature, smoke, humidity], interval: 10 s, dialect: beacon }
                                  detector: { measures: [smoke_alarm, tamper, battery], interval: 60 s, dialect: beacon }
                                  hub: { measures: [broker_up, history_lag, history_stopped, disk_free, journal_blocked, clock_step, quarantined, dispatch_failed, records_stopped], dialect: beacon }
                                """),
                new SiteFile("devices.yaml", devices()),
                new SiteFile("rules/all.yaml", RULES));
    }

    private String devices() {
        StringBuilder devices = new StringBuilder("devices:\n");
        devices.append("  - { id: hub, type: hub, area: town, name: { zh: 烽台, en: Hub } }\n");
        for (int i = 0; i < nodes; i++) {
            String name = i == 0
                    ? "{ zh: \"" + EVIL + "\", en: \"" + EVIL + "\" }"
                    : "{ zh: 林区节点 " + i + ", en: Forest node " + i + " }";
            int column = i / 24;
            device(devices, "fn-" + i, "forest-node", i % 2 == 0 ? "forest/east" : "forest/west", name, new double[] {
                35.905 + (i / 2 % 12) * 0.0012 + (i * 7 % 5) * 0.0003,
                120.112 + (i % 2 == 0 ? 0.022 : 0) + column * 0.0014
            });
        }
        for (int i = 0; i < detectors; i++) {
            int column = i / 8;
            device(
                    devices,
                    "sd-" + i,
                    "detector",
                    "town",
                    "{ zh: 商铺烟感 " + i + ", en: Shop detector " + i + " }",
                    new double[] {35.896 + i % 8 * 0.0008, 120.116 + column * 0.0011});
        }
        return devices.toString();
    }

    private static void device(StringBuilder text, String id, String type, String area, String name, double[] at) {
        text.append(String.format(
                Locale.ROOT,
                "  - { id: %s, type: %s, area: %s, lat: %.5f, lon: %.5f, name: %s }%n",
                id,
                type,
                area,
                at[0],
                at[1],
                name));
    }

    /** A small site that calls Lin at once, and again after ten minutes. */
    static List<SiteFile> calling() {
        List<SiteFile> files =
                new ArrayList<>(new TrialSite(4, 4).facts().getFirst().files());
        files.add(new SiteFile("channels.yaml", """
                channels:
                  - { name: sms, type: webhook, url: "http://127.0.0.1:1/s", kinds: [alarm], min-severity: minor, secret: s }
                """));
        files.add(new SiteFile("contacts.yaml", """
                contacts:
                  - { id: lin, name: { zh: 林, en: Lin }, phone: "+86 532 5550 0101" }
                """));
        files.add(new SiteFile("escalation.yaml", """
                policies:
                  - policy: all
                    min-severity: minor
                    steps:
                      - { tell: [contact lin], over: [sms] }
                      - { after: 10 min, tell: [contact lin], over: [sms] }
                """));
        return files;
    }
}
