package org.beaconhub.sim.fleet;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.beaconhub.sim.sink.Outlet;
import org.beaconhub.sim.wire.Telegram;
import org.jspecify.annotations.Nullable;

/** One MQTT 5 connection; all of a process share the event loop's few threads. It reconnects by itself. */
public final class BrokerClient implements Outlet {
    private static final long RECONNECT_MS_MIN = 500;
    private static final long RECONNECT_MS_MAX = 10_000;
    /** More unacknowledged messages than this are refused: a device's own buffer is small. */
    private static final int IN_FLIGHT_MAX = 500;

    private static final int KEEP_ALIVE_S = 30;

    private final Mqtt5AsyncClient client;
    private final @Nullable Telegram hello;
    private final @Nullable Telegram will;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final BrokerLogin login;

    /**
     * A client that is not connected yet.
     *
     * @param login where and who
     * @param clientId its name at the broker
     * @param hello what it says whenever it is connected, or null
     * @param will what the broker says when it is lost, or null
     */
    public BrokerClient(BrokerLogin login, String clientId, @Nullable Telegram hello, @Nullable Telegram will) {
        this.login = login;
        this.hello = hello;
        this.will = will;
        Mqtt5ClientBuilder builder = MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .serverHost(login.host())
                .serverPort(login.port())
                .automaticReconnect()
                .initialDelay(RECONNECT_MS_MIN, TimeUnit.MILLISECONDS)
                .maxDelay(RECONNECT_MS_MAX, TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .addConnectedListener(context -> greet());
        if (!login.user().isEmpty()) {
            builder = builder.simpleAuth()
                    .username(login.user())
                    .password(login.passwordBytes())
                    .applySimpleAuth();
        }
        this.client = builder.buildAsync();
    }

    /** Begins to connect and goes on until it is connected; the future completes at the first success. */
    public CompletableFuture<Void> connect() {
        Mqtt5ConnectBuilder.Send<CompletableFuture<com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck>>
                connect = client.connectWith().cleanStart(true).keepAlive(KEEP_ALIVE_S);
        Telegram last = will;
        if (last != null) {
            connect = connect.willPublish()
                    .topic(last.topic())
                    .payload(bytes(last))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(last.retained())
                    .applyWillPublish();
        }
        return connect.send().thenAccept(ignored -> {});
    }

    private static byte[] bytes(Telegram telegram) {
        return telegram.payload().getBytes(StandardCharsets.UTF_8);
    }

    private void greet() {
        Telegram first = hello;
        if (first != null) {
            var _ = publish(first);
        }
    }

    private CompletableFuture<Void> publish(Telegram telegram) {
        Mqtt5Publish message = Mqtt5Publish.builder()
                .topic(telegram.topic())
                .payload(bytes(telegram))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(telegram.retained())
                .build();
        return client.publish(message)
                .thenAccept(result -> result.getError().ifPresent(error -> {
                    throw new java.util.concurrent.CompletionException(error);
                }));
    }

    /** Subscribes to a topic; the session's end ends it, and the reconnect renews it. */
    public CompletableFuture<Void> subscribe(String topic, Consumer<byte[]> listener) {
        return client.subscribeWith()
                .topicFilter(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> listener.accept(message.getPayloadAsBytes()))
                .send()
                .thenAccept(ignored -> {});
    }

    @Override
    public CompletableFuture<Void> send(Telegram telegram) {
        if (!client.getState().isConnectedOrReconnect() || inFlight.get() >= IN_FLIGHT_MAX) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("not sent to " + login + ": " + client.getState() + ", " + inFlight
                            + " of at most " + IN_FLIGHT_MAX + " messages unacknowledged"));
        }
        inFlight.incrementAndGet();
        return publish(telegram).whenComplete((done, failure) -> inFlight.decrementAndGet());
    }

    /** Whether it is connected now. */
    public boolean isConnected() {
        return client.getState().isConnected();
    }

    /** Says goodbye; a goodbye in order tells no last will. */
    public CompletableFuture<Void> disconnect() {
        return client.disconnect();
    }
}
