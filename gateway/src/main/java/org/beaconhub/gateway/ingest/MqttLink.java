package org.beaconhub.gateway.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the hub connected to its broker: one {@link MqttSession} after another, each a client of its own, so that an
 * acknowledgement of an old connection can never go out on a new one. The broker keeps the subscription and what
 * comes meanwhile, by the stable client id.
 */
public final class MqttLink implements AutoCloseable {
    /** How long the broker keeps the session of a hub that is away. */
    private static final long SESSION_EXPIRY_SECONDS = TimeUnit.DAYS.toSeconds(7);

    private static final int CONNECT_SECONDS = 5;
    private static final int KEEP_ALIVE_SECONDS = 15;
    private static final long BACKOFF_FIRST_MS = 250;
    private static final long BACKOFF_LAST_MS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);

    private final MqttOptions options;
    private final List<String> filters;
    private final MqttReceiver receiver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong connections = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable MqttSession session;
    private volatile @Nullable String failure;
    private boolean stopping;

    private MqttLink(MqttOptions options, List<String> filters, MqttReceiver receiver) {
        this.options = options;
        this.filters = List.copyOf(filters);
        this.receiver = receiver;
        this.thread = new Thread(this::run, "mqtt-link");
    }

    /** Begins to connect, and goes on until it is closed. */
    static MqttLink start(MqttOptions options, List<String> filters, MqttReceiver receiver) {
        MqttLink link = new MqttLink(options, filters, receiver);
        link.thread.start();
        return link;
    }

    /** Whether the broker is connected and subscribed to. */
    public boolean connected() {
        MqttSession now = session;
        return now != null && now.alive();
    }

    /** Why there is no connection, in one line that says what to do; empty while there is one, or none was tried yet. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** How many connections succeeded since the start. */
    public long connections() {
        return connections.get();
    }

    /**
     * Publishes at QoS 1 and waits until the broker has it.
     *
     * @throws IOException where it is not connected, or does not answer
     */
    public void publish(String topic, byte[] payload) throws IOException {
        MqttSession now = session;
        if (now == null) {
            throw new IOException("the broker is not connected");
        }
        now.publish(topic, payload);
    }

    private void run() {
        long backoffMs = BACKOFF_FIRST_MS;
        try {
            while (!stopping()) {
                try {
                    MqttSession next = MqttSession.open(options, filters, receiver, connection(options));
                    session = next;
                    failure = null;
                    connections.incrementAndGet();
                    LOG.info("connected to the broker {}", options.url());
                    backoffMs = BACKOFF_FIRST_MS;
                    next.awaitEnd();
                    failure = next.why();
                    if (!stopping()) {
                        LOG.warn("lost the broker {}: {}", options.url(), failure);
                    }
                    next.close();
                } catch (MqttException | IOException e) {
                    failure = Refusal.why(e, options);
                    LOG.warn("no connection to the broker {}: {}", options.url(), failure);
                }
                session = null;
                pause(backoffMs);
                backoffMs = Math.min(BACKOFF_LAST_MS, backoffMs * 2);
            }
        } catch (InterruptedException e) {
            LOG.debug("the link to the broker ends");
        }
    }

    /** How a hub connects; reads the secrets. */
    static MqttConnectionOptions connection(MqttOptions options) throws IOException {
        MqttConnectionOptions connection = new MqttConnectionOptions();
        connection.setCleanStart(false);
        connection.setSessionExpiryInterval(SESSION_EXPIRY_SECONDS);
        connection.setReceiveMaximum(options.receiveMaximum());
        connection.setConnectionTimeout(CONNECT_SECONDS);
        connection.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        connection.setAutomaticReconnect(false);
        options.user().ifPresent(connection::setUserName);
        if (options.passwordFile().isPresent()) {
            connection.setPassword(password(options.passwordFile().get()));
        }
        if (options.caFile().isPresent()) {
            connection.setSocketFactory(Tls.trusting(options.caFile().get()));
        } else if (options.url().startsWith("tcp:")) {
            connection.setSocketFactory(new BufferedSockets());
        }
        return connection;
    }

    private static byte[] password(Path file) throws IOException {
        String password = Files.readString(file).strip();
        if (password.isEmpty()) {
            throw new IOException(file + " is empty; it must hold the password");
        }
        return password.getBytes(StandardCharsets.UTF_8);
    }

    private boolean stopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long ms) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(ms);
            while (!stopping && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Disconnects; the broker keeps the session. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        MqttSession last = session;
        if (last != null) {
            last.close();
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
