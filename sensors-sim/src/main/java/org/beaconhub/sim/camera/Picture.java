package org.beaconhub.sim.camera;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.beaconhub.sim.world.Sight;

/** A drawing of what a lookout camera sees: hills, grey at night, and a fire in the middle, which the camera turns to. */
final class Picture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int RIDGES = 4;
    private static final int PUFFS = 26;
    private static final int FLAMES = 14;

    private static final Color NIGHT_SKY = new Color(0x20242a);
    private static final Color DAY_SKY = new Color(0x8fb2cf);
    private static final Color NIGHT_HAZE = new Color(0x4a5058);
    private static final Color DAY_HAZE = new Color(0xd5dfe3);
    private static final Color NIGHT_WOOD = new Color(0x16191c);
    private static final Color DAY_WOOD = new Color(0x2f4a2e);
    private static final Color SMOKE = new Color(0xc9c5bf);
    private static final Color DARK_FLAME = new Color(0xe25a1c);
    private static final Color BRIGHT_FLAME = new Color(0xffd15c);

    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D pen = image.createGraphics();
    private final Sight sight;
    private final int camera;

    private Picture(Sight sight, int camera) {
        this.sight = sight;
        this.camera = camera;
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /**
     * The picture, as JPEG.
     *
     * @param camera each has hills of its own
     * @param timeMs smoke and flames look different each second
     */
    static byte[] of(Sight sight, int camera, long timeMs) {
        Picture picture = new Picture(sight, camera);
        picture.draw(new Random(camera + timeMs / 1000));
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture.image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new IllegalStateException("every JDK writes JPEG", e);
        }
        return jpeg.toByteArray();
    }

    private void draw(Random random) {
        pen.setPaint(new GradientPaint(0, 0, lit(NIGHT_SKY, DAY_SKY), 0, HEIGHT / 2f, lit(NIGHT_HAZE, DAY_HAZE)));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        int behind = sight.fire().map(fire -> fire.metres() > 500 ? 2 : 3).orElse(RIDGES);
        for (int ridge = 0; ridge < RIDGES; ridge++) {
            if (ridge == behind) {
                sight.fire().ifPresent(fire -> burn(fire, random, height(behind - 1, WIDTH / 2)));
            }
            hill(ridge);
        }
        pen.dispose();
    }

    /** The nearer, the darker. */
    private void hill(int ridge) {
        double near = (ridge + 1.0) / RIDGES;
        pen.setPaint(mixed(lit(NIGHT_HAZE, DAY_HAZE), lit(NIGHT_WOOD, DAY_WOOD), near));
        Path2D shape = new Path2D.Double();
        shape.moveTo(0, HEIGHT);
        for (int x = 0; x <= WIDTH; x += 2) {
            shape.lineTo(x, height(ridge, x));
        }
        shape.lineTo(WIDTH, HEIGHT);
        shape.closePath();
        pen.fill(shape);
    }

    private double height(int ridge, int x) {
        double phase = camera % 97 + ridge * 2.3;
        double wave = StrictMath.sin(x / 160.0 + phase) + 0.45 * StrictMath.sin(x / 61.0 + 2 * phase);
        double trees = ridge < 2 ? 0 : 2.5 * StrictMath.sin(x * 1.7 + phase) * (ridge - 1);
        return HEIGHT * (0.36 + 0.15 * ridge) + (26 - 3 * ridge) * wave + trees;
    }

    private void burn(Sight.Burning fire, Random random, double ground) {
        double scale = Math.clamp(500 / (fire.metres() + 150), 0.5, 2.2);
        double strength = Math.clamp(StrictMath.sqrt(fire.fuelKgPerS()) / 2, 0.4, 1.6);
        for (int i = PUFFS; i > 0; i--) {
            double age = (double) i / PUFFS;
            double rise = 190 * age * strength;
            double radius = (7 + 46 * age) * scale * strength;
            double x = WIDTH / 2.0 + fire.drift() * 26 * age + random.nextGaussian() * 6 * age;
            blot(x, ground - rise, radius, lit(SMOKE.darker(), SMOKE), 0.42 * (1.1 - age));
        }
        for (int i = 0; fire.flames() && i < FLAMES; i++) {
            double x = WIDTH / 2.0 + random.nextGaussian() * 13 * scale;
            double size = (4 + random.nextInt(9)) * scale;
            blot(x, ground - size / 2, size, mixed(DARK_FLAME, BRIGHT_FLAME, random.nextDouble()), 0.75);
        }
    }

    private void blot(double x, double y, double radius, Color colour, double opacity) {
        pen.setPaint(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) (255 * opacity)));
        pen.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private Color lit(Color night, Color day) {
        return mixed(night, day, sight.daylight());
    }

    private static Color mixed(Color from, Color to, double share) {
        return new Color(
                (int) (from.getRed() + share * (to.getRed() - from.getRed())),
                (int) (from.getGreen() + share * (to.getGreen() - from.getGreen())),
                (int) (from.getBlue() + share * (to.getBlue() - from.getBlue())));
    }
}
