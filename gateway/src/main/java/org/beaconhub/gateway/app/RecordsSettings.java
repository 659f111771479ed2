package org.beaconhub.gateway.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.beaconhub.gateway.records.RecordsTarget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which database keeps the records, on the command line. Secrets are files: what is on a command line, all can see. */
final class RecordsSettings {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--records-url",
            paramLabel = "URL",
            description = "PostgreSQL for the records: postgresql://HOST:PORT/DATABASE. Without it, a file in DATA.")
    private @Nullable URI url;

    @Option(names = "--records-user", paramLabel = "NAME", description = "Account at that PostgreSQL.")
    private @Nullable String user;

    @Option(
            names = "--records-password-file",
            paramLabel = "FILE",
            description = "File with the password of that account.")
    private @Nullable Path passwordFile;

    /** What was asked for; empty for a file in the data folder. */
    Optional<RecordsTarget> target() {
        if (url == null) {
            if (user != null || passwordFile != null) {
                throw wrong("--records-user and --records-password-file go with --records-url");
            }
            return Optional.empty();
        }
        if (user == null) {
            throw wrong("--records-url needs --records-user, the account at the PostgreSQL");
        }
        if (passwordFile != null && !Files.isReadable(passwordFile)) {
            throw wrong("cannot read the file " + passwordFile + "; it must hold the password");
        }
        try {
            return Optional.of(
                    RecordsTarget.postgresql(url, new RecordsTarget.Login(user, Optional.ofNullable(passwordFile))));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
