package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.beaconhub.gateway.broker.Credentials;
import org.beaconhub.gateway.broker.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon account DATA NAME}. */
@Command(
        name = "account",
        description = "Tells the user name and password of a device at the hub's own broker; also while the hub runs."
                + " A bridge that speaks for many devices is named senml, zigbee2mqtt or application (ChirpStack).")
final class AccountCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA", description = "The hub's data folder.")
    private Path data;

    @Parameters(index = "1", paramLabel = "NAME", description = "The device's id, or the bridge.")
    private String name;

    @Option(
            names = "--renew",
            description = "Makes another password first: whoever knows only the old one cannot connect again.")
    private boolean renew;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    AccountCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!NAME.matcher(name).matches() || name.equals(Credentials.HUB)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no device's name; a name has up to 64 letters, digits,"
                            + " dots, dashes and underscores, and 'hub' is the hub's own account");
        }
        Credentials accounts = Credentials.in(DataFolder.used(data).secrets());
        String password = renew ? accounts.renew(name) : accounts.password(name);
        PrintWriter out = spec.commandLine().getOut();
        out.println("user      " + name);
        out.println("password  " + password);
        out.println(
                Topics.BRIDGES.contains(name)
                        ? "publishes " + name + "/#"
                        : "publishes beacon/v1/" + name + "/telemetry, /status, /confirm; subscribes to /command");
        return 0;
    }
}
