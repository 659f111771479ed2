package org.beaconhub.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The package, unpacked into a folder. */
final class Unpacked {
    private Unpacked() {}

    /**
     * Starts its hub over its example site, with a data folder and a port of the test.
     *
     * @param root where it is unpacked
     * @param folder where the data goes
     * @param log takes what the hub prints
     * @param more options
     */
    static Process hub(Path root, Path folder, Path log, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                root.resolve("usr/bin/beacon").toString(),
                "run",
                "--site",
                root.resolve("usr/share/beacon-hub/site").toString(),
                "--data",
                folder.resolve("data").toString(),
                "--http-port",
                "0",
                "--reserve-mib",
                "1"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
