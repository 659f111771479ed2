package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.testkit.InfluxServer;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class InfluxOptionsTest {
    private static final String URL = "http://127.0.0.1:8086";

    @TempDir
    Path folder;

    @CommandLine.Command(name = "trial")
    static final class TrialCommand implements Runnable {
        @CommandLine.Mixin
        private InfluxOptions influx = new InfluxOptions();

        private Optional<InfluxTarget> target = Optional.empty();

        @Override
        public void run() {
            target = influx.target();
        }
    }

    private static Optional<InfluxTarget> read(String... arguments) {
        TrialCommand trial = new TrialCommand();
        assertThat(new CommandLine(trial).execute(arguments)).isZero();
        return trial.target;
    }

    private static String refusal(String... arguments) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new TrialCommand())
                .setErr(new PrintWriter(said))
                .execute(arguments);
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        return said.toString();
    }

    @Test
    void anAccountOfInfluxDb1IsANameAndAFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), "right");
        assertThat(read()).isEmpty();
        assertThat(read("--influx", URL, "--influx-v1", "beacon/autogen"))
                .get()
                .isInstanceOfSatisfying(
                        InfluxTarget.V1.class, v1 -> assertThat(v1.login()).isEmpty());
        assertThat(read(
                        "--influx",
                        URL,
                        "--influx-v1",
                        "beacon/autogen",
                        "--influx-v1-user",
                        "hub",
                        "--influx-v1-password-file",
                        secret.toString()))
                .get()
                .isInstanceOfSatisfying(
                        InfluxTarget.V1.class,
                        v1 -> assertThat(v1.login()).contains(new InfluxTarget.Login("hub", secret)));
    }

    @Test
    void whatDoesNotGoTogetherIsToldAndASecretIsNeverRepeated() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), "right");
        List<String> v1 = List.of("--influx", URL, "--influx-v1", "beacon/autogen");
        assertThat(refusal(with(v1, "--influx-v1-user", "hub"))).contains("go together");
        assertThat(refusal(with(v1, "--influx-v1-user", "hub", "--influx-v1-password-file", folder + "/gone")))
                .contains("cannot read the file " + folder + "/gone");
        assertThat(refusal(with(v1, "--influx-token-file", secret.toString()))).contains("--influx-v1-user");
        assertThat(refusal("--influx", URL, "--influx-v1", "beacon")).contains("DATABASE/POLICY");
        assertThat(refusal("--influx", URL)).contains("--influx-bucket");
        assertThat(refusal("--influx-v1", "beacon/autogen")).contains("without --influx URL");
        assertThat(refusal("--influx", "http://hub:s3cret@127.0.0.1:8086", "--influx-v1", "beacon/autogen"))
                .contains("a password is a file")
                .doesNotContain("s3cret");
        assertThat(refusal("--influx", "http://127.0.0.1:8086/?u=hub&p=s3cret", "--influx-v1", "beacon/autogen"))
                .contains("a password is a file")
                .doesNotContain("s3cret");
    }

    private static String[] with(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    @NeedsServer(Server.INFLUXDB)
    void aHubWithAnAccountWritesToARealInfluxDbThatWantsOne() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), "right\n");
        try (InfluxServer strict = InfluxServer.withLogins(Files.createDirectory(folder.resolve("influx")));
                Brigade brigade = new Brigade()) {
            strict.ask("CREATE USER root WITH PASSWORD 'root' WITH ALL PRIVILEGES");
            strict.ask("CREATE DATABASE beacon", "u=root&p=root");
            strict.ask("CREATE USER hub WITH PASSWORD 'right'", "u=root&p=root");
            strict.ask("GRANT ALL ON beacon TO hub", "u=root&p=root");
            Optional<InfluxTarget> target = read(
                    "--influx",
                    strict.url().toString(),
                    "--influx-v1",
                    "beacon/autogen",
                    "--influx-v1-user",
                    "hub",
                    "--influx-v1-password-file",
                    secret.toString());
            Trial trial = new Trial(folder, brigade.url(), 1);
            try (Hub hub = trial.start(target)) {
                await().atMost(Duration.ofSeconds(20)).until(hub::connected);
                trial.publish(hub, "beacon/v1/fn-0/telemetry", "{\"readings\":{\"temperature\":21}}");
                await().atMost(Duration.ofSeconds(20)).until(() -> strict.count("temperature", "u=hub&p=right") == 1);
                assertThat(hub.series().stoppedWhy()).isEmpty();
                assertThat(Trial.get(hub, "/api/v1/chart?device=fn-0&quantity=temperature"))
                        .contains("21");
            }
        }
    }
}
