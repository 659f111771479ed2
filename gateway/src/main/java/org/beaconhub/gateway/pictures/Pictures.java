package org.beaconhub.gateway.pictures;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.rules.fact.IncidentAct;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of pictures, by the day on which they were kept: {@code 2026-11-26/NAME.jpg}. The day stands in the path, so that
 * a picture grows old also through a backup that does not know when its files were written.
 */
public final class Pictures implements AutoCloseable {
    /** How long pictures are kept where nothing else is said, in days. */
    public static final int DAYS_USUAL = 90;

    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final String ENDING = ".jpg";
    /** What is not whole yet; a backup leaves it out. */
    private static final String BEGUN = ".next";

    private final Path folder;
    private final Clock clock;
    private final Bounds bounds;
    private @Nullable ScheduledExecutorService hourly;

    /**
     * How much is kept, and for how long.
     *
     * @param days pictures go so many days after the day on which they came; 1 to 3650
     * @param folderBytesMax the most bytes of all together; the oldest go first
     * @param freeBytesMin so many bytes of the disk are left free, in any case: the journal needs them
     */
    public record Bounds(int days, long folderBytesMax, long freeBytesMin) {
        /** Rejects a number of days that is none. */
        public Bounds {
            if (days < 1 || days > 3650) {
                throw new IllegalArgumentException("pictures are kept for 1 to 3650 days, got " + days);
            }
        }

        /** For so many days up to 4 GB, with 1 GB left free. */
        public static Bounds of(int days) {
            return new Bounds(days, 4L << 30, 1L << 30);
        }
    }

    /** The pictures of a folder, which is made where it is missing. */
    public Pictures(Path folder, Clock clock, Bounds bounds) {
        this.folder = folder;
        this.clock = clock;
        this.bounds = bounds;
    }

    /** The pictures of a folder, which forgets hourly until it is closed. */
    public static Pictures start(Path folder, Clock clock, Bounds bounds) {
        Pictures pictures = new Pictures(folder, clock, bounds);
        ScheduledExecutorService hourly = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("pictures").factory());
        Future<?> _ = hourly.scheduleWithFixedDelay(pictures::forgetOrSay, 0, 1, TimeUnit.HOURS);
        pictures.hourly = hourly;
        return pictures;
    }

    /**
     * Keeps a picture; it is on the disk when this returns. The same picture is kept once.
     *
     * @throws IOException where the disk does not take it, or would be too full then
     */
    public synchronized void keep(Picture picture) throws IOException {
        Path day = folder.resolve(LocalDate.ofEpochDay(today()).toString());
        Files.createDirectories(day);
        if (Files.getFileStore(day).getUsableSpace() < bounds.freeBytesMin()) {
            throw new IOException(
                    "the disk has less than " + bounds.freeBytesMin() + " bytes free, which the journal needs");
        }
        Path file = day.resolve(picture.name() + ENDING);
        if (Files.exists(file)) {
            return;
        }
        Path begun = day.resolve(picture.name() + BEGUN);
        try {
            Files.write(begun, picture.jpeg());
            force(begun, StandardOpenOption.WRITE);
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(begun);
        }
        force(day, StandardOpenOption.READ);
        force(folder, StandardOpenOption.READ);
        forget();
    }

    /** The bytes of a picture; empty where it is no more, or never was. */
    public Optional<byte[]> find(String name) throws IOException {
        if (!name.matches(IncidentAct.Attach.PICTURE)) {
            return Optional.empty();
        }
        for (Path day : days().reversed()) {
            Path file = day.resolve(name + ENDING);
            if (!isOver(day) && Files.exists(file)) {
                return Optional.of(Files.readAllBytes(file));
            }
        }
        return Optional.empty();
    }

    /** The folders of the days, the oldest first. */
    private List<Path> days() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> each.getFileName().toString().matches("\\d{4}-\\d\\d-\\d\\d"))
                    .sorted()
                    .toList();
        }
    }

    private long today() {
        return Math.floorDiv(clock.nowMs(), DAY_MS);
    }

    private boolean isOver(Path day) {
        return day.getFileName()
                        .toString()
                        .compareTo(LocalDate.ofEpochDay(today() - bounds.days()).toString())
                < 0;
    }

    private void forgetOrSay() {
        try {
            forget();
        } catch (IOException e) {
            LOG.error("pictures that are due to be deleted cannot be: {}", e.toString());
        }
    }

    /** Deletes what is too old or was never finished, and of too much the oldest. */
    private synchronized void forget() throws IOException {
        List<Path> young = new ArrayList<>();
        for (Path day : days().reversed()) {
            for (Path file : newestFirst(day)) {
                if (isOver(day) || file.toString().endsWith(BEGUN)) {
                    Files.deleteIfExists(file);
                } else {
                    young.add(file);
                }
            }
            if (isOver(day)) {
                Files.deleteIfExists(day);
            }
        }
        long bytes = 0;
        for (Path file : young) {
            bytes += file.toFile().length();
            if (bytes > bounds.folderBytesMax()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> newestFirst(Path day) throws IOException {
        try (Stream<Path> files = Files.list(day)) {
            return files.sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        if (hourly != null) {
            hourly.shutdownNow();
        }
    }
}
