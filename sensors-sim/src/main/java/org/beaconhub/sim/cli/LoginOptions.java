package org.beaconhub.sim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.beaconhub.sim.fleet.BrokerLogin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the broker is and who asks. The password is in a file, since every process may read a command line. */
final class LoginOptions {
    @Option(names = "--broker", required = true, paramLabel = "HOST:PORT", description = "the MQTT broker")
    private String broker = "";

    @Option(names = "--user", paramLabel = "NAME", description = "user name at the broker")
    private String user = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "file whose first line is the password")
    private @Nullable Path passwordFile;

    BrokerLogin login() throws IOException {
        Path file = passwordFile;
        return BrokerLogin.of(broker, user, file == null ? "" : firstLine(file));
    }

    static String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("").strip();
    }
}
