package org.beaconhub.gateway.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.beaconhub.gateway.clock.Clock;

/** Java, and the machine's clock. */
public final class Machine {
    private static final int JAVA_MIN = 25;
    private static final long HEAP_MIB_MIN = 256;
    private static final long AHEAD_MS_MAX = 60_000;
    private static final long ANSWER_S = 3;
    private static final String CLOCK_REMEDY = "set the clock, and keep it so by chrony or systemd-timesyncd";

    private Machine() {}

    /** Which Java runs this, and how much memory it gives. */
    public static Finding java() {
        int feature = Runtime.version().feature();
        long heapMib = Runtime.getRuntime().maxMemory() >> 20;
        String said = "Java " + Runtime.version() + " in " + System.getProperty("java.home") + ", up to " + heapMib
                + " MiB of memory";
        if (feature < JAVA_MIN) {
            return Finding.error("java", said, "install a JDK " + JAVA_MIN + " or newer, or name it by JAVA_HOME");
        }
        return heapMib < HEAP_MIB_MIN
                ? Finding.warning("java", said, "give it at least " + HEAP_MIB_MIN + " MiB by BEACON_JVM_OPTS=-Xmx…")
                : Finding.ok("java", said);
    }

    /**
     * Whether the clock is kept right, and not behind what this hub has written already.
     *
     * @param journal folder of the journal, which need not be there
     */
    public static Finding clock(Path journal, Clock clock) {
        long nowMs = clock.nowMs();
        OptionalLong newest = newestMs(journal);
        if (newest.isPresent() && newest.getAsLong() - nowMs > AHEAD_MS_MAX) {
            return Finding.error(
                    "clock",
                    "it is " + Instant.ofEpochMilli(nowMs) + " here, yet the journal was written at "
                            + Instant.ofEpochMilli(newest.getAsLong())
                            + "; the hub's time never goes back, so it would stand still until then",
                    CLOCK_REMEDY);
        }
        String said = Instant.ofEpochMilli(nowMs)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
        return switch (kept()) {
            case "yes" -> Finding.ok("clock", said + ", kept right by the network's time");
            case "no" -> Finding.warning("clock", said + ", and nothing keeps it right", CLOCK_REMEDY);
            default -> Finding.ok("clock", said + "; this machine does not tell whether something keeps it right");
        };
    }

    private static OptionalLong newestMs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    /** What systemd says, {@code yes} or {@code no}; anything else where there is none to ask. */
    private static String kept() {
        try {
            Process process = new ProcessBuilder(
                            List.of("timedatectl", "show", "--property=NTPSynchronized", "--value"))
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(ANSWER_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
