package org.beaconhub.gateway.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * Makes clean pictures of what came. What comes out is not what came but a picture of it, as JPEG of at most {@value #SIDE_MAX}
 * pixels a side: so the place and the owner that a phone writes into its pictures are gone, and so is whatever else hid
 * in the file. One at a time is worked on, since each needs up to a hundred megabytes while it is.
 */
public final class Darkroom {
    /** The most bytes that are looked at. */
    public static final int BYTES_MAX = 8 * 1024 * 1024;

    static final int SIDE_MAX = 1600;
    private static final long PIXELS_MAX = 25_000_000;
    /** The longest side of what comes, in pixels. */
    private static final int SIDE_CAME_MAX = 20_000;
    /** Of more pixels only every second one of each row and column is decoded. */
    private static final long PIXELS_DECODED = 12_600_000;
    /** A camera writes a picture in up to some ten passes; each costs as much as a whole picture. */
    private static final int PASSES_MAX = 40;

    private static final double QUALITY = 0.85;

    static {
        ImageIO.setUseCache(false); // what people send is not written to the disk before it is clean
    }

    private record Head(boolean png, long width, long height) {
        long sideMax() {
            return Math.max(width, height);
        }

        /** Every how manyth pixel is decoded. */
        int step() {
            return width * height > PIXELS_DECODED ? 2 : 1;
        }
    }

    /**
     * Makes a clean picture.
     *
     * @throws PictureRefused where it is no JPEG or PNG, or too large, by what its head says before it is decoded
     */
    public synchronized Picture develop(byte[] came) throws PictureRefused {
        if (came.length > BYTES_MAX) {
            throw new PictureRefused("照片不得超过 8 MB", "a picture may have at most 8 MB, got " + came.length + " bytes");
        }
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(came))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw unreadable();
            }
            ImageReader reader = readers.next();
            try {
                return new Picture(redrawn(reader, stream, came));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) { // the decoders throw anything at broken pictures
            throw unreadable();
        }
    }

    private static byte[] redrawn(ImageReader reader, ImageInputStream stream, byte[] came)
            throws IOException, PictureRefused {
        boolean png = isPng(reader);
        reader.setInput(stream, true, true);
        Head head = new Head(png, reader.getWidth(0), reader.getHeight(0));
        check(head, came);
        Orientation held = png ? Orientation.TOP_LEFT : held(came);
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(head.step(), head.step(), 0, 0);
        BufferedImage decoded = reader.read(0, how);
        Thumbnails.Builder<BufferedImage> picture = Thumbnails.of(decoded);
        if (head.sideMax() / head.step() > SIDE_MAX) {
            picture.size(SIDE_MAX, SIDE_MAX);
        } else {
            picture.scale(1);
        }
        picture.addFilter(ExifFilterUtils.getFilterForOrientation(held));
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        picture.imageType(BufferedImage.TYPE_INT_RGB)
                .outputFormat("jpg")
                .outputQuality(QUALITY)
                .toOutputStream(jpeg);
        return jpeg.toByteArray();
    }

    /** How the camera was held; upright where it does not say so, or not so that one could read it. */
    private static Orientation held(byte[] jpeg) {
        try {
            Orientation held = ExifUtils.getOrientationFromExif(exif(jpeg));
            return held == null ? Orientation.TOP_LEFT : held;
        } catch (RuntimeException e) { // many cameras write what no reader likes
            return Orientation.TOP_LEFT;
        }
    }

    /**
     * What a camera wrote beside a JPEG, in one of the segments before the first scan; empty where it wrote nothing.
     *
     * <pre>
     * FF D8 | FF E1 length(2) "Exif" 0 0 TIFF… | FF xx length(2) … | FF DA
     * </pre>
     */
    private static byte[] exif(byte[] jpeg) {
        int at = 2;
        while (at + 4 < jpeg.length && jpeg[at] == (byte) 0xFF && jpeg[at + 1] != (byte) 0xDA) {
            int end = at + 2 + (Byte.toUnsignedInt(jpeg[at + 2]) << 8 | Byte.toUnsignedInt(jpeg[at + 3]));
            if (jpeg[at + 1] == (byte) 0xE1 && jpeg[at + 4] == 'E') {
                return Arrays.copyOfRange(jpeg, at + 4, Math.min(end, jpeg.length));
            }
            at = end;
        }
        return new byte[0];
    }

    private static boolean isPng(ImageReader reader) throws IOException, PictureRefused {
        return switch (reader.getFormatName().toLowerCase(Locale.ROOT)) {
            case "png" -> true;
            case "jpeg" -> false;
            default -> throw unreadable();
        };
    }

    private static void check(Head head, byte[] came) throws PictureRefused {
        if (head.width() * head.height() > PIXELS_MAX || head.sideMax() > SIDE_CAME_MAX) {
            throw new PictureRefused(
                    "照片不得超过 2500 万像素，边长不得超过 " + SIDE_CAME_MAX,
                    "a picture may have at most 25 million pixels and " + SIDE_CAME_MAX + " a side, got " + head.width()
                            + " × " + head.height());
        }
        if (!head.png() && passes(came) > PASSES_MAX) {
            throw new PictureRefused(
                    "照片分层过多，请重新拍摄", "a JPEG may have at most " + PASSES_MAX + " scans, got " + passes(came));
        }
    }

    /** How often a JPEG begins a scan: its marker cannot stand within the scan's data. */
    private static int passes(byte[] came) {
        int passes = 0;
        for (int i = 1; i < came.length; i++) {
            if (came[i] == (byte) 0xDA && came[i - 1] == (byte) 0xFF) {
                passes++;
            }
        }
        return passes;
    }

    private static PictureRefused unreadable() {
        return new PictureRefused("这不是可读的 JPEG 或 PNG 照片", "that is no JPEG or PNG picture that can be read");
    }
}
