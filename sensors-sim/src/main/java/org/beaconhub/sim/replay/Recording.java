package org.beaconhub.sim.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.sim.replay.Cursor.Row;
import org.beaconhub.sim.replay.Mapping.DeviceColumns;
import org.beaconhub.sim.replay.Mapping.RecordedFile;

/**
 * A recording, read row by row whatever its size. Devices whose rows stand one after the other in the file are read at
 * the same time, so that they speak together as they did. Within a device the file's order is kept, even where its
 * clock steps back: that is part of what was recorded.
 */
public final class Recording implements AutoCloseable {
    private final List<Cursor> cursors = new ArrayList<>();
    private final RecordedFile about;
    private final Faults faults;
    private final long charsTotal;
    private final long firstMs;

    /**
     * Opens a recording.
     *
     * @throws IOException where the mapping does not fit the file, a column is missing, or there is no row
     */
    public Recording(Path file, Mapping mapping) throws IOException {
        Path name = file.getFileName();
        about = mapping.file(name == null ? "" : name.toString())
                .orElseThrow(() -> new IOException("the mapping is for "
                        + mapping.files().stream().map(RecordedFile::name).toList() + ", not for " + file));
        faults = new Faults(file);
        Map<Map<String, String>, List<DeviceColumns>> groups = new LinkedHashMap<>();
        for (DeviceColumns device : mapping.devices()) {
            groups.computeIfAbsent(device.where(), where -> new ArrayList<>()).add(device);
        }
        for (List<DeviceColumns> group : groups.values()) {
            cursors.add(new Cursor(file, mapping.time(), group, new Cursor.Leniency(about.isFamily(), faults)));
        }
        if (cursors.stream().allMatch(Cursor::isEmpty)) {
            throw new IOException(
                    file + " has no column of a reading; " + faults.kept().getFirst());
        }
        charsTotal = Files.size(file) * cursors.size();
        firstMs = cursors.stream()
                .flatMap(cursor -> cursor.head().stream())
                .mapToLong(Row::timeMs)
                .min()
                .orElseThrow(() -> new IOException(file + " has no row that the mapping can read"
                        + faults.kept().stream()
                                .findFirst()
                                .map(fault -> "; " + fault)
                                .orElse("")));
    }

    /** What is known of it. */
    public RecordedFile about() {
        return about;
    }

    /** How many lines said what cannot be read. */
    public long faultyLines() {
        return faults.count();
    }

    /** The first of them, with what would be right. */
    public List<String> faults() {
        return faults.kept();
    }

    /** When it begins, on its own scale, in milliseconds. */
    public long firstMs() {
        return firstMs;
    }

    /** How much of it is read, in %; 100 only at its end. */
    public int percent() {
        if (cursors.stream().allMatch(cursor -> cursor.head().isEmpty())) {
            return 100;
        }
        long read = cursors.stream().mapToLong(Cursor::charsRead).sum();
        return (int) Math.min(99, 100 * read / Math.max(1, charsTotal));
    }

    /** The next row; empty at the end. */
    Optional<Row> next() throws IOException {
        Optional<Cursor> earliest = cursors.stream()
                .filter(cursor -> cursor.head().isPresent())
                .min(Comparator.comparingLong(
                        cursor -> cursor.head().map(Row::timeMs).orElse(Long.MAX_VALUE)));
        if (earliest.isEmpty()) {
            return Optional.empty();
        }
        Optional<Row> row = earliest.get().head();
        earliest.get().advance();
        return row;
    }

    @Override
    public void close() throws IOException {
        for (Cursor cursor : cursors) {
            cursor.close();
        }
    }
}
