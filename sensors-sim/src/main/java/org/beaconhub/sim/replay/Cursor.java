package org.beaconhub.sim.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.sim.replay.Mapping.DeviceColumns;
import org.beaconhub.sim.replay.Mapping.ReadingColumn;
import org.beaconhub.sim.wire.Value;
import org.jspecify.annotations.Nullable;

/** Reads a recording from its beginning for the devices that share rows. */
final class Cursor implements AutoCloseable {
    private final Path file;
    private final CsvRows rows;
    private final RecordedTime time;
    private final int timeColumn;
    private final List<DeviceColumns> devices;
    private final Map<Integer, String> where = new LinkedHashMap<>();
    private final Map<ReadingColumn, Integer> columns = new LinkedHashMap<>();
    private @Nullable Row head;

    /** What the devices of a row say at a time of the recording. */
    record Row(long timeMs, List<Said> said) {}

    /** What a device says. */
    record Said(String device, Map<String, Value> values) {}

    Cursor(Path file, RecordedTime time, List<DeviceColumns> devices) throws IOException {
        this.file = file;
        this.rows = new CsvRows(file);
        this.time = time;
        this.devices = devices;
        this.timeColumn = column(time.column());
        for (Map.Entry<String, String> each : devices.getFirst().where().entrySet()) {
            where.put(column(each.getKey()), each.getValue());
        }
        for (DeviceColumns device : devices) {
            for (ReadingColumn reading : device.readings()) {
                columns.put(reading, column(reading.column()));
            }
        }
        head = read();
    }

    private int column(String name) throws IOException {
        int column = rows.column(name);
        if (column < 0) {
            throw new IOException(file + " has no column '" + name + "'; it has " + String.join(", ", rows.header()));
        }
        return column;
    }

    /** The row that comes next; empty at the end. */
    Optional<Row> head() {
        return Optional.ofNullable(head);
    }

    long charsRead() {
        return rows.charsRead();
    }

    /** Goes on to the next row. */
    void advance() throws IOException {
        head = read();
    }

    private @Nullable Row read() throws IOException {
        Optional<List<String>> row = rows.next();
        while (row.isPresent()) {
            List<String> cells = row.get();
            Optional<Long> timeMs = mine(cells) ? time.ms(cell(cells, timeColumn)) : Optional.empty();
            if (timeMs.isPresent()) {
                return new Row(timeMs.get(), said(cells));
            }
            row = rows.next();
        }
        return null;
    }

    private boolean mine(List<String> cells) {
        return where.entrySet().stream()
                .allMatch(each -> cell(cells, each.getKey()).strip().equals(each.getValue()));
    }

    private List<Said> said(List<String> cells) {
        List<Said> said = new ArrayList<>();
        for (DeviceColumns device : devices) {
            Map<String, Value> values = new LinkedHashMap<>();
            for (ReadingColumn reading : device.readings()) {
                reading.value(cell(cells, columns.getOrDefault(reading, -1)))
                        .ifPresent(value -> values.put(reading.quantity(), value));
            }
            if (!values.isEmpty()) {
                said.add(new Said(device.device(), values));
            }
        }
        return said;
    }

    private static String cell(List<String> cells, int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
