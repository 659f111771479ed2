package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.beaconhub.gateway.backup.LastBackup;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.rules.alarm.Alarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub's data packed while it runs and while it does not, and a hub that goes on from the restored folder. */
@Timeout(120)
class BackupCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Brigade brigade;
    private Trial trial;
    private Path file;
    private Path restored;

    @BeforeEach
    void prepare() throws IOException {
        brigade = new Brigade();
        trial = new Trial(root, brigade.url(), 3);
        file = root.resolve("hub.backup");
        restored = root.resolve("restored");
        Files.createDirectories(trial.data.resolve("accounts"));
        Files.writeString(trial.data.resolve("accounts/people.json"), "{}");
        Files.createDirectories(trial.data.resolve("secrets"));
        Files.writeString(trial.data.resolve("secrets/key"), "secret");
    }

    @AfterEach
    void end() {
        brigade.close();
    }

    private int beacon(Object... words) {
        var line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        return line.execute(arguments);
    }

    private void heat(Hub hub) throws Exception {
        await().atMost(PATIENCE).until(hub::connected);
        trial.publish(hub, "beacon/v1/fn-0/telemetry", "{\"readings\":{\"temperature\":71}}");
        await().atMost(PATIENCE).until(() -> !hub.loop().views().view().alarms().isEmpty());
    }

    /** What makes the journal grow while it is packed. */
    private void speakOn(Hub hub) throws Exception {
        for (int i = 0; i < 20; i++) {
            trial.publish(hub, "beacon/v1/fn-1/telemetry", "{\"seq\":" + i + ",\"readings\":{\"temperature\":21}}");
        }
    }

    @Test
    void aRunningHubIsPackedAndTheRestoredFolderVerifiesAndGoesOnWithItsAlarms() throws Exception {
        try (Hub hub = trial.start(Optional.empty())) {
            heat(hub);
            speakOn(hub);
            assertThat(LastBackup.atMs(trial.data)).isEmpty();
            long beforeMs = new SystemClock().nowMs();
            assertThat(beacon("backup", trial.data, file)).as(err.toString()).isZero();
            assertThat(LastBackup.atMs(trial.data).orElseThrow()).isBetween(beforeMs, new SystemClock().nowMs());
            speakOn(hub);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(beacon("restore", file, restored)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("without secrets").contains("beacon verify");
        assertThat(LastBackup.atMs(restored))
                .as("of the restored hub there is none yet")
                .isEmpty();
        assertThat(beacon("verify", restored, "--json")).as(out.toString()).isZero();
        assertThat(restored.resolve("accounts/people.json")).hasContent("{}");
        assertThat(restored.resolve("secrets")).doesNotExist();
        assertThat(restored.resolve("history")).doesNotExist();
        Trial again = new Trial(root.resolve("again"), brigade.url(), 3);
        Files.move(restored, again.data);
        try (Hub hub = again.start(Optional.empty())) {
            assertThat(hub.loop().views().view().alarms())
                    .extracting(Alarm::subject)
                    .containsExactly("fn-0");
        }
    }

    @Test
    void aStoppedHubIsPackedWithItsSecretsWhereThatIsAskedForAndNeverOverAnotherBackup() throws Exception {
        try (Hub hub = trial.start(Optional.empty())) {
            heat(hub);
        }
        assertThat(beacon("backup", trial.data, file, "--with-secrets")).isZero();
        assertThat(beacon("backup", trial.data, file)).isEqualTo(2);
        assertThat(err.toString()).contains("is there already");
        assertThat(beacon("restore", file, restored)).as(err.toString()).isZero();
        assertThat(restored.resolve("secrets/key")).hasContent("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(restored.resolve("secrets"))))
                .isEqualTo("rwx------");
        assertThat(beacon("verify", restored, "--json")).isZero();
        assertThat(beacon("restore", file, restored)).isEqualTo(2);
        assertThat(err.toString()).contains("is not empty");
    }

    @Test
    void aBackupThatWasChangedIsNotRestored() throws Exception {
        try (Hub hub = trial.start(Optional.empty())) {
            heat(hub);
        }
        assertThat(beacon("backup", trial.data, file)).isZero();
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Files.writeString(zip.getPath("accounts/people.json"), "{\"intruder\":true}");
        }
        assertThat(beacon("restore", file, restored)).isEqualTo(2);
        assertThat(err.toString()).contains("accounts/people.json is not as it was written");
        assertThat(restored).doesNotExist();
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(beacon("restore", file, restored)).isEqualTo(2);
        assertThat(err.toString()).contains("is no backup, or not whole");
    }
}
