package org.beaconhub.gateway.wire;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The messages of real devices, beside the repository; a test that needs them is skipped, and says so, where they are not. */
public final class SharedData {
    private SharedData() {}

    /** A file's text. */
    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** A file's bytes. */
    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's lines that say something. */
    public static List<String> lines(String name) {
        return text(name).lines().filter(line -> !line.isBlank()).toList();
    }

    /** All files below a folder, by name. */
    public static List<Path> files(String name) {
        try (Stream<Path> files = Files.walk(folder().resolve(name))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        Optional<Path> folder = Optional.ofNullable(System.getenv("BEACON_SHARED"))
                .map(Path::of)
                .map(given -> Files.isDirectory(given.resolve("data")) ? given.resolve("data") : given)
                .or(SharedData::above);
        assumeTrue(
                folder.isPresent(),
                "skipped: no folder shared/data beside the repository; set BEACON_SHARED to where it is");
        return folder.orElseThrow();
    }

    private static Optional<Path> above() {
        for (@Nullable Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data"))) {
                return Optional.of(at.resolve("shared/data"));
            }
        }
        return Optional.empty();
    }
}
