package org.beaconhub.gateway.pictures;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.rules.fact.IncidentAct;

/**
 * A folder of pictures. What is kept is not what came but a picture of it, as JPEG of at most {@value #SIDE_MAX} pixels a
 * side: so the place and the owner that a phone writes into its pictures are gone, and so is whatever hid in the file.
 */
public final class Pictures {
    /** The most bytes that are looked at. */
    public static final int BYTES_MAX = 8 * 1024 * 1024;

    private static final int SIDE_MAX = 1600;
    private static final long PIXELS_MAX = 25_000_000;
    private static final double QUALITY = 0.85;
    private static final long AGE_MAX_MS = 90L * 24 * 3_600_000;
    private static final String ENDING = ".jpg";

    private final Path folder;
    private final Clock clock;
    private final long folderBytesMax;

    /**
     * The pictures of a folder, which is made where it is missing. They are kept for 90 days.
     *
     * @param folderBytesMax the most bytes of all together; the oldest go first
     */
    public Pictures(Path folder, Clock clock, long folderBytesMax) {
        this.folder = folder;
        this.clock = clock;
        this.folderBytesMax = folderBytesMax;
    }

    /**
     * Keeps a picture; it is on the disk when this returns. The same picture has the same name and is kept once. One at a
     * time is worked on, since each needs some hundred megabytes while it is.
     *
     * @return its name: the SHA-256 of what is kept
     * @throws PictureRefused where it is no JPEG or PNG, or too large
     * @throws IOException where the disk does not take it
     */
    public synchronized String keep(byte[] came) throws PictureRefused, IOException {
        byte[] kept = redrawn(came);
        String name = HexFormat.of().formatHex(sha256(kept));
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ENDING);
        if (!Files.exists(file)) {
            Path begun = folder.resolve(name + ".begun");
            Files.write(begun, kept);
            force(begun, StandardOpenOption.WRITE);
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
            force(folder, StandardOpenOption.READ);
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(clock.nowMs()));
        forget();
        return name;
    }

    /** The bytes of a picture; empty where it is no more, or never was. */
    public Optional<byte[]> find(String name) throws IOException {
        Path file = folder.resolve(name + ENDING);
        return name.matches(IncidentAct.Attach.PICTURE) && Files.exists(file)
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
    }

    /** Deletes what is too old, and of too much the oldest. */
    private void forget() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = new ArrayList<>(all.sorted(Comparator.comparingLong(Pictures::modifiedMs).reversed()).toList());
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += file.toFile().length();
            if (bytes > folderBytesMax || clock.nowMs() - modifiedMs(file) > AGE_MAX_MS) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long modifiedMs(Path file) {
        return file.toFile().lastModified();
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private static byte[] redrawn(byte[] came) throws PictureRefused {
        long sideMax = checked(came);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            Thumbnails.Builder<?> picture = Thumbnails.of(new ByteArrayInputStream(came));
            (sideMax > SIDE_MAX ? picture.size(SIDE_MAX, SIDE_MAX) : picture.scale(1))
                    .imageType(java.awt.image.BufferedImage.TYPE_INT_RGB)
                    .outputFormat("jpg")
                    .outputQuality(QUALITY)
                    .toOutputStream(jpeg);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable();
        }
        return jpeg.toByteArray();
    }

    /** The longer side of a picture, in pixels, read from its head alone. */
    private static long checked(byte[] came) throws PictureRefused {
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
                reader.setInput(stream, true, true);
                if (!List.of("jpeg", "png").contains(reader.getFormatName().toLowerCase(java.util.Locale.ROOT))) {
                    throw unreadable();
                }
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > PIXELS_MAX) {
                    throw new PictureRefused(
                            "照片不得超过 2500 万像素",
                            "a picture may have at most 25 million pixels, got " + width + " × " + height);
                }
                return Math.max(width, height);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable();
        }
    }

    private static PictureRefused unreadable() {
        return new PictureRefused("这不是可读的 JPEG 或 PNG 照片", "that is no JPEG or PNG picture that can be read");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
