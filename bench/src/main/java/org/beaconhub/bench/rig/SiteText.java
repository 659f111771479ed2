package org.beaconhub.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A site made for measuring. Load devices are watched by a threshold and by one that must hold for a while, which their
 * readings never reach; a hot device raises its alarm at once and loses it at once.
 */
public final class SiteText {
    private static final String RULES = """
            - rule: smoke-holds
              on: load-node, hot-node
              raise: smoke > 4 %/m for 20 s
              clear: smoke < 1.5 %/m for 1 min
              kind: alarm
              severity: severe
              message: { zh: "{device} 有烟", en: "Smoke at {device}" }
            - rule: hot
              on: load-node, hot-node
              raise: temperature > 60 °C
              clear: temperature < 50 °C
              kind: alarm
              severity: severe
              message: { zh: "{device} 高温", en: "{device} is hot" }
            """;

    private SiteText() {}

    /**
     * Writes a site.
     *
     * @param load ids of load devices
     * @param hot ids of devices that raise alarms
     * @param webhookPort port of the receiver of notices, 0 for none; its secret is the file {@code brigade}
     */
    public static Path write(Path folder, List<String> load, List<String> hot, int webhookPort) throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("site.yaml"), """
                name: { zh: 测试, en: Bench }
                zone: Asia/Shanghai
                areas:
                  plant: { zh: 厂区, en: Plant }
                """);
        Files.writeString(folder.resolve("types.yaml"), """
                types:
                  load-node: { measures: [temperature, humidity, smoke, co, battery, rssi], interval: 10 s, dialect: beacon }
                  hot-node: { measures: [temperature, humidity, smoke, co, battery, rssi], interval: 10 s, dialect: beacon }
                """);
        StringBuilder devices = new StringBuilder("devices:\n");
        for (int i = 0; i < load.size(); i++) {
            devices.append(device(load.get(i), "load-node", i));
        }
        for (int i = 0; i < hot.size(); i++) {
            devices.append(device(hot.get(i), "hot-node", load.size() + i));
        }
        Files.writeString(folder.resolve("devices.yaml"), devices);
        Files.writeString(
                folder.resolve("channels.yaml"), webhookPort == 0 ? "channels: []\n" : """
                channels:
                  - name: brigade
                    type: webhook
                    url: "http://127.0.0.1:%d/notices"
                    kinds: [alarm]
                    min-severity: minor
                    secret: brigade
                """.formatted(webhookPort));
        Files.writeString(folder.resolve("rules").resolve("bench.yaml"), RULES);
        return folder;
    }

    /** One of them; they stand in rows of 100. */
    private static String device(String id, String type, int place) {
        int row = place / 100;
        double lat = 35.9 + row * 0.001;
        double lon = 120.1 + place % 100 * 0.001;
        return String.format(
                Locale.ROOT,
                "  - { id: %s, type: %s, area: plant, lat: %.3f, lon: %.3f, name: { zh: %s, en: %s } }%n",
                id,
                type,
                lat,
                lon,
                id,
                id);
    }
}
