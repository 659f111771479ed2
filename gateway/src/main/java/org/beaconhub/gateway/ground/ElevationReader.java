package org.beaconhub.gateway.ground;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problem;

/** Reads an ESRI ASCII grid of heights in metres, in degrees of WGS 84. */
final class ElevationReader {
    private static final int SIDE_MAX = 2_000;
    private static final double SPAN_DEGREES_MAX = 1;
    private static final float METRES_MIN = -500;
    private static final float METRES_MAX = 9_000;
    private static final List<String> KEYS = List.of("ncols", "nrows", "xllcorner", "yllcorner", "cellsize");

    private final String file;
    private final String[] lines;
    private final Map<String, Double> head = new HashMap<>();
    private int line;

    /** What was read: a grid, or what is wrong. */
    record Result(Optional<Elevation> elevation, List<Problem> problems) {}

    /** What is wrong, at a line. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    private ElevationReader(GroundFile file) {
        this.file = file.name();
        this.lines = file.text().split("\\R");
    }

    static Result read(GroundFile file) {
        ElevationReader reader = new ElevationReader(file);
        try {
            return new Result(Optional.of(reader.grid()), List.of());
        } catch (Wrong e) {
            Position at = new Position(reader.file, Math.min(reader.line + 1, reader.lines.length), 1);
            return new Result(Optional.empty(), List.of(new Problem(at, String.valueOf(e.getMessage()))));
        }
    }

    private Elevation grid() throws Wrong {
        for (; line < lines.length && lines[line].strip().matches("[A-Za-z].*"); line++) {
            String[] words = lines[line].strip().split("\\s+");
            head.put(words[0].toLowerCase(Locale.ROOT), number(words.length == 2 ? words[1] : lines[line]));
        }
        for (String key : KEYS) {
            if (!head.containsKey(key)) {
                throw new Wrong("the head of the grid lacks " + key + "; it has " + String.join(", ", KEYS)
                        + ", each with a number, before the heights");
            }
        }
        int columns = side("ncols");
        int rows = side("nrows");
        double cell = value("cellsize");
        Elevation.Extent extent = new Elevation.Extent(columns, rows, value("xllcorner"), value("yllcorner"), cell);
        if (!(cell > 0 && columns * cell <= SPAN_DEGREES_MAX && rows * cell <= SPAN_DEGREES_MAX)
                || !(Math.abs(extent.south()) < 85
                        && Math.abs(extent.north()) < 85
                        && Math.abs(extent.west()) <= 180)) {
            throw new Wrong("xllcorner, yllcorner and cellsize must be degrees of WGS 84, and the grid at most "
                    + SPAN_DEGREES_MAX + " degree wide and high, got " + extent);
        }
        float[] metres = new float[columns * rows];
        for (int row = 0; row < rows; row++, line++) {
            row(metres, row, columns);
        }
        return new Elevation(extent, metres);
    }

    private void row(float[] metres, int row, int columns) throws Wrong {
        String[] words = line < lines.length ? lines[line].strip().split("\\s+") : new String[0];
        if (words.length != columns) {
            throw new Wrong("row " + (row + 1) + " must have " + columns + " heights, got " + words.length);
        }
        for (int column = 0; column < columns; column++) {
            double height = number(words[column]);
            boolean unknown = height == head.getOrDefault("nodata_value", Double.NaN);
            if (!unknown && !(height >= METRES_MIN && height <= METRES_MAX)) {
                throw new Wrong(
                        "a height must be " + METRES_MIN + " to " + METRES_MAX + " metres, got " + words[column]);
            }
            metres[row * columns + column] = unknown ? Elevation.UNKNOWN : (float) height;
        }
    }

    private double value(String key) {
        return head.getOrDefault(key, Double.NaN);
    }

    private int side(String key) throws Wrong {
        double value = value(key);
        if (!(value >= 3 && value <= SIDE_MAX && value == Math.rint(value))) {
            throw new Wrong(key + " must be 3 to " + SIDE_MAX + ", got " + value);
        }
        return (int) value;
    }

    private static double number(String word) throws Wrong {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new Wrong(
                    "must be a number, got '" + (word.length() > 40 ? word.substring(0, 40) + "…" : word) + "'");
        }
    }
}
