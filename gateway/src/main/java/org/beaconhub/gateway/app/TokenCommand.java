package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon token DATA NAME}. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Makes what lets a program or a wall display in; it is shown once. Without a name it lists them.",
            "A program sends it as the header 'Authorization: Bearer TOKEN'; a wall display signs in with it."
        })
final class TokenCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA", description = "The hub's data folder.")
    private Path data = Path.of("data");

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "What it is for.")
    private @Nullable String name;

    @Option(
            names = "--role",
            defaultValue = "viewer",
            paramLabel = "ROLE",
            description = "viewer (default), operator, dispatcher, drill-coordinator or admin.")
    private String role = "";

    @Option(names = "--remove", description = "Removes it instead: it opens nothing from now on.")
    private boolean remove;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        AccessDesk desk = AccessDesk.of(data);
        if (name == null) {
            desk.accounts()
                    .tokens()
                    .forEach(each -> out.println(each.name() + " " + each.role().word()));
        } else if (remove) {
            desk.accounts().removeToken(name);
            desk.done("removed the token " + name);
            out.println("the token " + name + " is removed");
        } else {
            String text = desk.accounts().addToken(name, AccessDesk.role(role));
            desk.done("made the token " + name + " as " + role);
            out.println(text);
        }
        return 0;
    }
}
