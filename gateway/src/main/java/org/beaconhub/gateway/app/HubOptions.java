package org.beaconhub.gateway.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.ingest.MqttOptions;
import org.beaconhub.gateway.oidc.OidcOptions;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.records.RecordsOptions;
import org.beaconhub.gateway.records.RecordsTarget;
import org.beaconhub.gateway.run.LoopOptions;
import org.beaconhub.gateway.series.influx.InfluxTarget;

/**
 * All that one hub needs to know before it starts.
 *
 * @param site the site's folder
 * @param data the data folder, this hub's alone
 * @param secrets folder with the files of signing keys; most often within the data folder
 * @param broker which MQTT broker
 * @param influx where readings are kept; empty for the store within the hub
 * @param historyDays how long the store within the hub keeps readings, in days
 * @param records the database of what is over; empty for a file in the data folder
 * @param keeping how that database is followed up, and how long what is over is kept
 * @param pictures how long pictures are kept, and how many
 * @param consoleHost address that the console listens on; a loopback address
 * @param consolePort its port; 0 for any free one
 * @param clock what time it is
 * @param loop limits of the loop
 * @param signIn whether people sign in
 */
public record HubOptions(
        Path site,
        Path data,
        Path secrets,
        Broker broker,
        Optional<InfluxTarget> influx,
        int historyDays,
        Optional<RecordsTarget> records,
        RecordsOptions keeping,
        Pictures.Bounds pictures,
        String consoleHost,
        int consolePort,
        Clock clock,
        LoopOptions loop,
        SignIn signIn) {
    /** A hub that answers its own machine, without accounts. */
    public HubOptions(
            Path site,
            Path data,
            Path secrets,
            Broker broker,
            Optional<InfluxTarget> influx,
            int historyDays,
            String consoleHost,
            int consolePort,
            Clock clock,
            LoopOptions loop) {
        this(
                site,
                data,
                secrets,
                broker,
                influx,
                historyDays,
                Optional.empty(),
                RecordsOptions.USUAL,
                Pictures.Bounds.of(Pictures.DAYS_USUAL),
                consoleHost,
                consolePort,
                clock,
                loop,
                new SignIn.None());
    }

    /** Whether people sign in. */
    public sealed interface SignIn {
        /** Nobody does, as in the demo: whoever sits at the machine may do everything. */
        record None() implements SignIn {}

        /**
         * Everybody does as soon as there is an account or a token.
         *
         * @param publicUrl how browsers name the console, where a proxy stands before it
         * @param proxy address of that proxy
         * @param oidc the provider by which people may come too
         */
        record ByAccount(Optional<URI> publicUrl, Optional<String> proxy, Optional<OidcOptions> oidc)
                implements SignIn {
            /** By accounts of the hub alone. */
            public ByAccount(Optional<URI> publicUrl, Optional<String> proxy) {
                this(publicUrl, proxy, Optional.empty());
            }
        }
    }

    /** Which MQTT broker. */
    public sealed interface Broker {
        /**
         * One that runs within the hub.
         *
         * @param port its port on the loopback address; 0 for any free one
         */
        record Embedded(int port) implements Broker {}

        /**
         * One that runs elsewhere.
         *
         * @param options how to reach it
         */
        record External(MqttOptions options) implements Broker {}
    }
}
