package org.beaconhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev test} on a machine where no server is in the PATH and nothing can be installed; Maven is a stand-in. */
class BareMachineTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> TOOLS = List.of(
            "bash",
            "awk",
            "cat",
            "dirname",
            "find",
            "flock",
            "grep",
            "mkdir",
            "paste",
            "readlink",
            "sed",
            "sort",
            "tee",
            "true",
            "uniq");

    /** Leaves one suite out, as a build without servers does; with CI=true it fails in its place. */
    private static final String MAVEN = """
            #!/bin/bash
            reports=gateway/target/surefire-reports
            mkdir -p $reports
            if [[ ${CI:-} == true ]]; then
              echo '[ERROR] MqttLinkTest <<< ERROR! CI=true skips nothing: influxd is not installed (Debian package influxdb)'
              echo '[ERROR] Tests run: 2, Failures: 0, Errors: 1, Skipped: 0'
              echo '[INFO] BUILD FAILURE'
              exit 1
            fi
            echo '<skipped message="influxd is not installed (Debian package influxdb)"/>' > $reports/TEST-a.xml
            echo '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 1'
            echo '[INFO] BUILD SUCCESS'
            """;

    @TempDir
    Path folder;

    private record Ended(int code, String said) {}

    @BeforeEach
    void aTreeAndAPathWithoutServers() throws IOException {
        Files.createDirectories(folder.resolve("tree/.mvn"));
        Files.copy(HOME.resolve("dev"), folder.resolve("tree/dev"));
        Files.copy(HOME.resolve(".mvn/launch.sh"), folder.resolve("tree/.mvn/launch.sh"));
        Path path = Files.createDirectory(folder.resolve("path"));
        for (String tool : TOOLS) {
            Path program = Stream.of("/usr/bin", "/bin")
                    .map(each -> Path.of(each, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(path.resolve(tool), program);
        }
        Files.writeString(path.resolve("mvn"), MAVEN);
        assertThat(path.resolve("mvn").toFile().setExecutable(true)).isTrue();
    }

    private Ended devTest(boolean ci) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("path/bash").toString(), "dev", "test");
        builder.directory(folder.resolve("tree").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("PATH", folder.resolve("path").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("CI");
        if (ci) {
            builder.environment().put("CI", "true");
        }
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said));
    }

    @Test
    void suitesWhoseServersAreMissingAreLeftOutVisiblyAndTheRestPasses() throws Exception {
        Ended ended = devTest(false);
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("not installed: ", "influxdb", "chromium", "the tests against them are left out")
                .contains("1 left out: influxd is not installed (Debian package influxdb)")
                .contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 1");
    }

    @Test
    void continuousIntegrationFailsInPlaceOfLeavingThemOut() throws Exception {
        Ended ended = devTest(true);
        assertThat(ended.code()).as(ended.said()).isNotZero();
        assertThat(ended.said()).contains("CI=true skips nothing", "BUILD FAILURE");
    }
}
