package org.beaconhub.gateway.app;

import java.nio.file.Path;
import java.util.Optional;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.ingest.MqttOptions;
import org.beaconhub.gateway.run.LoopOptions;

/**
 * All that one hub needs to know before it starts.
 *
 * @param site the site's folder
 * @param data the data folder, this hub's alone
 * @param secrets folder with the files of signing keys; most often within the data folder
 * @param broker which MQTT broker
 * @param history where readings are kept
 * @param consoleHost address that the console listens on; a loopback address
 * @param consolePort its port; 0 for any free one
 * @param clock what time it is
 * @param loop limits of the loop
 */
public record HubOptions(
        Path site,
        Path data,
        Path secrets,
        Broker broker,
        History history,
        String consoleHost,
        int consolePort,
        Clock clock,
        LoopOptions loop) {
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

    /** Where readings are kept. */
    public sealed interface History {
        /** A store within the hub. */
        record Embedded() implements History {}

        /**
         * InfluxDB 2 or 3.
         *
         * @param url its address
         * @param org organisation
         * @param bucket bucket; for reading, mapped to a database of the same name
         * @param tokenFile file whose first line is the token
         */
        record InfluxV2(String url, String org, String bucket, Path tokenFile) implements History {}

        /**
         * InfluxDB 1.
         *
         * @param url its address
         * @param database database
         * @param retentionPolicy retention policy
         * @param user account name; empty for none
         * @param passwordFile file whose first line is the password
         */
        record InfluxV1(
                String url,
                String database,
                String retentionPolicy,
                Optional<String> user,
                Optional<Path> passwordFile)
                implements History {}
    }
}
