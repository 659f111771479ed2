package org.beaconhub.gateway.ground;

import java.util.Arrays;
import java.util.Objects;

/** Heights of the ground at the middles of square cells, WGS 84; row 0 is the northernmost. */
public final class Elevation {
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

    /** The height of a cell; beyond the edge that of the nearest one. */
    float metres(int row, int column) {
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
