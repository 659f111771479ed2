package org.beaconhub.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.beaconhub.testkit.Authority;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Ports;
import org.beaconhub.testkit.Server;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of a Mosquitto before the hub: each account speaks and hears for itself alone. */
@Timeout(120)
@NeedsServer(Server.MOSQUITTO)
class MosquittoExampleIT {
    private static final Path EXAMPLES = Path.of("src/examples");

    @TempDir
    Path folder;

    private int port;
    private Authority authority;
    private int connections;
    private final List<String> refused = new ArrayList<>();

    /** Writes down the topics of what arrives. */
    private record Ear(List<String> topics) implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            topics.add(topic);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String uri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }

    private Process mosquitto() throws Exception {
        port = Ports.free();
        authority = Authority.in(Files.createDirectory(folder.resolve("ca")), "authority");
        Authority.Issued certificate = authority.issue("broker", "dns:localhost");
        Path accounts = folder.resolve("passwd");
        run("mosquitto_passwd", "-c", "-b", accounts.toString(), "hub", "secret-hub");
        for (String account : List.of("fn-1", "fn-2", "zigbee2mqtt")) {
            run("mosquitto_passwd", "-b", accounts.toString(), account, "secret-" + account);
        }
        ownedAsTheGuideSays(accounts, certificate.key());
        Path config = debians();
        Files.writeString(
                Files.createDirectory(folder.resolve("conf.d")).resolve("beacon-hub.conf"),
                Files.readString(EXAMPLES.resolve("mosquitto.conf"))
                        .replace("listener 8883", "listener " + port + " 127.0.0.1")
                        .replace(
                                "/etc/mosquitto/certs/broker.crt",
                                certificate.certificate().toString())
                        .replace(
                                "/etc/mosquitto/certs/broker.key",
                                certificate.key().toString())
                        .replace("/etc/mosquitto/passwd", accounts.toString())
                        .replace(
                                "/etc/mosquitto/beacon-hub.acl",
                                Files.copy(EXAMPLES.resolve("mosquitto.acl"), folder.resolve("beacon-hub.acl"))
                                        .toString()));
        Process process = new ProcessBuilder(Server.MOSQUITTO.program().toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.log").toFile())
                .start();
        await("mosquitto").atMost(Duration.ofSeconds(20)).until(() -> Ports.answers(port));
        return process;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    /** The main file of Debian's package, which reads the example; its folders are the test's. */
    private Path debians() throws IOException {
        String text = Files.readString(Path.of("/etc/mosquitto/mosquitto.conf"))
                .replace("/run/mosquitto/", folder + "/")
                .replace("/var/lib/mosquitto/", folder + "/")
                .replace("/var/log/mosquitto/", folder + "/")
                .replace("/etc/mosquitto/conf.d", folder + "/conf.d");
        return Files.writeString(folder.resolve("mosquitto.conf"), text);
    }

    /** Debian's broker gives up root before it reads them; who is not root is its own account. */
    private void ownedAsTheGuideSays(Path accounts, Path key) throws IOException, InterruptedException {
        if ("root".equals(System.getProperty("user.name"))) {
            run("chmod", "755", folder.toString(), folder.resolve("ca").toString());
            run("chown", "mosquitto", folder.toString());
            run("chgrp", "mosquitto", accounts.toString(), key.toString());
            run("chmod", "640", accounts.toString(), key.toString());
        }
    }

    private SSLSocketFactory trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(authority.certificate())) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private MqttClient connect(String account) throws Exception {
        String id = account + "-" + connections++;
        MqttClient client = new MqttClient("ssl://localhost:" + port, id, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(account);
        options.setPassword(("secret-" + account).getBytes(StandardCharsets.UTF_8));
        options.setSocketFactory(trusting());
        client.connect(options);
        return client;
    }

    /** Publishes on a connection of its own: a client gives up one on which it was refused. What arrives is the judge. */
    private void say(String account, String topic) throws Exception {
        MqttClient client = connect(account);
        try {
            client.publish(topic, topic.getBytes(StandardCharsets.UTF_8), 1, false);
            client.disconnect();
        } catch (MqttException e) {
            refused.add(account + " " + topic);
        } finally {
            client.close(true);
        }
    }

    private static List<String> heard(MqttClient client, String filter) throws MqttException {
        List<String> topics = new CopyOnWriteArrayList<>();
        client.setCallback(new Ear(topics));
        client.subscribe(filter, 1);
        return topics;
    }

    @Test
    void aDeviceSaysAndHearsOnlyWhatIsItsOwnAndABridgeStaysBelowItsLevel() throws Exception {
        Process process = mosquitto();
        try {
            MqttClient hub = connect("hub");
            List<String> atHub = heard(hub, "#");
            MqttClient one = connect("fn-1");
            List<String> atOne = heard(one, "beacon/v1/+/command");
            say("fn-1", "beacon/v1/fn-2/telemetry");
            say("fn-1", "beacon/v1/fn-1/command");
            say("fn-1", "zigbee2mqtt/door");
            say("zigbee2mqtt", "beacon/v1/fn-1/telemetry");
            say("zigbee2mqtt", "zigbee2mqtt/door");
            say("hub", "beacon/v1/fn-2/command");
            say("hub", "beacon/v1/fn-1/command");
            say("hub", "beacon/v1/fn-1/telemetry");
            say("fn-1", "beacon/v1/fn-1/telemetry");
            await().untilAsserted(() -> assertThat(atHub).contains("beacon/v1/fn-1/telemetry"));
            await().untilAsserted(() -> assertThat(atOne).containsExactly("beacon/v1/fn-1/command"));
            assertThat(atHub)
                    .containsExactlyInAnyOrder(
                            "zigbee2mqtt/door",
                            "beacon/v1/fn-2/command",
                            "beacon/v1/fn-1/command",
                            "beacon/v1/fn-1/telemetry");
            assertThat(refused)
                    .doesNotContain("zigbee2mqtt zigbee2mqtt/door", "hub beacon/v1/fn-1/command")
                    .doesNotContain("fn-1 beacon/v1/fn-1/telemetry");
            for (MqttClient client : List.of(hub, one)) {
                client.disconnect();
            }
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
