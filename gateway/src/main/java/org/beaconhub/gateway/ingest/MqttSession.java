package org.beaconhub.gateway.ingest;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the broker, from connecting to its end. */
final class MqttSession implements MqttCallback {
    private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);
    private static final long ANSWER_MS = 5000;
    private static final long GOODBYE_MS = 1000;
    private static final int AT_LEAST_ONCE = 1;

    /** Reason codes from here on are refusals (MQTT 5, section 2.4). */
    private static final int REFUSED_MIN = 0x80;

    private final MqttAsyncClient client;
    private final MqttReceiver receiver;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;
    private volatile String why = "it was closed";

    private MqttSession(MqttAsyncClient client, MqttReceiver receiver) {
        this.client = client;
        this.receiver = receiver;
    }

    /**
     * Connects, and subscribes where there is something to hear. The callback is set before: a broker that kept the
     * session sends its backlog at once, and the client would drop what comes before somebody listens.
     */
    static MqttSession open(
            MqttOptions options, List<String> filters, MqttReceiver receiver, MqttConnectionOptions connection)
            throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(options.url(), options.clientId(), new MemoryPersistence());
        MqttSession session = new MqttSession(client, receiver);
        client.setManualAcks(true);
        client.setCallback(session);
        try {
            client.connect(connection).waitForCompletion(ANSWER_MS);
            if (!filters.isEmpty()) {
                subscribe(client, options, filters);
            }
        } catch (MqttException e) {
            session.close();
            throw e;
        }
        return session;
    }

    private static void subscribe(MqttAsyncClient client, MqttOptions options, List<String> filters)
            throws MqttException {
        String share =
                options.shareGroup().map(group -> "$share/" + group + "/").orElse("");
        MqttSubscription[] subscriptions = filters.stream()
                .map(filter -> new MqttSubscription(share + filter, AT_LEAST_ONCE))
                .toArray(MqttSubscription[]::new);
        IMqttToken answer = client.subscribe(subscriptions);
        answer.waitForCompletion(ANSWER_MS);
        wantAccepted(answer.getReasonCodes());
    }

    /** A broker may accept a connection and yet refuse a subscription, upon which nothing would ever come. */
    private static void wantAccepted(int @Nullable [] reasonCodes) throws MqttException {
        for (int code : reasonCodes == null ? new int[0] : reasonCodes) {
            if (code >= REFUSED_MIN) {
                throw new MqttException(code);
            }
        }
    }

    boolean alive() {
        return ended.getCount() > 0 && client.isConnected();
    }

    /** Why the connection ended. */
    String why() {
        return why;
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    void publish(String topic, byte[] payload) throws IOException {
        try {
            client.publish(topic, payload, AT_LEAST_ONCE, false).waitForCompletion(ANSWER_MS);
        } catch (MqttException e) {
            throw new IOException("the broker did not take a message for " + topic + ": " + e.getMessage(), e);
        }
    }

    /** Ends the connection, if it still is one, and gives its threads back. */
    void close() {
        ended.countDown();
        closing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            closing.unlock();
        }
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(GOODBYE_MS);
            }
        } catch (MqttException e) {
            LOG.debug("disconnecting: {}", e.getMessage());
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("closing: {}", e.getMessage());
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
        int id = message.getId();
        int qos = message.getQos();
        receiver.received(topic, message.getPayload(), () -> acknowledge(id, qos));
    }

    /** Where the connection is gone the broker sends the message again, and it is recognised as a repeat. */
    private void acknowledge(int id, int qos) {
        closing.lock();
        try {
            if (!closed) {
                client.messageArrivedComplete(id, qos);
            }
        } catch (MqttException e) {
            LOG.debug("message {} could not be acknowledged: {}", id, e.getMessage());
        } finally {
            closing.unlock();
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        String reason = response.getReasonString();
        why = reason != null ? reason : cause == null ? "the broker closed the connection" : String.valueOf(cause);
        ended.countDown();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.warn("MQTT: {}", exception.getMessage());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // publish() waits for its own token
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // open() subscribes
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no extended authentication
    }
}
