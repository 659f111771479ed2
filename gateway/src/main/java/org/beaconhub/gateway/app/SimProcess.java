package org.beaconhub.gateway.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The simulator as a process of its own: it reaches the hub over MQTT and HTTP only, as real devices do. */
final class SimProcess implements AutoCloseable {
    private static final String MAIN = "org.beaconhub.sim.cli.Sim";
    private static final String CLASS_PATH = "beacon.sim.classpath";
    private static final long GOODBYE_S = 10;

    private final Process process;
    private final Thread reader;

    private SimProcess(Process process, Consumer<String> line) {
        this.process = process;
        this.reader = Thread.ofVirtual().name("sim-output").start(() -> read(line));
    }

    /**
     * Starts the simulator.
     *
     * @param line takes each line that it prints, on a thread of its own
     * @throws IOException where it cannot be started
     */
    static SimProcess start(List<String> arguments, Consumer<String> line) throws IOException {
        String classPath = System.getProperty(CLASS_PATH);
        if (classPath == null) {
            throw new IOException("the simulator is not here: start this verb by ./beacon, which sets " + CLASS_PATH);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                MAIN));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new SimProcess(process, line);
    }

    private void read(Consumer<String> line) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String each = lines.readLine(); each != null; each = lines.readLine()) {
                line.accept(each);
            }
        } catch (IOException e) {
            line.accept("");
        }
    }

    /** Says a line to it. */
    void tell(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Waits until it ends by itself, and has said all; its exit code. */
    int await() throws InterruptedException {
        int code = process.waitFor();
        reader.join();
        return code;
    }

    /** Ends it at once. */
    void end() {
        process.destroyForcibly();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends it: its standard input ends, and with it what it pretends. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(GOODBYE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
