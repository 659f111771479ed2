package org.beaconhub.gateway.ground;

import java.util.Arrays;
import java.util.Objects;

/** Heights of the ground at the middles of square cells, WGS 84; row 0 is the northernmost. */
public final class Elevation {
    /** In the place of a height that nobody knows: what is reckoned with it is not known either, so it gets no shade and no line. */
    public static final float UNKNOWN = Float.NaN;

    private final Extent extent;
    private final float[] metres;

    /**
     * How far a grid goes.
     *
     * @param columns from west to east
     * @param rows from north to south
     * @param west longitude of its western edge, degrees
     * @param south latitude of its southern edge, degrees
     * @param cellDegrees width and height of a cell
     */
    public record Extent(int columns, int rows, double west, double south, double cellDegrees) {
        /** Longitude of its eastern edge, degrees. */
        public double east() {
            return west + columns * cellDegrees;
        }

        /** Latitude of its northern edge, degrees. */
        public double north() {
            return south + rows * cellDegrees;
        }
    }

    Elevation(Extent extent, float[] metres) {
        if (metres.length != extent.columns() * extent.rows()) {
            throw new IllegalArgumentException(
                    "a grid of " + extent + " needs a height for each cell, got " + metres.length);
        }
        this.extent = extent;
        this.metres = metres.clone();
    }

    /** How far it goes. */
    public Extent extent() {
        return extent;
    }

    /** The same ground with at most so many columns and rows, each height the mean of those that are known in its larger cell. */
    public Elevation coarser(int sideMax) {
        int step = (Math.max(extent.columns(), extent.rows()) + sideMax - 1) / sideMax;
        if (step <= 1) {
            return this;
        }
        int columns = (extent.columns() + step - 1) / step;
        int rows = (extent.rows() + step - 1) / step;
        double cell = extent.cellDegrees() * step;
        float[] means = new float[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                means[row * columns + column] = mean(row * step, column * step, step);
            }
        }
        return new Elevation(new Extent(columns, rows, extent.west(), extent.north() - rows * cell, cell), means);
    }

    private float mean(int top, int left, int step) {
        double sum = 0;
        int known = 0;
        for (int row = top; row < Math.min(top + step, extent.rows()); row++) {
            for (int column = left; column < Math.min(left + step, extent.columns()); column++) {
                float metres = metres(row, column);
                sum += Float.isNaN(metres) ? 0 : metres;
                known += Float.isNaN(metres) ? 0 : 1;
            }
        }
        return known == 0 ? UNKNOWN : (float) (sum / known);
    }

    /** The height of a cell in metres, or {@link #UNKNOWN}; beyond the edge that of the nearest one. */
    public float metres(int row, int column) {
        int y = Math.clamp(row, 0, extent.rows() - 1);
        int x = Math.clamp(column, 0, extent.columns() - 1);
        return metres[y * extent.columns() + x];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Elevation that && extent.equals(that.extent) && Arrays.equals(metres, that.metres);
    }

    @Override
    public int hashCode() {
        return Objects.hash(extent, Arrays.hashCode(metres));
    }
}
