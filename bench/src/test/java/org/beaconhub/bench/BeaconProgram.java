package org.beaconhub.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./beacon} as a process of its own, of the classes that the tests have. */
final class BeaconProgram {
    /** The project's folder. */
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private BeaconProgram() {}

    /** Starts it; what it says is written to a file. */
    static Process start(Path output, List<String> words) throws IOException {
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-Dbeacon.home=" + HOME,
                "-Dbeacon.sim.classpath=" + classPath,
                "-cp",
                classPath,
                "org.beaconhub.gateway.app.Beacon"));
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
