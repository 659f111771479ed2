package org.beaconhub.sim.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.beaconhub.sim.replay.Mapping.DeviceColumns;
import org.beaconhub.sim.replay.Mapping.OwnAlarm;
import org.beaconhub.sim.replay.Mapping.ReadingColumn;
import org.beaconhub.sim.replay.Mapping.RecordedFile;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a mapping file. */
public final class MappingReader {
    private final Path path;

    private MappingReader(Path path) {
        this.path = path;
    }

    /**
     * The mapping in a file.
     *
     * @throws IOException where it is none; the message names file and field
     */
    public static Mapping read(Path file) throws IOException {
        return new MappingReader(file).read();
    }

    private Mapping read() throws IOException {
        Map<?, ?> top;
        try {
            Load load =
                    new Load(LoadSettings.builder().setLabel(path.toString()).build());
            top = map(load.loadFromString(Files.readString(path)), "the file");
        } catch (YamlEngineException e) {
            throw new IOException(path + " is no YAML: " + e.getMessage(), e);
        }
        RecordedTime time = time(map(top.get("time"), "time"));
        List<RecordedFile> files = new ArrayList<>();
        for (Object each : list(top.get("files"), "files")) {
            files.add(file(map(each, "files"), time));
        }
        List<DeviceColumns> devices = new ArrayList<>();
        for (Object each : list(top.get("devices"), "devices")) {
            devices.add(device(map(each, "devices")));
        }
        if (files.isEmpty() || devices.isEmpty()) {
            throw new IOException(path + ": 'files' and 'devices' must not be empty");
        }
        return new Mapping(files, time, devices);
    }

    private RecordedTime time(Map<?, ?> fields) throws IOException {
        List<String> columns = fields.get("column") instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(text(fields, "column"));
        Object format = fields.get("format");
        Object seconds = fields.get("seconds");
        if (columns.isEmpty() || format != null && seconds != null) {
            throw new IOException(
                    path + ": time needs a 'column', and 'seconds' (how long one is) or 'format', not both");
        }
        try {
            if (format != null) {
                return RecordedTime.Written.of(columns, format.toString());
            } else if (seconds == null) {
                return new RecordedTime.Plain(columns);
            } else if (seconds instanceof Number one) {
                return new RecordedTime.Counted(columns, one.doubleValue());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    path + ": time: format '" + format + "', seconds '" + seconds + "': " + e.getMessage()
                            + "; write one such as 'dd/MM/uuuu HH:mm:ss', or 'seconds: 1'",
                    e);
        }
        throw new IOException(path + ": time: seconds must be a number, found '" + seconds + "'");
    }

    private RecordedFile file(Map<?, ?> fields, RecordedTime time) throws IOException {
        List<OwnAlarm> alarms = new ArrayList<>();
        for (Object each : list(fields.get("alarms"), "alarms")) {
            Map<?, ?> alarm = map(each, "alarms");
            alarms.add(new OwnAlarm(text(alarm, "name"), moment(text(alarm, "at"), time)));
        }
        boolean lit = fields.get("ignition") != null;
        OptionalLong ignition = lit ? OptionalLong.of(moment(text(fields, "ignition"), time)) : OptionalLong.empty();
        Object what = fields.get("is");
        return new RecordedFile(text(fields, "name"), ignition, what == null ? "" : what.toString(), alarms);
    }

    private long moment(String text, RecordedTime time) throws IOException {
        return time.ms(text, false)
                .orElseThrow(() -> new IOException(path + ": '" + text + "' is no time of column '"
                        + String.join(" ", time.columns()) + "'; " + time.example()));
    }

    private DeviceColumns device(Map<?, ?> fields) throws IOException {
        Map<String, String> where = new LinkedHashMap<>();
        if (fields.get("where") != null) {
            map(fields.get("where"), "where")
                    .forEach((key, value) -> where.put(String.valueOf(key), String.valueOf(value)));
        }
        List<ReadingColumn> readings = new ArrayList<>();
        for (Object each : list(fields.get("readings"), "readings")) {
            Map<?, ?> reading = map(each, "readings");
            readings.add(new ReadingColumn(text(reading, "column"), text(reading, "quantity"), text(reading, "unit")));
        }
        return new DeviceColumns(text(fields, "device"), where, readings);
    }

    private Map<?, ?> map(@Nullable Object value, String what) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException(path + ": '" + what + "' must be a map, found " + value);
    }

    private List<?> list(@Nullable Object value, String what) throws IOException {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IOException(path + ": '" + what + "' must be a list, found " + value);
    }

    private String text(Map<?, ?> fields, String key) throws IOException {
        Object value = fields.get(key);
        if (value == null) {
            throw new IOException(path + ": '" + key + "' is missing in " + fields);
        }
        return value.toString();
    }
}
