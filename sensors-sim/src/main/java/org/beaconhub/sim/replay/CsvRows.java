package org.beaconhub.sim.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a table in a text file, one at a time: RFC 4180 without line breaks in cells, its columns parted by commas,
 * semicolons, tabs or bars, in UTF-8, or in UTF-16 with a mark. Lines before the header that are blank or begin with #, and
 * headers that come again, are passed over.
 */
final class CsvRows implements AutoCloseable {
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final String MARK = "\uFEFF";

    private final Path file;
    private final BufferedReader reader;
    private final Faults faults;
    private final char separator;
    private final List<String> header;
    private long charsRead;
    private long line;

    /**
     * Opens a file.
     *
     * @param known a column that it has, which tells what parts the columns
     */
    CsvRows(Path file, String known, Faults faults) throws IOException {
        this.file = file;
        this.faults = faults;
        this.reader = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), charset(file).newDecoder()));
        String first = readLine();
        while (first != null
                && (first.isBlank()
                        || first.startsWith("#") && separator(first, known).isEmpty())) {
            first = readLine();
        }
        if (first == null) {
            reader.close();
            throw new IOException(file + " is empty; the first line must name the columns");
        }
        String names = first;
        separator = separator(names, known).orElseGet(() -> likeliest(names));
        header = names(names, separator);
    }

    private static Charset charset(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] mark = in.readNBytes(2);
            boolean wide = mark.length == 2
                    && ((mark[0] & 0xFF) == 0xFF && (mark[1] & 0xFF) == 0xFE
                            || (mark[0] & 0xFF) == 0xFE && (mark[1] & 0xFF) == 0xFF);
            return wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        }
    }

    private static Optional<Character> separator(String names, String known) {
        return SEPARATORS.stream()
                .filter(each -> names(names, each).contains(known))
                .findFirst();
    }

    private static char likeliest(String names) {
        return SEPARATORS.stream()
                .max((one, other) ->
                        names(names, one).size() - names(names, other).size())
                .orElse(',');
    }

    private static List<String> names(String text, char separator) {
        return cells(text.startsWith(MARK) ? text.substring(1) : text, separator).stream()
                .map(String::strip)
                .toList();
    }

    private String readLine() throws IOException {
        try {
            String next = reader.readLine();
            line++;
            charsRead += next == null ? 0 : next.length() + 1L;
            return next;
        } catch (CharacterCodingException e) {
            throw new IOException(file + ", after line " + line + ": not UTF-8 text; save the file as UTF-8", e);
        }
    }

    /** Place of a column; −1 where there is none of that name. */
    int column(String name) {
        return header.indexOf(name);
    }

    List<String> header() {
        return header;
    }

    /** Whether a comma may stand before decimals: where it parts no columns. */
    boolean commas() {
        return separator != ',';
    }

    /** Number of the line read last, from 1. */
    long line() {
        return line;
    }

    /** About how much was read, in characters. */
    long charsRead() {
        return charsRead;
    }

    Optional<List<String>> next() throws IOException {
        for (String text = readLine(); text != null; text = readLine()) {
            if (text.isBlank()) {
                continue;
            }
            List<String> cells = cells(text, separator);
            boolean tooMany = cells.size() > header.size()
                    && cells.subList(header.size(), cells.size()).stream().anyMatch(cell -> !cell.isBlank());
            if (text.chars().filter(letter -> letter == '"').count() % 2 == 1) {
                faults.add(line, "a quotation mark is not closed; a cell must end on its line");
            } else if (tooMany) {
                faults.add(
                        line,
                        cells.size() + " cells under " + header.size() + " column names"
                                + (separator == ','
                                        ? "; write decimals with a point, or part the columns by ';'"
                                        : ""));
            } else if (!cells.stream().map(String::strip).toList().equals(header)) {
                return Optional.of(cells);
            }
        }
        return Optional.empty();
    }

    private static List<String> cells(String line, char separator) {
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
            } else if (c == separator && !quoted) {
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
