package org.beaconhub.bench.chaos;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.beaconhub.testkit.Mosquitto;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * A device that becomes hot and cools down, again and again. It sends each message until the broker has acknowledged it,
 * the same each time, as a device with a memory does; so each of its excursions must raise its alarm once.
 */
public final class HotDevice {
    private static final long ANSWER_MS = 3000;
    private static final int PAUSE_MS_MIN = 150;
    private static final int PAUSE_MS_MAX = 900;

    private final Mosquitto broker;
    private final String id;
    private final Random random;
    private final Thread thread;
    private @Nullable MqttAsyncClient client;
    private volatile boolean stopping;
    private final AtomicInteger excursions = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private long seq;

    private HotDevice(Mosquitto broker, String id, long seed) {
        this.broker = broker;
        this.id = id;
        this.random = new Random(seed);
        this.thread = Thread.ofPlatform().daemon().name(id).unstarted(this::run);
    }

    /** Begins to speak. */
    public static HotDevice start(Mosquitto broker, String id, long seed) {
        HotDevice device = new HotDevice(broker, id, seed);
        device.thread.start();
        return device;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** How often it became hot, each acknowledged by the broker. */
    public int excursions() {
        return excursions.get();
    }

    /** How often it had to send a message again. */
    public int retries() {
        return retries.get();
    }

    /** Cools down and speaks no more; waits for that. */
    public void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    private void run() {
        try {
            while (!stopping) {
                say(90);
                excursions.incrementAndGet();
                Thread.sleep(random.nextInt(PAUSE_MS_MIN, PAUSE_MS_MAX));
                say(20);
                Thread.sleep(random.nextInt(PAUSE_MS_MIN, PAUSE_MS_MAX));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private void say(int temperature) throws InterruptedException {
        byte[] payload = ("{\"seq\":" + ++seq + ",\"time\":" + System.currentTimeMillis()
                        + ",\"readings\":{\"temperature\":" + temperature + "}}")
                .getBytes(StandardCharsets.UTF_8);
        while (!sent(payload)) {
            retries.incrementAndGet();
            forget();
            Thread.sleep(PAUSE_MS_MIN);
        }
    }

    private boolean sent(byte[] payload) {
        try {
            connected()
                    .publish("beacon/v1/" + id + "/telemetry", payload, 1, false)
                    .waitForCompletion(ANSWER_MS);
            return true;
        } catch (MqttException e) {
            return false;
        }
    }

    private MqttAsyncClient connected() throws MqttException {
        MqttAsyncClient current = client;
        if (current == null) {
            current = new MqttAsyncClient(broker.url(), id, new MemoryPersistence());
            client = current;
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setAutomaticReconnect(false);
            current.connect(options).waitForCompletion(ANSWER_MS);
        }
        return current;
    }

    private void forget() {
        MqttAsyncClient old = client;
        client = null;
        try {
            if (old != null) {
                old.disconnectForcibly(0, 100, false);
                old.close(true);
            }
        } catch (MqttException e) {
            System.err.println(id + " ends a broken connection: " + e.getMessage());
        }
    }
}
