package org.beaconhub.gateway.ground;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Shade on slopes, as a picture to lay over any ground: black where it is darker than level ground, white where it is lighter,
 * clear where it is level. Slopes by Horn, "Hill shading and the reflectance map", Proceedings of the IEEE 69 (1981), p. 18: the
 * weighted differences of the eight neighbours; light from the north west at 45 degrees, as maps have it.
 */
public final class Relief {
    private static final double METRES_PER_DEGREE = 111_320;
    /** Hills are shown steeper than they are, or low ones could not be seen. */
    private static final double EXAGGERATION = 2;

    private static final double STRENGTH = 1.1;
    private static final double LIGHT = Math.sqrt(0.5);

    private Relief() {}

    /** The picture as PNG, one pixel for a cell. */
    public static byte[] png(Elevation elevation) {
        Elevation.Extent extent = elevation.extent();
        BufferedImage image = new BufferedImage(extent.columns(), extent.rows(), BufferedImage.TYPE_INT_ARGB);
        for (int row = 0; row < extent.rows(); row++) {
            for (int column = 0; column < extent.columns(); column++) {
                double lighter = shade(elevation, row, column) - LIGHT;
                int opacity = (int) Math.min(255, Math.abs(lighter) * STRENGTH * 255);
                image.setRGB(column, row, opacity << 24 | (lighter < 0 ? 0 : 0xffffff));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be written into memory", e);
        }
        return out.toByteArray();
    }

    /** How much light a cell reflects, 0 to 1: the cosine between the light and what stands upright on the slope. */
    static double shade(Elevation of, int row, int column) {
        Elevation.Extent extent = of.extent();
        double north = Math.toRadians(extent.north() - row * extent.cellDegrees());
        double heightM = extent.cellDegrees() * METRES_PER_DEGREE;
        double widthM = heightM * Math.cos(north);
        double toEast = (weighted(of, row, column + 1, 1, 0) - weighted(of, row, column - 1, 1, 0)) / (8 * widthM);
        double toNorth = (weighted(of, row - 1, column, 0, 1) - weighted(of, row + 1, column, 0, 1)) / (8 * heightM);
        double p = toEast * EXAGGERATION;
        double q = toNorth * EXAGGERATION;
        // The normal is (-p, -q, 1); the light comes from (-1/2, 1/2, √½).
        return Math.max(0, (p / 2 - q / 2 + LIGHT) / Math.sqrt(1 + p * p + q * q));
    }

    /** A cell with its two neighbours along a side, the middle twice. */
    private static double weighted(Elevation of, int row, int column, int down, int across) {
        return of.metres(row - down, column - across)
                + 2 * of.metres(row, column)
                + of.metres(row + down, column + across);
    }
}
