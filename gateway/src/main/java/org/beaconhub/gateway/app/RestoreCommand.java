package org.beaconhub.gateway.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.backup.Content;
import org.beaconhub.gateway.backup.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon restore FILE DATA}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Makes a data folder of a backup; nothing is there where a file in it is not as it was written.")
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Parameters(index = "1", paramLabel = "DATA", description = "Where to; a folder that is not there yet, or empty.")
    private Path data;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    RestoreCommand() {}

    @Override
    public Integer call() throws IOException {
        Content content = Restore.read(file, data);
        spec.commandLine()
                .getOut()
                .printf(
                        "restored %d files, %d bytes: entries %d to %d, %s secrets; look at it by: beacon verify %s%n",
                        content.files(),
                        content.bytes(),
                        content.firstSeq(),
                        content.lastSeq(),
                        content.secrets() ? "with" : "without",
                        data);
        return 0;
    }
}
