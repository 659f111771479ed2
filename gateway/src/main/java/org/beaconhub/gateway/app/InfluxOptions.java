package org.beaconhub.gateway.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which InfluxDB keeps the history, on the command line. Secrets are files: what is on a command line, all can see. */
final class InfluxOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--influx",
            paramLabel = "URL",
            description = "InfluxDB for the history. Without it, a store within the hub.")
    private @Nullable URI url;

    @Option(names = "--influx-bucket", paramLabel = "NAME", description = "Bucket of InfluxDB 2, or database of 3.")
    private @Nullable String bucket;

    @Option(
            names = "--influx-org",
            defaultValue = "beacon",
            paramLabel = "NAME",
            description = "Organisation of InfluxDB 2.")
    private String org = "";

    @Option(names = "--influx-token-file", paramLabel = "FILE", description = "File with the token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--influx-v1",
            paramLabel = "DB/POLICY",
            description = "Database and retention policy of InfluxDB 1.")
    private @Nullable String v1;

    @Option(names = "--influx-v1-user", paramLabel = "NAME", description = "Account at an InfluxDB 1.")
    private @Nullable String v1User;

    @Option(
            names = "--influx-v1-password-file",
            paramLabel = "FILE",
            description = "File with the password of that account.")
    private @Nullable Path v1PasswordFile;

    /** What was asked for; empty for the store within the hub. */
    Optional<InfluxTarget> target() {
        if (url == null) {
            if (bucket != null || tokenFile != null || v1 != null || v1User != null || v1PasswordFile != null) {
                throw wrong("an option of InfluxDB without --influx URL");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(v1 == null ? v2(url) : v1(url, v1));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private InfluxTarget v1(URI address, String place) {
        String[] parts = place.split("/", 2);
        if (parts.length != 2) {
            throw wrong("--influx-v1 must be DATABASE/POLICY, as in beacon/autogen, got '" + place + "'");
        }
        if (bucket != null || tokenFile != null) {
            throw wrong(
                    "--influx-bucket and --influx-token-file are for InfluxDB 2 and 3; with --influx-v1 the account is"
                            + " --influx-v1-user and --influx-v1-password-file");
        }
        return new InfluxTarget.V1(address, parts[0], parts[1], login());
    }

    private Optional<InfluxTarget.Login> login() {
        if (v1User == null && v1PasswordFile == null) {
            return Optional.empty();
        }
        if (v1User == null || v1PasswordFile == null) {
            throw wrong("--influx-v1-user and --influx-v1-password-file go together");
        }
        return Optional.of(new InfluxTarget.Login(v1User, there(v1PasswordFile)));
    }

    private InfluxTarget v2(URI address) {
        if (v1User != null || v1PasswordFile != null) {
            throw wrong("--influx-v1-user and --influx-v1-password-file are for InfluxDB 1: they go with --influx-v1");
        }
        if (bucket == null) {
            throw wrong("--influx needs --influx-bucket, or --influx-v1 for InfluxDB 1");
        }
        return new InfluxTarget.V2(
                address, org, bucket, Optional.ofNullable(tokenFile).map(this::there));
    }

    private Path there(Path secret) {
        if (!Files.isReadable(secret)) {
            throw wrong("cannot read the file " + secret + "; it must hold the secret");
        }
        return secret;
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
