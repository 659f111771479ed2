package org.beaconhub.gateway.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.backup.Backup;
import org.beaconhub.gateway.backup.Content;
import org.beaconhub.gateway.backup.LastBackup;
import org.beaconhub.gateway.clock.SystemClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon backup DATA FILE}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description =
                "Packs a hub's journal, snapshots and accounts into one checksummed file, while the hub runs or not.")
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA", description = "The hub's data folder.")
    private Path data;

    @Parameters(index = "1", paramLabel = "FILE", description = "Where to; a file that is not there yet.")
    private Path file;

    @Option(
            names = "--with-secrets",
            description = "Packs passwords and signing keys too: guard the file as you guard them.")
    private boolean secrets;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    BackupCommand() {}

    @Override
    public Integer call() throws IOException {
        Path folder = DataFolder.used(data).root();
        long beganMs = new SystemClock().nowMs();
        Content content = Backup.write(folder, file, secrets);
        spec.commandLine()
                .getOut()
                .printf(
                        "packed %d files, %d bytes: entries %d to %d, %s secrets%n",
                        content.files(),
                        content.bytes(),
                        content.firstSeq(),
                        content.lastSeq(),
                        content.secrets() ? "with" : "without");
        mark(folder, beganMs);
        return 0;
    }

    /** The backup is good without its mark; who may only read the folder is told what the hub's page will not. */
    private void mark(Path folder, long beganMs) {
        try {
            LastBackup.mark(folder, beganMs);
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "the hub's page will not tell of this backup: %s cannot be written (%s)%n",
                            folder, e.getMessage());
        }
    }
}
