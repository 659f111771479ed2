package org.beaconhub.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A site of grids with a device each, so that each alarm begins an incident of its own, to which the same person is called at once
 * by short message and by mail, and a machine by webhook.
 */
public final class Grids {
    private static final Pattern NAMED = Pattern.compile("格([0-9]{4})");
    private static final String RULE = """
            - rule: hot
              on: node
              raise: temperature > 60 °C
              kind: alarm
              severity: critical
              message: { zh: 高温, en: hot }
            - rule: warm
              on: node
              raise: temperature > 40 °C and temperature <= 60 °C
              kind: alarm
              severity: moderate
              message: { zh: 偏热, en: warm }
            """;
    /** What raises a critical alarm, in °C. */
    public static final int HOT_C = 90;
    /** What raises a moderate one, in °C. */
    public static final int WARM_C = 50;

    private static final String POLICY = """
            policies:
              - policy: all
                min-severity: minor
                steps:
                  - { tell: [contact li], over: [sms] }
                  - { tell: [contact li], over: [mail] }
                  - { over: [hook] }
            """;

    private Grids() {}

    /**
     * Writes the site.
     *
     * @param channels the channels {@code sms}, {@code mail} and {@code hook}, each as an item of a list
     */
    public static Path write(Path folder, int count, List<String> channels) throws IOException {
        StringBuilder areas = new StringBuilder("name: { zh: 测试街道, en: Bench }\nzone: Asia/Shanghai\nareas:\n");
        StringBuilder devices = new StringBuilder("devices:\n");
        for (int i = 0; i < count; i++) {
            areas.append("  g-%04d: { zh: 第格%04d, en: Grid %04d }\n".formatted(i, i, i));
            devices.append("  - { id: %s, type: node, area: g-%04d, name: { zh: 节点%04d, en: Node %04d } }\n"
                    .formatted(device(i), i, i, i));
        }
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("site.yaml"), areas);
        Files.writeString(
                folder.resolve("types.yaml"), "types: { node: { measures: [temperature], dialect: beacon } }\n");
        Files.writeString(folder.resolve("devices.yaml"), devices);
        Files.writeString(folder.resolve("channels.yaml"), "channels:\n  - " + String.join("\n  - ", channels) + "\n");
        Files.writeString(
                folder.resolve("contacts.yaml"),
                "contacts: [{ id: li, name: { zh: 李, en: Li }, phone: \"+86 532 5550 0101\", mail: li@example.org }]\n");
        Files.writeString(folder.resolve("escalation.yaml"), POLICY);
        Files.writeString(folder.resolve("rules").resolve("bench.yaml"), RULE);
        return folder;
    }

    /** The device of a grid. */
    public static String device(int grid) {
        return "n-%04d".formatted(grid);
    }

    /** The grid that a text names, or that an area's path is; -1 for none. */
    public static int grid(String text) {
        if (text.matches("g-[0-9]{4}")) {
            return Integer.parseInt(text.substring(2));
        }
        Matcher matcher = NAMED.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}
