package org.beaconhub.gateway.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.beaconhub.gateway.broker.Credentials;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.records.RecordsOptions;
import org.beaconhub.gateway.records.RecordsTarget;
import org.beaconhub.gateway.run.LoopOptions;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A whole hub for tests: a site in a folder, free ports, a device that speaks. */
final class Trial {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Path site;
    final Path data;
    private final Path root;

    Trial(Path root, String brigadeUrl, int nodes) throws IOException {
        this.root = root;
        this.site = root.resolve("site");
        this.data = root.resolve("data");
        for (SiteFile file : Stories.site(nodes).files()) {
            Path target = site.resolve(file.name());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.text().replace("http://127.0.0.1:1/notices", brigadeUrl));
        }
        Files.createDirectories(root.resolve("secrets"));
        Files.writeString(root.resolve("secrets/brigade"), "a secret of the trial");
    }

    /** Adds to a file of the site, before the hub starts. */
    void append(String file, String lines) throws IOException {
        Files.writeString(site.resolve(file), lines, StandardOpenOption.APPEND);
    }

    Hub start(Optional<InfluxTarget> influx) throws IOException, InterruptedException {
        return start(influx, new SystemClock());
    }

    Hub start(Optional<InfluxTarget> influx, Clock clock) throws IOException, InterruptedException {
        return start(influx, Optional.empty(), clock);
    }

    /** A hub that keeps its records there. */
    Hub recording(Optional<RecordsTarget> records) throws IOException, InterruptedException {
        return start(Optional.empty(), records, new SystemClock());
    }

    private Hub start(Optional<InfluxTarget> influx, Optional<RecordsTarget> records, Clock clock)
            throws IOException, InterruptedException {
        return Hub.start(new HubOptions(
                site,
                data,
                root.resolve("secrets"),
                new HubOptions.Broker.Embedded(0),
                influx,
                30,
                records,
                RecordsOptions.USUAL,
                Pictures.Bounds.of(Pictures.DAYS_USUAL),
                "127.0.0.1",
                0,
                clock,
                new LoopOptions(16_384, 512, 3, 500_000, 0, Long.MAX_VALUE / 2),
                new HubOptions.SignIn.None()));
    }

    /** Publishes, whatever the topic: the account is the hub's own. */
    void publish(Hub hub, String topic, String payload) throws MqttException, IOException {
        publish(hub, topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    void publish(Hub hub, String topic, byte[] payload) throws MqttException, IOException {
        MqttClient device =
                new MqttClient("tcp://127.0.0.1:" + hub.brokerPort(), "trial-device", new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(Credentials.HUB);
        options.setPassword(
                Files.readString(root.resolve("secrets/broker-hub")).strip().getBytes(StandardCharsets.UTF_8));
        device.connect(options);
        device.publish(topic, payload, 1, false);
        device.disconnect();
        device.close();
    }

    /** What the hub's API answers. */
    static String get(Hub hub, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(hub.consoleUrl()).resolve(path))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
