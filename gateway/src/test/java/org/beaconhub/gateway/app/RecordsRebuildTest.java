package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The records of a real hub's data folder, made again on the command line. */
@Timeout(120)
class RecordsRebuildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int rebuild(Path data) {
        var line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute("records", "rebuild", data.toString());
    }

    private static void awaitRecorded(Hub hub) {
        await().atMost(PATIENCE)
                .until(() -> Trial.get(hub, "/api/v1/records/alarms").contains("fn-0"));
    }

    @Test
    void whileAHubRunsTheyAreItsOwnAndAfterwardsTheyAreMadeAgainFromItsJournal() throws Exception {
        try (Brigade brigade = new Brigade()) {
            Trial trial = new Trial(root, brigade.url(), 1);
            try (Hub hub = trial.start(Optional.empty())) {
                await().atMost(PATIENCE).until(hub::connected);
                trial.publish(hub, "beacon/v1/fn-0/telemetry", "{\"readings\":{\"temperature\":71}}");
                awaitRecorded(hub);
                assertThat(rebuild(trial.data)).isEqualTo(2);
                assertThat(err.toString())
                        .contains("a hub runs on " + trial.data)
                        .contains("stop it first");
            }
            Files.delete(trial.data.resolve("records/records.mv.db"));
            assertThat(rebuild(trial.data)).as(err.toString()).isZero();
            assertThat(out.toString()).contains("made again from entries 1 to ");
            try (Hub hub = trial.start(Optional.empty())) {
                awaitRecorded(hub);
                assertThat(hub.records().trouble()).isEmpty();
            }
        }
    }

    @Test
    void aFolderWithoutAJournalIsRefused() {
        assertThat(rebuild(root)).isEqualTo(2);
        assertThat(err.toString()).contains("holds no journal");
    }
}
