package org.beaconhub.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small programs that a test runs to their end. */
final class Commands {
    private Commands() {}

    /**
     * Runs one.
     *
     * @throws IOException where it is missing or fails; it says what the program said
     */
    static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(command.getFirst() + " ended with " + code + ": " + said);
        }
    }
}
