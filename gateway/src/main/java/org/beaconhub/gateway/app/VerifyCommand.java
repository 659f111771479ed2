package org.beaconhub.gateway.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.journal.FolderLock;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.run.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon verify DATA}. */
@Command(
        name = "verify",
        description =
                "Replays a stopped hub's journal and compares decisions and state digests with what was recorded.")
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "The hub's data folder.")
    private Path data;

    @Option(names = "--json", description = "Only the last line, for programs.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    VerifyCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DataFolder folder = DataFolder.used(data);
        try (FolderLock _ = FolderLock.take(data);
                MvJournal journal = MvJournal.openToRead(folder.journal())) {
            Verifier.Finding found = Verifier.verify(journal, new Snapshots(folder.snapshots()), seq -> {
                if (!json) {
                    out.printf("\r%d of %d entries", seq, journal.lastSeq());
                    out.flush();
                }
            });
            if (!json) {
                out.println();
            }
            found.mismatch()
                    .ifPresent(mismatch -> out.printf(
                            "entry %d differs in its %s:%n  recorded %s%n  replayed %s%n",
                            mismatch.seq(), mismatch.what(), mismatch.recorded(), mismatch.replayed()));
            boolean ok = found.mismatch().isEmpty() && found.lastSeq() == journal.lastSeq();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("fromEntry", found.fromSeq());
            figures.put("lastEntry", found.lastSeq());
            figures.put("decisions", found.decisions());
            figures.put("digests", found.digests());
            figures.put("stateDigest", found.digest());
            found.mismatch().ifPresent(mismatch -> figures.put("differsAt", mismatch.seq()));
            out.println(Figures.line("verify", ok, figures));
            return ok ? 0 : 1;
        }
    }
}
