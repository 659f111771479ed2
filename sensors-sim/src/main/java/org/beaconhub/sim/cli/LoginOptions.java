package org.beaconhub.sim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.beaconhub.sim.fleet.BrokerLogin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the broker is and who asks. Secrets are in files, since every process may read a command line. */
final class LoginOptions {
    @Option(names = "--broker", required = true, paramLabel = "HOST:PORT", description = "the MQTT broker")
    private String broker = "";

    @Option(names = "--user", paramLabel = "NAME", description = "user name at the broker")
    private String user = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "file whose first line is the password")
    private @Nullable Path passwordFile;

    @Option(
            names = "--device-key-file",
            paramLabel = "FILE",
            description = "the hub's broker-device-key: each device uses its own account in place of --user")
    private @Nullable Path deviceKeyFile;

    BrokerLogin login() throws IOException {
        return BrokerLogin.of(broker, user, secret(passwordFile), secret(deviceKeyFile));
    }

    private static String secret(@Nullable Path file) throws IOException {
        return file == null ? "" : firstLine(file);
    }

    static String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("").strip();
    }
}
