package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.access.Account;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon user DATA VERB NAME}. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = {
            "The people who may sign in to the console; also while the hub runs.",
            "It prints one-time links by which people choose their passwords; it takes no passwords."
        })
final class UserCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA", description = "The hub's data folder.")
    private Path data = Path.of("data");

    @Parameters(
            index = "1",
            paramLabel = "VERB",
            description = "add, role, reset (a forgotten password), remove or list.")
    private String verb = "";

    @Parameters(index = "2", arity = "0..1", paramLabel = "NAME", description = "Whose account.")
    private @Nullable String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "viewer, operator, dispatcher, drill-coordinator or admin.")
    private @Nullable String role;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            description = "How the person's browser reaches the console (default ${DEFAULT-VALUE}).")
    private String url = "";

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        AccessDesk desk = AccessDesk.of(data);
        switch (verb) {
            case "list" ->
                desk.accounts()
                        .all()
                        .forEach(each -> out.printf(
                                "%s %s %s%n", each.name(), each.role().word(), state(each)));
            case "add" -> {
                String code = desk.accounts().add(named(), AccessDesk.role(given()));
                desk.done("added " + named() + " as " + given());
                link(out, code);
            }
            case "reset" -> {
                String code = desk.accounts().reset(named());
                desk.done("reset the password of " + named());
                link(out, code);
            }
            case "role" -> {
                desk.accounts().assign(named(), AccessDesk.role(given()));
                desk.done("made " + named() + " " + given());
                out.println(named() + " is " + given() + " from now on");
            }
            case "remove" -> {
                desk.accounts().remove(named());
                desk.done("removed " + named());
                out.println(named() + " is removed, and signed out");
            }
            default ->
                throw new IllegalArgumentException(
                        "'" + verb + "' is no verb; there are add, role, reset, remove and list");
        }
        return 0;
    }

    private static String state(Account account) {
        return account.password().isPresent() ? "" : "(has not chosen a password yet)";
    }

    private void link(PrintWriter out, String code) {
        out.println(named() + " chooses a password at " + url.replaceAll("/$", "") + "/set-up#" + code);
        out.println("(good once, for 24 hours; give it to nobody else)");
    }

    private String named() {
        if (name == null) {
            throw new IllegalArgumentException("whose account? write ./beacon user DATA " + verb + " NAME");
        }
        return name;
    }

    private String given() {
        if (role == null) {
            throw new IllegalArgumentException(
                    "which role? write --role and one of " + org.beaconhub.gateway.access.Role.words());
        }
        return role;
    }
}
