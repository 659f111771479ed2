package org.beaconhub.sim.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.beaconhub.sim.replay.Mapping.DeviceColumns;
import org.beaconhub.sim.replay.Mapping.ReadingColumn;
import org.beaconhub.sim.wire.Value;
import org.jspecify.annotations.Nullable;

/** Reads a recording from its beginning for the devices that share rows. */
final class Cursor implements AutoCloseable {
    private static final Map<String, Boolean> WORDS =
            Map.of("true", true, "false", false, "yes", true, "no", false, "on", true, "off", false);

    private final Path file;
    private final CsvRows rows;
    private final RecordedTime time;
    private final Faults faults;
    private final List<Integer> timeColumns = new ArrayList<>();
    private final List<DeviceColumns> devices;
    private final Map<Integer, String> where = new LinkedHashMap<>();
    private final Map<ReadingColumn, Integer> columns = new LinkedHashMap<>();
    private @Nullable Row head;

    /** What the devices of a row say at a time of the recording. */
    record Row(long timeMs, List<Said> said) {}

    /** What a device says. */
    record Said(String device, Map<String, Value> values) {}

    /**
     * What becomes of what is not as the mapping says.
     *
     * @param columnsMayLack whether a column of a reading that is not there is told, and no error
     * @param faults hears what is told
     */
    record Leniency(boolean columnsMayLack, Faults faults) {}

    Cursor(Path file, RecordedTime time, List<DeviceColumns> devices, Leniency leniency) throws IOException {
        this.file = file;
        this.faults = leniency.faults();
        this.rows = new CsvRows(file, time.columns().getFirst(), faults);
        this.time = time;
        this.devices = devices;
        for (String each : time.columns()) {
            timeColumns.add(column(each));
        }
        for (Map.Entry<String, String> each : devices.getFirst().where().entrySet()) {
            where.put(column(each.getKey()), each.getValue());
        }
        for (DeviceColumns device : devices) {
            for (ReadingColumn reading : device.readings()) {
                if (!leniency.columnsMayLack() || rows.column(reading.column()) >= 0) {
                    columns.put(reading, column(reading.column()));
                } else {
                    faults.add(1, lacks(reading.column()));
                }
            }
        }
        head = read();
    }

    private int column(String name) throws IOException {
        int column = rows.column(name);
        if (column < 0) {
            throw new IOException(file + " has " + lacks(name));
        }
        return column;
    }

    private String lacks(String column) {
        return "no column '" + column + "'; it has " + String.join(", ", rows.header());
    }

    /** Whether none of its readings has a column. */
    boolean isEmpty() {
        return columns.isEmpty();
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
            Optional<Long> timeMs = mine(cells) ? timeMs(cells) : Optional.empty();
            if (timeMs.isPresent()) {
                return new Row(timeMs.get(), said(cells));
            }
            row = rows.next();
        }
        return null;
    }

    private Optional<Long> timeMs(List<String> cells) {
        String text = timeColumns.stream()
                .map(column -> cell(cells, column).strip())
                .collect(Collectors.joining(" "))
                .strip();
        Optional<Long> ms = time.ms(text, rows.commas());
        if (ms.isEmpty()) {
            faults.add(
                    rows.line(),
                    "column '" + String.join(" ", time.columns()) + "' has '" + CellText.shortened(text)
                            + "', which is no time; " + time.example());
        }
        return ms;
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
                value(reading, cell(cells, columns.getOrDefault(reading, -1)))
                        .ifPresent(value -> values.put(reading.quantity(), value));
            }
            if (!values.isEmpty()) {
                said.add(new Said(device.device(), values));
            }
        }
        return said;
    }

    private Optional<Value> value(ReadingColumn reading, String cell) {
        if (CellText.isMissing(cell)) {
            return Optional.empty();
        }
        Optional<Value> value = reading.isFlag()
                        && WORDS.containsKey(cell.strip().toLowerCase(Locale.ROOT))
                ? Optional.of(new Value.Flag(WORDS.getOrDefault(cell.strip().toLowerCase(Locale.ROOT), false)))
                : CellText.number(cell, rows.commas()).map(reading::value);
        if (value.isEmpty()) {
            faults.add(rows.line(), CellText.noNumber(reading.column(), cell, rows.commas()));
        }
        return value;
    }

    private static String cell(List<String> cells, int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
