package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.beaconhub.gateway.records.RecordsTarget;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.PostgresServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class RecordsSettingsTest {
    private static final String URL = "postgresql://127.0.0.1:5432/beacon";

    @TempDir
    Path folder;

    @CommandLine.Command(name = "trial")
    static final class TrialCommand implements Runnable {
        @CommandLine.Mixin
        private RecordsSettings records = new RecordsSettings();

        private Optional<RecordsTarget> target = Optional.empty();

        @Override
        public void run() {
            target = records.target();
        }
    }

    private static Optional<RecordsTarget> read(String... arguments) {
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
    void anAccountIsANameAndAFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), "right");
        assertThat(read()).isEmpty();
        assertThat(read("--records-url", URL, "--records-user", "hub", "--records-password-file", secret.toString()))
                .contains(new RecordsTarget(
                        "jdbc:" + URL, Optional.of(new RecordsTarget.Login("hub", Optional.of(secret)))));
        assertThat(read("--records-url", URL + "?sslmode=verify-full", "--records-user", "hub")
                        .orElseThrow()
                        .url())
                .isEqualTo("jdbc:" + URL + "?sslmode=verify-full");
    }

    @Test
    void whatDoesNotGoTogetherIsToldAndASecretIsNeverRepeated() {
        assertThat(refusal("--records-user", "hub")).contains("go with --records-url");
        assertThat(refusal("--records-url", URL)).contains("needs --records-user");
        assertThat(refusal("--records-url", URL, "--records-user", "hub", "--records-password-file", folder + "/gone"))
                .contains("cannot read the file " + folder + "/gone");
        assertThat(refusal("--records-url", "mysql://127.0.0.1/beacon", "--records-user", "hub"))
                .contains("postgresql://host:5432/database");
        assertThat(refusal("--records-url", "postgresql://127.0.0.1:5432", "--records-user", "hub"))
                .contains("postgresql://host:5432/database");
        assertThat(refusal("--records-url", "postgresql://hub:s3cret@127.0.0.1/beacon", "--records-user", "hub"))
                .contains("a password is a file")
                .doesNotContain("s3cret");
        assertThat(refusal("--records-url", URL + "?user=hub&password=s3cret", "--records-user", "hub"))
                .contains("a password is a file")
                .doesNotContain("s3cret");
    }

    @Test
    @NeedsServer(Server.POSTGRESQL)
    void aHubWritesItsRecordsIntoARealPostgresqlAndGoesOnWhereItStopped() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD + "\n");
        try (PostgresServer server = PostgresServer.open();
                Brigade brigade = new Brigade()) {
            Optional<RecordsTarget> target = read(
                    "--records-url",
                    server.url("postgres").toString(),
                    "--records-user",
                    PostgresServer.USER,
                    "--records-password-file",
                    secret.toString());
            Trial trial = new Trial(folder, brigade.url(), 2);
            for (int node = 0; node < 2; node++) {
                try (Hub hub = trial.recording(target)) {
                    await().atMost(Duration.ofSeconds(20)).until(hub::connected);
                    trial.publish(hub, "beacon/v1/fn-" + node + "/telemetry", "{\"readings\":{\"temperature\":70}}");
                    int alarms = node + 1;
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> hub.loop().views().view().alarms().size() == alarms);
                    long seq = hub.loop().views().view().seq();
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> hub.records().doneSeq() >= seq);
                    assertThat(hub.records().trouble()).isEmpty();
                    assertThat(Trial.get(hub, "/metrics")).contains("beacon_records_lag_seconds 0.0");
                }
            }
        }
    }
}
