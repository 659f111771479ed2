package org.beaconhub.rules.site;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads device types and devices. */
final class DeviceReader {
    private static final int DEVICES_MAX = 200_000;
    private static final long WARM_UP_MS_MAX = 86_400_000L;
    /** Devices between a device and the hub, at the most. */
    private static final int HOPS_MAX = 8;

    private static final String ID = "[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}";
    private static final Set<String> TYPE_KEYS = Set.of("measures", "interval", "dialect", "warm-up");
    private static final Set<String> DEVICE_KEYS = Set.of(
            "id", "type", "area", "lat", "lon", "name", "address", "via", SnapshotReader.URL, SnapshotReader.SECRET);

    private final Problems problems;
    private final YamlText texts;
    private final SnapshotReader snapshots;
    private final Set<String> areas;
    private final Map<String, DeviceType> types = new LinkedHashMap<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, Scalar> gateways = new LinkedHashMap<>();
    private final Map<String, Position> addresses = new HashMap<>();

    DeviceReader(Problems problems, Set<String> areas) {
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.snapshots = new SnapshotReader(problems);
        this.areas = areas;
    }

    Map<String, DeviceType> types() {
        return types;
    }

    Map<String, Device> devices() {
        return devices;
    }

    void readTypes(Fields document) {
        document.allow(Set.of("types"), problems);
        document.get("types")
                .ifPresentOrElse(
                        node -> {
                            if (node instanceof Fields fields) {
                                fields.values().forEach((name, field) -> {
                                    if (field.value() instanceof Fields type) {
                                        readType(name, type);
                                    } else {
                                        problems.add(
                                                field.at(),
                                                "type '" + name + "' must be a map with measures, interval, dialect");
                                    }
                                });
                            } else {
                                problems.add(
                                        node.at(),
                                        "types are a map: 'forest-node: { measures: […], interval: 10 s, dialect: beacon }'");
                            }
                        },
                        () -> problems.add(document.at(), "key 'types' is missing"));
    }

    private void readType(String name, Fields fields) {
        fields.allow(TYPE_KEYS, problems);
        Set<Quantity> measures = EnumSet.noneOf(Quantity.class);
        for (Scalar text : texts.list(fields, "measures")) {
            Quantity.of(text.text())
                    .ifPresentOrElse(
                            measures::add,
                            () -> problems.add(
                                    text.at(),
                                    "unknown quantity '" + text.text() + "'"
                                            + Nearest.hint(
                                                    text.text(),
                                                    Arrays.stream(Quantity.values())
                                                            .map(Quantity::key)
                                                            .toList())));
        }
        long intervalMs = durationMs(fields, "interval");
        long warmUpMs = durationMs(fields, "warm-up");
        if (warmUpMs > WARM_UP_MS_MAX) {
            problems.add(
                    texts.required(fields, "warm-up").orElseThrow().at(),
                    "a warm-up of '" + name
                            + "' is at most 1 d; a sensor that takes longer should say so by 'warming_up'");
        }
        String dialect = texts.optional(fields, "dialect").map(Scalar::text).orElse("beacon");
        types.put(name, new DeviceType(name, measures, intervalMs, dialect, warmUpMs));
    }

    /** The milliseconds of a duration that may be left out: then 0. */
    private long durationMs(Fields fields, String key) {
        return texts.optional(fields, key)
                .map(text -> Durations.parse(text.text()).orElseGet(() -> {
                    problems.add(text.at(), key + " '" + text.text() + "' is no duration; write one such as '10 s'");
                    return 0;
                }))
                .orElse(0L);
    }

    void readDevices(Fields document) {
        for (Fields fields : texts.maps(document, "devices")) {
            if (devices.size() >= DEVICES_MAX) {
                problems.add(fields.at(), "more than " + DEVICES_MAX + " devices");
                return;
            }
            readDevice(fields);
        }
    }

    private void readDevice(Fields fields) {
        fields.allow(DEVICE_KEYS, problems);
        Optional<Scalar> id = texts.required(fields, "id").filter(this::checkId);
        Optional<DeviceType> type = texts.required(fields, "type").flatMap(this::type);
        Optional<Scalar> area = texts.required(fields, "area").filter(this::checkArea);
        OptionalDouble lat = texts.number(fields, "lat", -90, 90);
        OptionalDouble lon = texts.number(fields, "lon", -180, 180);
        Optional<Text> name = texts.bilingual(fields, "name");
        if (id.isEmpty() || type.isEmpty() || area.isEmpty() || name.isEmpty()) {
            return;
        }
        Scalar address = texts.optional(fields, "address").orElse(id.get());
        String key = type.get().dialect() + " " + address.text();
        Position first = addresses.putIfAbsent(key, address.at());
        if (first != null) {
            problems.add(address.at(), "address '" + address.text() + "' belongs already to the device at " + first);
        }
        Optional<Device.Snapshot> snapshot = snapshots.read(fields, type.get());
        devices.put(
                id.get().text(),
                new Device(
                        devices.size(),
                        id.get().text(),
                        type.get(),
                        area.get().text(),
                        lat.orElse(0),
                        lon.orElse(0),
                        name.get(),
                        fields.at(),
                        address.text(),
                        via(fields),
                        snapshot));
    }

    private String via(Fields fields) {
        Optional<Scalar> via = texts.optional(fields, "via");
        via.ifPresent(
                text -> gateways.put(texts.required(fields, "id").orElseThrow().text(), text));
        return via.map(Scalar::text).orElse("");
    }

    /** Whether the devices that others are heard through are there, can be missed, and lead to the hub. */
    void checkVia() {
        gateways.forEach((id, via) -> {
            Device gateway = devices.get(via.text());
            if (gateway == null) {
                problems.add(
                        via.at(), "unknown device '" + via.text() + "'" + Nearest.hint(via.text(), devices.keySet()));
            } else if (gateway.type().intervalMs() == 0) {
                problems.add(
                        via.at(),
                        "type '" + gateway.type().name() + "' of '" + via.text()
                                + "' has no interval: nobody could tell that it is lost");
            } else if (goesRound(id)) {
                problems.add(via.at(), "device '" + id + "' is heard through itself, by way of '" + via.text() + "'");
            }
        });
    }

    private boolean goesRound(String id) {
        Scalar next = gateways.get(id);
        for (int hops = 0; next != null; hops++) {
            if (hops > HOPS_MAX || next.text().equals(id)) {
                return true;
            }
            next = gateways.get(next.text());
        }
        return false;
    }

    private boolean checkId(Scalar id) {
        if (!id.text().matches(ID)) {
            problems.add(id.at(), "device id '" + id.text() + "' must be up to 64 letters, digits, and _ . : -");
            return false;
        }
        if (devices.containsKey(id.text())) {
            problems.add(id.at(), "device '" + id.text() + "' stands twice");
            return false;
        }
        return true;
    }

    private Optional<DeviceType> type(Scalar text) {
        Optional<DeviceType> type = Optional.ofNullable(types.get(text.text()));
        if (type.isEmpty()) {
            problems.add(
                    text.at(), "unknown device type '" + text.text() + "'" + Nearest.hint(text.text(), types.keySet()));
        }
        return type;
    }

    private boolean checkArea(Scalar area) {
        if (!areas.contains(area.text())) {
            problems.add(area.at(), "unknown area '" + area.text() + "'" + Nearest.hint(area.text(), areas));
            return false;
        }
        return true;
    }
}
