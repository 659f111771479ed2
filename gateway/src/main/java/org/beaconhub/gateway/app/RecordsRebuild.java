package org.beaconhub.gateway.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.journal.FolderLock;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.records.Rebuild;
import org.beaconhub.gateway.records.RecordsTarget;
import org.beaconhub.gateway.records.RecordsUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon records rebuild DATA}. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a stopped hub's records again from its journal.",
            "Rows of what began before the journal's oldest entry are kept: nothing could make them again.",
            "It may be interrupted and repeated; the hub's next start goes on where it ended."
        })
final class RecordsRebuild implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "The hub's data folder.")
    private Path data = Path.of("data");

    @Mixin
    private RecordsSettings records = new RecordsSettings();

    @Override
    public Integer call() throws RecordsUnavailable {
        PrintWriter out = spec.commandLine().getOut();
        DataFolder folder = DataFolder.used(data);
        RecordsTarget target = records.target().orElseGet(() -> RecordsTarget.file(folder.records()));
        try (FolderLock _ = FolderLock.tryTake(data)
                        .orElseThrow(() -> new IllegalStateException(
                                "a hub runs on " + data + " and writes its records; stop it first"));
                MvJournal journal = MvJournal.openToRead(folder.journal())) {
            out.println("records in " + target.url());
            Rebuild made = Rebuild.run(journal, target, seq -> {
                out.printf("\r%d of %d entries", seq, journal.lastSeq());
                out.flush();
            });
            out.printf("%nthe records are made again from entries %d to %d%n", made.fromSeq(), made.toSeq());
            if (made.fromSeq() > 1) {
                out.printf(
                        "the journal no longer has what is older: %d rows of it are kept as they were%n",
                        made.keptRows());
            }
            if (made.toSeq() < journal.lastSeq()) {
                out.printf("entries up to %d follow at the hub's next start%n", journal.lastSeq());
            }
            return 0;
        }
    }
}
