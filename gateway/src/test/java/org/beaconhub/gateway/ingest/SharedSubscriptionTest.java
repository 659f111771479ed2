package org.beaconhub.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.beaconhub.testkit.Mosquitto;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two hubs of one group split what comes ($share), on a real Mosquitto. */
@Timeout(60)
@NeedsServer(Server.MOSQUITTO)
class SharedSubscriptionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Mosquitto broker;

    /** What one hub made durable, and acknowledged; with {@code silent} it does neither. */
    private static final class Half implements MqttReceiver {
        private final List<String> durable = new CopyOnWriteArrayList<>();
        private final List<String> lostAtItsEnd = new CopyOnWriteArrayList<>();
        private volatile boolean silent;

        @Override
        public void received(String topic, byte[] payload, Runnable acknowledge) {
            String text = new String(payload, StandardCharsets.UTF_8);
            if (silent) {
                lostAtItsEnd.add(text);
                return;
            }
            durable.add(text);
            acknowledge.run();
        }
    }

    @BeforeEach
    void startBroker() throws IOException {
        broker = Mosquitto.start(folder);
    }

    @AfterEach
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    private MqttLink hub(String clientId, Half half) {
        MqttOptions options = new MqttOptions(
                broker.url(), clientId, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("hubs"), 100);
        MqttLink link = MqttLink.start(options, List.of("t/#"), half);
        await().atMost(PATIENCE).until(link::connected);
        return link;
    }

    private void publish(int from, int to) throws MqttException {
        MqttClient client = new MqttClient(broker.url(), "device", new MemoryPersistence());
        client.connect();
        for (int i = from; i < to; i++) {
            client.publish("t/" + i % 10, String.valueOf(i).getBytes(StandardCharsets.UTF_8), 1, false);
        }
        client.disconnect();
        client.close();
    }

    private static List<String> both(Half one, Half two) {
        List<String> all = new ArrayList<>(one.durable);
        all.addAll(two.durable);
        return all;
    }

    private static List<String> numbers(int to) {
        return IntStream.range(0, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void eachMessageComesToOneOfTheTwoAndToOneOnly() throws MqttException {
        Half one = new Half();
        Half two = new Half();
        try (MqttLink first = hub("hub-1", one);
                MqttLink second = hub("hub-2", two)) {
            publish(0, 2000);
            await().atMost(PATIENCE).until(() -> one.durable.size() + two.durable.size() >= 2000);
            assertThat(first.connections() + second.connections()).isEqualTo(2);
        }
        assertThat(both(one, two)).containsExactlyInAnyOrderElementsOf(numbers(2000));
        assertThat(one.durable).hasSizeBetween(500, 1500);
    }

    @Test
    void whatAHubDidNotAcknowledgeBeforeItDiedIsNeitherLostNorDoubled() throws MqttException {
        Half one = new Half();
        Half two = new Half();
        try (MqttLink second = hub("hub-2", two)) {
            try (MqttLink first = hub("hub-1", one)) {
                publish(0, 500);
                await().atMost(PATIENCE).until(() -> one.durable.size() + two.durable.size() == 500);
                one.silent = true;
                publish(500, 600);
                await().atMost(PATIENCE)
                        .until(() -> one.lostAtItsEnd.size() + two.durable.size() + one.durable.size() == 600);
                assertThat(one.lostAtItsEnd).isNotEmpty();
                assertThat(first.connected()).isTrue();
            }
            publish(600, 1000);
            one.silent = false;
            try (MqttLink first = hub("hub-1", one)) {
                await().atMost(PATIENCE).until(() -> one.durable.size() + two.durable.size() >= 1000);
                assertThat(first.connected()).isTrue();
            }
            assertThat(second.connections()).isEqualTo(1);
        }
        assertThat(both(one, two)).containsExactlyInAnyOrderElementsOf(numbers(1000));
    }
}
