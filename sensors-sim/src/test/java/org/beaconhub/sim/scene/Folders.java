package org.beaconhub.sim.scene;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Folders outside the module. */
public final class Folders {
    private Folders() {}

    /** The example site. */
    public static Path site() {
        return above("site/devices.yaml").orElseThrow().resolve("site");
    }

    /** The mappings of recordings. */
    public static Path mappings() {
        return above("recordings/mappings").orElseThrow().resolve("recordings/mappings");
    }

    /** The recordings, which are not in the repository; the test is skipped where they are absent. */
    public static Path recorded() {
        Optional<Path> top = above("shared/data/recorded");
        assumeTrue(
                top.isPresent(),
                "skipped: no folder shared/data/recorded above " + Path.of("").toAbsolutePath());
        return top.orElseThrow().resolve("shared/data/recorded");
    }

    private static Optional<Path> above(String wanted) {
        @Nullable Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            if (Files.exists(at.resolve(wanted))) {
                return Optional.of(at);
            }
            at = at.getParent();
        }
        return Optional.empty();
    }
}
