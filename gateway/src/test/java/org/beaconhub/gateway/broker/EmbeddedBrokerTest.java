package org.beaconhub.gateway.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    /** For what is said and heard and leaves nothing behind: to start a broker takes longer than all of that. */
    @TempDir
    static Path sharedFolder;

    private static Credentials sharedCredentials;
    private static EmbeddedBroker shared;

    @TempDir
    Path folder;

    private Credentials credentials;

    @BeforeAll
    static void startShared() throws Exception {
        sharedCredentials = Credentials.in(sharedFolder.resolve("secrets"));
        shared = EmbeddedBroker.start(BrokerOptions.local(0, sharedFolder.resolve("broker"), sharedCredentials));
    }

    @AfterAll
    static void endShared() {
        shared.close();
    }

    /** The hub at the shared broker, by a session of its own: what was said in another test does not come. */
    private static Peer hubOf(String session) throws Exception {
        return Peer.connected(shared.port(), session, sharedCredentials, Credentials.HUB);
    }

    private static Peer sharedDevice(String id) throws Exception {
        return Peer.connected(shared.port(), id, sharedCredentials, id);
    }

    @BeforeEach
    void accounts() throws Exception {
        credentials = Credentials.in(folder.resolve("secrets"));
    }

    private EmbeddedBroker start() throws Exception {
        return EmbeddedBroker.start(BrokerOptions.local(0, folder.resolve("broker"), credentials));
    }

    private Peer hub(int port) throws Exception {
        return Peer.connected(port, "hub", credentials, Credentials.HUB);
    }

    private Peer device(int port, String id) throws Exception {
        return Peer.connected(port, id, credentials, id);
    }

    @Test
    void whatIsPublishedWhileTheHubIsAwayComesAfterARestartOfTheBroker() throws Exception {
        try (EmbeddedBroker broker = start()) {
            try (Peer hub = hub(broker.port())) {
                hub.subscribe("beacon/v1/+/telemetry");
            }
            try (Peer device = device(broker.port(), "fn-1")) {
                for (int i = 0; i < 200; i++) {
                    device.publish("beacon/v1/fn-1/telemetry", "m" + i);
                }
            }
        }
        try (EmbeddedBroker broker = start();
                Peer hub = hub(broker.port())) {
            await().until(() -> hub.received.size() >= 200);
            assertThat(hub.received)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 200).mapToObj(i -> "m" + i).toList());
        }
    }

    private Process startAlone() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerAlone.class.getName(),
                folder.resolve("broker").toString(),
                folder.resolve("secrets").toString(),
                folder.resolve("port").toString());
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Sends, and waits until the broker has acknowledged all. */
    private static void sendAThousand(Peer device) throws Exception {
        List<IMqttToken> tokens = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            tokens.add(device.send("beacon/v1/fn-1/telemetry", "m" + i));
            if (i % 50 == 49) {
                tokens.getLast().waitForCompletion(Peer.ANSWER_MS);
            }
        }
        for (IMqttToken token : tokens) {
            token.waitForCompletion(Peer.ANSWER_MS);
        }
    }

    @Test
    void whatIsAcknowledgedSurvivesAKill() throws Exception {
        Process process = startAlone();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(folder.resolve("port")));
            int port = Integer.parseInt(Files.readString(folder.resolve("port")));
            try (Peer hub = hub(port)) {
                hub.subscribe("beacon/v1/+/telemetry");
            }
            Peer device = device(port, "fn-1");
            sendAThousand(device);
            process.destroyForcibly().waitFor();
            device.close();
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (EmbeddedBroker broker = start();
                Peer hub = hub(broker.port())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> new HashSet<>(hub.received).size() >= 1000);
        }
    }

    @Test
    void nobodyConnectsWithoutTheRightPassword() throws Exception {
        try (Peer guesser = new Peer(shared.port(), "guesser")) {
            assertThatThrownBy(() -> guesser.connect(Credentials.HUB, "hub")).isInstanceOf(MqttException.class);
            assertThatThrownBy(() -> guesser.connect("admin", "admin")).isInstanceOf(MqttException.class);
            assertThatThrownBy(guesser::connectAnonymously).isInstanceOf(MqttException.class);
        }
    }

    @Test
    void passwordsAreRandomReadableByTheOwnerOnlyAndStay() throws Exception {
        Path file = credentials.hubPasswordFile();
        String password = Files.readString(file);
        assertThat(password).hasSizeGreaterThan(30);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials.deviceKeyFile())))
                .isEqualTo("rw-------");
        assertThat(Credentials.in(folder.resolve("secrets")).fits(Credentials.HUB, password.strip()))
                .isTrue();
        assertThat(Credentials.in(folder.resolve("others")).fits(Credentials.HUB, password.strip()))
                .isFalse();
    }

    @Test
    void eachDeviceHasAPasswordOfItsOwnAndTheSameAfterARestart() throws Exception {
        String password = credentials.password("fn-1");
        assertThat(password).hasSizeGreaterThan(30).isNotEqualTo(credentials.password("fn-2"));
        Credentials again = Credentials.in(folder.resolve("secrets"));
        assertThat(again.password("fn-1")).isEqualTo(password);
        assertThat(again.fits("fn-1", password)).isTrue();
        assertThat(again.fits("fn-2", password)).isFalse();
    }

    @Test
    void whoKnowsOnlyTheOldPasswordDoesNotConnect() throws Exception {
        try (EmbeddedBroker broker = start()) {
            String stolen = credentials.password("fn-1");
            String other = credentials.password("fn-2");
            String renewed = Credentials.in(folder.resolve("secrets")).renew("fn-1");
            try (Peer thief = new Peer(broker.port(), "thief");
                    Peer device = new Peer(broker.port(), "fn-1");
                    Peer neighbour = new Peer(broker.port(), "fn-2")) {
                assertThatThrownBy(() -> thief.connect("fn-1", stolen)).isInstanceOf(MqttException.class);
                device.connect("fn-1", renewed);
                neighbour.connect("fn-2", other);
                assertThat(device.isConnected() && neighbour.isConnected()).isTrue();
            }
        }
    }

    @Test
    void aDamagedFileOfRenewalsLetsNobodyInButTheHub() throws Exception {
        Files.writeString(folder.resolve("secrets/broker-renewed"), "fn-1 twice\n");
        assertThatThrownBy(() -> credentials.password("fn-1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broker-renewed: 'fn-1 twice' must be");
        try (EmbeddedBroker broker = start();
                Peer hub = hub(broker.port());
                Peer device = new Peer(broker.port(), "fn-1")) {
            assertThat(hub.isConnected()).isTrue();
            assertThatThrownBy(() -> device.connect("fn-1", "anything")).isInstanceOf(MqttException.class);
        }
    }

    @Test
    void aDeviceSpeaksForItselfAlone() throws Exception {
        try (Peer hub = hubOf("hears-devices");
                Peer pretender = sharedDevice("fn.1");
                Peer other = sharedDevice("fn.1.2")) {
            hub.subscribe("#");
            pretender.publish("beacon/v1/fn.1/telemetry", "mine");
            await().until(() -> hub.received.contains("mine"));
            pretender.publish("beacon/v1/fn.1.2/telemetry", "not mine");
            other.publish("beacon/v1/fn.1.2/telemetry", "the other's own");
            await().until(() -> hub.received.contains("the other's own"));
            assertThat(hub.received).doesNotContain("not mine");
        }
    }

    @Test
    void aBridgeSpeaksBelowItsOwnLevelAlone() throws Exception {
        try (Peer hub = hubOf("hears-a-bridge");
                Peer bridge = sharedDevice("zigbee2mqtt");
                Peer device = sharedDevice("fn-1")) {
            hub.subscribe("#");
            bridge.publish("beacon/v1/fn-1/telemetry", "posing");
            device.publish("zigbee2mqtt/kitchen/smoke", "posing");
            bridge.publish("zigbee2mqtt/kitchen/smoke", "bridge");
            await().until(() -> hub.received.contains("bridge"));
            assertThat(hub.received).containsExactly("bridge");
        }
    }

    @Test
    void aDeviceReadsItsCommandsAndNobodysTelemetry() throws Exception {
        try (Peer hub = hubOf("commands-one");
                Peer siren = sharedDevice("horn.1")) {
            assertThat(siren.subscribe("beacon/v1/horn.1/command")).isEqualTo(1);
            assertThat(refused(siren, "beacon/v1/+/telemetry")).isTrue();
            assertThat(refused(siren, "beacon/v1/fn-1/telemetry")).isTrue();
            assertThat(refused(siren, "beacon/v1/+/command")).isTrue();
            assertThat(refused(siren, "beacon/v1/horn.2/command")).isTrue();
            assertThat(refused(siren, "#")).isTrue();
            hub.publish("beacon/v1/horn.1/command", "sound");
            await().until(() -> siren.received.contains("sound"));
        }
    }

    private static boolean refused(Peer peer, String filter) {
        try {
            return peer.subscribe(filter) >= 0x80;
        } catch (MqttException e) {
            return true;
        }
    }

    @Test
    void aDeviceCannotCommand() throws Exception {
        try (Peer hub = hubOf("commands");
                Peer siren = sharedDevice("horn");
                Peer device = sharedDevice("fn-1")) {
            siren.subscribe("beacon/v1/horn/command");
            device.publish("beacon/v1/horn/command", "silence, says nobody");
            hub.publish("beacon/v1/horn/command", "sound");
            await().until(() -> siren.received.contains("sound"));
            assertThat(siren.received).containsExactly("sound");
        }
    }

    @Test
    void twoBrokersCannotShareAPort() {
        BrokerOptions same = BrokerOptions.local(shared.port(), folder.resolve("other"), credentials);
        assertThatThrownBy(() -> EmbeddedBroker.start(same))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(shared.port()));
    }
}
