package org.beaconhub.gateway.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.ingest.MqttOptions;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.records.RecordsOptions;
import org.beaconhub.gateway.run.LoopOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a hub is set up, on the command line: of those who run one, and of those who look over how it would run. */
final class HubSettings {
    private static final long MIB = 1L << 20;
    private static final long DAY_MS = 24L * 3600 * 1000;

    @Option(names = "--site", required = true, paramLabel = "DIR", description = "The site's folder.")
    private Path site = Path.of("site");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The hub's data folder.")
    private Path data = Path.of("data");

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            description = "Folder with a file for each secret; DATA/secrets where not given.")
    private @Nullable Path secrets;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description = "MQTT broker: tcp://host:port or ssl://host:port. Without it, one runs within the hub.")
    private @Nullable String broker;

    @Option(
            names = "--broker-port",
            defaultValue = "1883",
            paramLabel = "PORT",
            description = "Port of the broker within the hub, on the loopback address (default ${DEFAULT-VALUE}).")
    private int brokerPort;

    @Option(
            names = "--client-id",
            defaultValue = "beacon-hub",
            description = "MQTT client id (default ${DEFAULT-VALUE}).")
    private String clientId = "";

    @Option(names = "--user", description = "Account at the broker.")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File with the account's password.")
    private @Nullable Path passwordFile;

    @Option(names = "--ca-file", paramLabel = "FILE", description = "PEM file of the broker's certificate authority.")
    private @Nullable Path caFile;

    @Option(names = "--share", paramLabel = "GROUP", description = "Shares the messages with other hubs of this group.")
    private @Nullable String share;

    @Option(
            names = "--receive-maximum",
            defaultValue = "2048",
            paramLabel = "N",
            description = "Messages on their way unacknowledged (default ${DEFAULT-VALUE}).")
    private int receiveMaximum;

    @Mixin
    private InfluxOptions influx = new InfluxOptions();

    @Option(
            names = "--history-days",
            defaultValue = "366",
            paramLabel = "N",
            description = "Days that the store within the hub keeps readings.")
    private int historyDays;

    @Mixin
    private RecordsSettings records = new RecordsSettings();

    @Option(
            names = "--record-days",
            defaultValue = "1096",
            paramLabel = "N",
            description = "Days that the records keep an alarm or incident after its end (default ${DEFAULT-VALUE}).")
    private int recordDays;

    @Option(
            names = "--report-days",
            defaultValue = "90",
            paramLabel = "N",
            description =
                    "Days that the records keep who reported something, and in which words, after the incident's end"
                            + " (default ${DEFAULT-VALUE}).")
    private int reportDays;

    @Option(
            names = "--picture-days",
            defaultValue = "90",
            paramLabel = "N",
            description =
                    "Days that pictures beside an incident are kept after they came, 1 to 3650 (default ${DEFAULT-VALUE}).")
    private int pictureDays;

    @Option(
            names = "--http-host",
            defaultValue = "127.0.0.1",
            description = "Address of the console (default ${DEFAULT-VALUE}); another one than this machine's own needs"
                    + " accounts and --public-url.")
    private String httpHost = "";

    @Option(
            names = "--http-port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "Port of the console (default ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How browsers name the console where a proxy that does TLS stands before it: https://NAME.")
    private @Nullable URI publicUrl;

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            description = "Address of that proxy: its X-Forwarded-For tells where people come from.")
    private @Nullable String proxy;

    @Mixin
    private OidcSettings oidc = new OidcSettings();

    @Option(
            names = "--reserve-mib",
            defaultValue = "64",
            paramLabel = "N",
            description = "With less room than this, devices are held back (default ${DEFAULT-VALUE} MiB).")
    private long reserveMib;

    @Option(
            names = "--keep-days",
            defaultValue = "366",
            paramLabel = "N",
            description = "Days that the journal is kept (default ${DEFAULT-VALUE}).")
    private long keepDays;

    /**
     * All that a hub needs to know.
     *
     * @throws picocli.CommandLine.ParameterException where options do not go together
     */
    HubOptions options() {
        LoopOptions standard = LoopOptions.STANDARD;
        return new HubOptions(
                site,
                data,
                secrets == null ? new DataFolder(data).secrets() : secrets,
                broker == null
                        ? new HubOptions.Broker.Embedded(brokerPort)
                        : new HubOptions.Broker.External(mqtt(broker)),
                influx.target(),
                historyDays,
                records.target(),
                RecordsOptions.USUAL.keeping(recordDays, reportDays),
                Pictures.Bounds.of(pictureDays),
                httpHost,
                httpPort,
                new SystemClock(),
                new LoopOptions(
                        standard.inboxPutsMax(),
                        standard.batchEntriesMax(),
                        standard.commitSpacingMs(),
                        standard.snapshotEntries(),
                        reserveMib * MIB,
                        keepDays * DAY_MS),
                new HubOptions.SignIn.ByAccount(
                        Optional.ofNullable(publicUrl), Optional.ofNullable(proxy), oidc.provider(publicUrl)));
    }

    private MqttOptions mqtt(String url) {
        return new MqttOptions(
                url,
                clientId,
                Optional.ofNullable(user),
                Optional.ofNullable(passwordFile),
                Optional.ofNullable(caFile),
                Optional.ofNullable(share),
                receiveMaximum);
    }
}
