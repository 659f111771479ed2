package org.beaconhub.gateway.broker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** An MQTT 5 client of the broker. */
final class Peer implements AutoCloseable, MqttCallback {
    static final long ANSWER_MS = 10_000;

    final List<String> received = new CopyOnWriteArrayList<>();
    private final MqttAsyncClient client;

    Peer(int port, String clientId) throws MqttException {
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, clientId, new MemoryPersistence());
        client.setCallback(this);
    }

    static Peer connected(int port, String clientId, Credentials credentials, String user) throws Exception {
        Peer peer = new Peer(port, clientId);
        peer.connect(
                user,
                user.equals(Credentials.HUB)
                        ? Files.readString(credentials.hubPasswordFile()).strip()
                        : credentials.password(user));
        return peer;
    }

    void connect(String user, String password) throws MqttException {
        MqttConnectionOptions options = anonymous();
        options.setUserName(user);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion(ANSWER_MS);
    }

    void connectAnonymously() throws MqttException {
        client.connect(anonymous()).waitForCompletion(ANSWER_MS);
    }

    private static MqttConnectionOptions anonymous() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3600L);
        options.setAutomaticReconnect(false);
        options.setReceiveMaximum(1000);
        return options;
    }

    /** Subscribes at QoS 1; the broker's reason code. */
    int subscribe(String filter) throws MqttException {
        IMqttToken token = client.subscribe(filter, 1);
        token.waitForCompletion(ANSWER_MS);
        return token.getReasonCodes()[0];
    }

    /** Publishes at QoS 1 and waits for the acknowledgement. */
    void publish(String topic, String text) throws MqttException {
        send(topic, text).waitForCompletion(ANSWER_MS);
    }

    IMqttToken send(String topic, String text) throws MqttException {
        return client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        received.add(new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1000, client.isConnected());
        client.close(true);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
