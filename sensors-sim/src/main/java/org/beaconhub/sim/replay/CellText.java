package org.beaconhub.sim.replay;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The texts of cells. */
final class CellText {
    /** What tables write where nothing was measured. */
    private static final Set<String> MISSING =
            Set.of("", "nan", "na", "n/a", "#n/a", "null", "none", "nil", "-", "--", "?", "missing");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern WITH_COMMA = Pattern.compile("[+-]?(\\d+,\\d*|,\\d+)([eE][+-]?\\d+)?");

    private CellText() {}

    static boolean isMissing(String cell) {
        return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * The number of a cell; empty where it is none.
     *
     * @param commas whether a comma stands before the decimals, as it may where columns are parted by something else
     */
    static Optional<Double> number(String cell, boolean commas) {
        String text = cell.strip();
        if (commas && WITH_COMMA.matcher(text).matches()) {
            text = text.replace(',', '.');
        }
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    }

    /** Why a cell is no number, and what would be right. */
    static String noNumber(String column, String cell, boolean commas) {
        String text = cell.strip();
        String hint = !commas && WITH_COMMA.matcher(text).matches()
                ? "write it with a point, or part the columns by ';'"
                : "write the number alone, as in '21.5', and its unit in the mapping; leave the cell empty where nothing was measured";
        return "column '" + column + "' has '" + shortened(text) + "', which is no number; " + hint;
    }

    static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
