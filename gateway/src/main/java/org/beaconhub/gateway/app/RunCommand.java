package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.journal.JournalReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code beacon run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a hub until it is told to stop. Options may also stand in a file: beacon run @FILE.")
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private HubSettings settings = new HubSettings();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return Shutdown.run(shutdown -> run(out, shutdown));
    }

    private int run(PrintWriter out, Shutdown shutdown) throws IOException, InterruptedException {
        JournalReader journal;
        HubOptions options = settings.options();
        try (Hub hub = Hub.start(options)) {
            out.printf("ready; console at %s%n", hub.consoleUrl());
            if (options.signIn() instanceof HubOptions.SignIn.ByAccount door
                    && door.publicUrl().isPresent()
                    && door.proxy().isEmpty()) {
                out.println("--public-url without --proxy: everybody seems to come from the proxy's address, so that"
                        + " one who guesses passwords keeps all out; name it by --proxy ADDRESS");
            }
            hub.firstLink()
                    .ifPresent(link -> out.printf(
                            "there is no account yet, and before there is one nobody comes in from elsewhere; make the first"
                                    + " admin at %s%n(good once, for 24 hours)%n",
                            link));
            shutdown.await();
            journal = hub.journal();
        }
        out.printf("stopped; the journal ends with entry %d%n", journal.lastSeq());
        return 0;
    }
}
