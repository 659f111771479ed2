package org.beaconhub.sim.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of a CSV file (RFC 4180 without line breaks in cells), one at a time. */
final class CsvRows implements AutoCloseable {
    private final BufferedReader reader;
    private final List<String> header;
    private long charsRead;

    CsvRows(Path file) throws IOException {
        reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        String first = reader.readLine();
        if (first == null) {
            reader.close();
            throw new IOException(file + " is empty; the first line must name the columns");
        }
        charsRead = first.length() + 1L;
        header = cells(first.startsWith("\uFEFF") ? first.substring(1) : first).stream()
                .map(String::strip)
                .toList();
    }

    /** Place of a column; −1 where there is none of that name. */
    int column(String name) {
        return header.indexOf(name);
    }

    List<String> header() {
        return header;
    }

    /** About how much was read, in characters. */
    long charsRead() {
        return charsRead;
    }

    Optional<List<String>> next() throws IOException {
        String line = reader.readLine();
        while (line != null) {
            charsRead += line.length() + 1;
            if (!line.isBlank()) {
                return Optional.of(cells(line));
            }
            line = reader.readLine();
        }
        return Optional.empty();
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
