package org.beaconhub.sim.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.beaconhub.sim.device.Spec;
import org.beaconhub.sim.world.Place;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The devices of a site, as the simulator understands its {@code types.yaml} and {@code devices.yaml}. */
public final class SiteFiles {
    private static final long INTERVAL_MS_DEFAULT = 60_000;
    private static final int CODE_POINTS_MAX = 64 * 1024 * 1024;

    /** What the hub tells of itself, and what it reckons. */
    private static final Set<String> OF_THE_HUB = Set.of("hub", "fire-weather");

    private final Path folder;

    private SiteFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * All devices of a site, but not those that the hub itself tells of.
     *
     * @throws IOException where a file is missing or not as expected; the message names it
     */
    public static List<Spec> devices(Path folder) throws IOException {
        return new SiteFiles(folder).read();
    }

    private List<Spec> read() throws IOException {
        Map<?, ?> types = map(load("types.yaml").get("types"), "types.yaml: types");
        List<Map<?, ?>> devices = new ArrayList<>();
        if (!(load("devices.yaml").get("devices") instanceof List<?> list)) {
            throw new IOException(folder.resolve("devices.yaml") + ": 'devices' must be a list");
        }
        for (Object each : list) {
            devices.add(map(each, "devices.yaml: a device"));
        }
        Set<String> forests = new HashSet<>();
        for (Map<?, ?> device : devices) {
            if (text(device, "type").equals("forest-node")) {
                forests.add(root(text(device, "area")));
            }
        }
        List<Spec> specs = new ArrayList<>();
        for (Map<?, ?> device : devices) {
            if (!OF_THE_HUB.contains(text(device, "type"))) {
                specs.add(spec(specs.size(), device, types, forests));
            }
        }
        return specs;
    }

    private Spec spec(int index, Map<?, ?> device, Map<?, ?> types, Set<String> forests) throws IOException {
        String id = text(device, "id");
        String type = text(device, "type");
        Map<?, ?> kind = map(types.get(type), "types.yaml: type '" + type + "' of device '" + id + "'");
        List<String> measures = new ArrayList<>();
        if (kind.get("measures") instanceof List<?> list) {
            list.forEach(each -> measures.add(String.valueOf(each)));
        }
        Object dialect = kind.get("dialect");
        Object address = device.get("address");
        String area = text(device, "area");
        return new Spec(
                index,
                id,
                type,
                dialect == null ? "beacon" : dialect.toString(),
                measures,
                intervalMs(kind.get("interval"), type),
                area,
                forests.contains(root(area)),
                new Place(number(device, "lat"), number(device, "lon")),
                address == null ? id : address.toString());
    }

    private static String root(String area) {
        return area.split("/", 2)[0];
    }

    private long intervalMs(@org.jspecify.annotations.Nullable Object text, String type) throws IOException {
        if (text == null) {
            return INTERVAL_MS_DEFAULT;
        }
        String[] parts = text.toString().strip().split("\\s+");
        long unitMs = parts.length != 2
                ? 0
                : switch (parts[1]) {
                    case "ms" -> 1;
                    case "s" -> 1000;
                    case "min" -> 60_000;
                    case "h" -> 3_600_000;
                    default -> 0;
                };
        try {
            long ms = Math.round(Double.parseDouble(parts[0]) * unitMs);
            if (ms > 0) {
                return ms;
            }
        } catch (NumberFormatException e) {
            throw new IOException(wrongInterval(type, text), e);
        }
        throw new IOException(wrongInterval(type, text));
    }

    private String wrongInterval(String type, Object text) {
        return folder.resolve("types.yaml") + ": interval '" + text + "' of '" + type
                + "' is none; write one such as '10 s'";
    }

    private Map<?, ?> load(String file) throws IOException {
        Path path = folder.resolve(file);
        Load load = new Load(LoadSettings.builder()
                .setLabel(path.toString())
                .setCodePointLimit(CODE_POINTS_MAX)
                .build());
        return map(load.loadFromString(Files.readString(path)), file);
    }

    private Map<?, ?> map(@org.jspecify.annotations.Nullable Object value, String what) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException(folder + "/" + what + " must be a map, found " + value);
    }

    private String text(Map<?, ?> fields, String key) throws IOException {
        Object value = fields.get(key);
        if (value == null) {
            throw new IOException(folder.resolve("devices.yaml") + ": a device lacks '" + key + "': " + fields);
        }
        return value.toString();
    }

    private double number(Map<?, ?> fields, String key) throws IOException {
        if (fields.get(key) == null) {
            return 0;
        }
        if (fields.get(key) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IOException(folder.resolve("devices.yaml") + ": '" + key + "' must be a number: " + fields);
    }
}
