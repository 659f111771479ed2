package org.beaconhub.bench.rig;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A program that receives and does nothing: what the hub is compared with. It prints its time (ns) and count, often. */
public final class BareConsumer implements MqttCallback {
    private static final int RECEIVE_MAXIMUM = 2048;
    private static final long PRINT_MS = 50;
    private static final long ANSWER_MS = 5000;

    private final AtomicLong count = new AtomicLong();
    private volatile boolean ended;

    private BareConsumer() {}

    /** Consumes {@code args[1]} and further topic filters of the broker {@code args[0]}, until it is ended. */
    public static void main(String[] args) throws MqttException, InterruptedException {
        BareConsumer consumer = new BareConsumer();
        MqttAsyncClient client = new MqttAsyncClient(args[0], "bare-consumer", new MemoryPersistence());
        client.setCallback(consumer);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setReceiveMaximum(RECEIVE_MAXIMUM);
        client.connect(options).waitForCompletion(ANSWER_MS);
        for (int i = 1; i < args.length; i++) {
            client.subscribe(args[i], 1).waitForCompletion(ANSWER_MS);
        }
        while (!consumer.ended) {
            byte[] line = (System.nanoTime() + " " + consumer.count.get() + "\n").getBytes(StandardCharsets.US_ASCII);
            System.out.write(line, 0, line.length);
            System.out.flush();
            Thread.sleep(PRINT_MS);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        count.incrementAndGet();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        ended = true;
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        System.err.println(exception.getMessage());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // it publishes nothing
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // main subscribes
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no extended authentication
    }
}
