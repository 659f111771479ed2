package org.beaconhub.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

@Timeout(60)
@NeedsServer(Server.MOSQUITTO)
class MqttLinkTest {
    private static final List<String> FILTERS = List.of("t/#");

    @TempDir
    Path folder;

    private Mosquitto broker;

    /** Remembers what came; acknowledges where it is told to. */
    private static final class Listener implements MqttReceiver {
        private final List<String> came = Collections.synchronizedList(new ArrayList<>());
        private final List<Runnable> unacknowledged = Collections.synchronizedList(new ArrayList<>());
        private volatile int acknowledgedMax = Integer.MAX_VALUE;

        @Override
        public void received(String topic, byte[] payload, Runnable acknowledge) {
            came.add(new String(payload, StandardCharsets.UTF_8));
            if (came.size() <= acknowledgedMax) {
                acknowledge.run();
            } else {
                unacknowledged.add(acknowledge);
            }
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

    private MqttLink link(Listener listener) {
        MqttLink link = MqttLink.start(MqttOptions.plain(broker.url(), "hub"), FILTERS, listener);
        await().atMost(10, TimeUnit.SECONDS).until(link::connected);
        return link;
    }

    private void publish(int from, int to) throws MqttException {
        MqttClient client = new MqttClient(broker.url(), "device", new MemoryPersistence());
        client.connect();
        for (int i = from; i < to; i++) {
            client.publish("t/1", String.valueOf(i).getBytes(StandardCharsets.UTF_8), 1, false);
        }
        client.disconnect();
        client.close();
    }

    private static String[] numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toArray(String[]::new);
    }

    @Test
    void whatWasNotAcknowledgedComesAgainAndNothingElse() throws MqttException {
        Listener first = new Listener();
        first.acknowledgedMax = 500;
        try (MqttLink link = link(first)) {
            assertThat(link.connections()).isEqualTo(1);
            publish(0, 1000);
            await().until(() -> first.came.size() == 1000);
        }
        Listener second = new Listener();
        try (MqttLink link = link(second)) {
            await().until(() -> second.came.size() >= 500);
            assertThat(link.connected()).isTrue();
        }
        assertThat(second.came).containsExactly(numbers(500, 1000));
    }

    @Test
    void whatCameWhileTheHubWasAwayComesAtOnceWhenItIsBack() throws MqttException {
        Listener listener = new Listener();
        link(listener).close();
        publish(0, 3000);
        try (MqttLink link = link(listener)) {
            await().until(() -> listener.came.size() >= 3000);
            assertThat(link.connections()).isEqualTo(1);
        }
        assertThat(listener.came).containsExactly(numbers(0, 3000));
    }

    @Test
    void theReceiveMaximumIsTheBackPressure() throws MqttException {
        Listener listener = new Listener();
        listener.acknowledgedMax = 0;
        MqttOptions few = new MqttOptions(
                broker.url(),
                "hub",
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                10);
        try (MqttLink link = MqttLink.start(few, FILTERS, listener)) {
            await().until(link::connected);
            publish(0, 100);
            await().until(() -> listener.came.size() == 10);
            listener.acknowledgedMax = Integer.MAX_VALUE;
            List.copyOf(listener.unacknowledged).forEach(Runnable::run);
            await().until(() -> listener.came.size() == 100);
        }
    }

    @Test
    void aBrokerThatRestartsIsFoundAgainWithItsMessages() throws Exception {
        Listener listener = new Listener();
        try (MqttLink link = link(listener)) {
            publish(0, 10);
            await().until(() -> listener.came.size() == 10);
            broker.stop();
            await().until(() -> !link.connected());
            broker.startAgain();
            publish(10, 20);
            await().atMost(15, TimeUnit.SECONDS).until(() -> listener.came.contains("19"));
            assertThat(listener.came).contains(numbers(0, 20));
        }
    }

    @Test
    void aBrokerThatForgotEverythingIsSubscribedToAnew() throws Exception {
        Listener listener = new Listener();
        try (MqttLink link = link(listener)) {
            for (int round = 1; round <= 3; round++) {
                broker.killAndWipe();
                await().until(() -> !link.connected());
                broker.startAgain();
                await().atMost(15, TimeUnit.SECONDS).until(link::connected);
                publish(round * 100, round * 100 + 10);
                int last = round * 100 + 9;
                await().atMost(15, TimeUnit.SECONDS).until(() -> listener.came.contains(String.valueOf(last)));
            }
        }
    }

    @Test
    void anOldConnectionsAcknowledgementIsNotSentOnANewOne() throws Exception {
        Listener listener = new Listener();
        listener.acknowledgedMax = 0;
        try (MqttLink link = link(listener)) {
            publish(0, 5);
            await().until(() -> listener.came.size() == 5);
            List<Runnable> old = List.copyOf(listener.unacknowledged);
            broker.stop();
            broker.startAgain();
            await().atMost(15, TimeUnit.SECONDS).until(() -> listener.came.size() >= 10);
            old.forEach(Runnable::run);
            assertThat(link.connected()).isTrue();
        }
        Listener after = new Listener();
        try (MqttLink link = link(after)) {
            assertThat(link.connected()).isTrue();
            await().until(() -> after.came.size() == 5);
        }
    }

    @Test
    void publishingReachesTheBrokerOrSaysWhyNot() throws Exception {
        Listener listener = new Listener();
        try (MqttLink link = link(listener)) {
            link.publish("t/siren", "sound".getBytes(StandardCharsets.UTF_8));
            await().until(() -> listener.came.contains("sound"));
        }
        MqttLink closed = link(listener);
        closed.close();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> closed.publish("t/siren", new byte[] {1}))
                .isInstanceOf(IOException.class);
    }
}
