package org.beaconhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.testkit.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process of its own, ended as a person (SIGINT) or a machine (SIGTERM) ends it. */
@Timeout(180)
class SignalsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern RECOVERED =
            Pattern.compile("recovered: snapshot of entry (\\d+), (\\d+) entries since");

    @TempDir
    Path folder;

    private final List<Program> programs = new ArrayList<>();

    /** A verb of {@code ./beacon} with what it prints. */
    private record Program(Process process, Path output) {
        String said() throws IOException {
            return Files.readString(output);
        }

        String lastLine() throws IOException {
            return Files.readAllLines(output).getLast();
        }

        void awaits(String text) {
            await("'" + text + "' in " + output)
                    .atMost(PATIENCE)
                    .until(() -> !process.isAlive() || said().contains(text));
            assertThat(output).content().contains(text);
        }

        int end(String signal) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }
    }

    private Program start(String... arguments) throws IOException {
        Path output = folder.resolve("output-" + programs.size() + ".log");
        Process process = BeaconProgram.start(output, List.of(arguments));
        Program program = new Program(process, output);
        programs.add(program);
        return program;
    }

    @AfterEach
    void endAll() {
        programs.forEach(program -> program.process().destroyForcibly());
    }

    private Program run(Path data) throws IOException {
        return start(
                "run",
                "--site",
                BeaconProgram.HOME.resolve("site").toString(),
                "--data",
                data.toString(),
                "--reserve-mib",
                "1",
                "--http-port",
                "0",
                "--broker-port",
                "0");
    }

    private Program demo(Path data) throws IOException {
        return start(
                "demo",
                "--data",
                data.toString(),
                "--fire-after",
                "-1",
                "--http-port",
                "0",
                "--broker-port",
                "0",
                "--receiver-port",
                String.valueOf(Ports.free()),
                "--camera-port",
                "0");
    }

    private static long lastEntry(Path data) {
        try (MvJournal journal = MvJournal.openToRead(data.resolve("journal"))) {
            return journal.lastSeq();
        }
    }

    /** What a start found: all that the end before it left, in a snapshot, so that nothing had to be applied again. */
    private static void assertWentOn(Program again, long last) throws IOException {
        Matcher recovered = RECOVERED.matcher(again.said());
        assertThat(recovered.find()).isTrue();
        assertThat(Long.parseLong(recovered.group(1)) + Long.parseLong(recovered.group(2)))
                .isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aHubThatIsSignalledEndsInOrderAndGoesOnFromThere(String signal) throws Exception {
        Path data = folder.resolve("data");
        Program first = run(data);
        first.awaits("connected to the broker");
        assertThat(first.end(signal)).isZero();
        long last = lastEntry(data);
        assertThat(last).isPositive();
        assertThat(first.lastLine()).isEqualTo("stopped; the journal ends with entry " + last);
        assertThat(first.said()).doesNotContain("ERROR", "Exception");
        Program second = run(data);
        second.awaits("connected to the broker");
        assertWentOn(second, last);
        assertThat(second.end(signal)).isZero();
        assertThat(lastEntry(data)).isGreaterThan(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aDemoThatIsSignalledEndsInOrderAndGoesOnFromThere(String signal) throws Exception {
        Path data = folder.resolve("data");
        Program first = demo(data);
        first.awaits("devices are connected");
        assertThat(first.end(signal)).isZero();
        assertThat(first.lastLine()).startsWith("{\"name\":\"demo\"");
        assertThat(first.said()).doesNotContain("ERROR", "Exception");
        long last = lastEntry(data);
        assertThat(last).isPositive();
        Program second = demo(data);
        second.awaits("devices are connected");
        assertWentOn(second, last);
        assertThat(second.end(signal)).isZero();
        assertThat(lastEntry(data)).isGreaterThan(last);
    }
}
