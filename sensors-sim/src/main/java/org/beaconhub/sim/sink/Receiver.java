package org.beaconhub.sim.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.beaconhub.sim.clock.SimClock;
import org.jspecify.annotations.Nullable;

/**
 * The fire brigade's receiver of webhooks, on loopback: believes what is signed, acts once on each idempotency key and
 * answers 200 to every repetition.
 */
public final class Receiver implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 256 * 1024;
    private static final int KEYS_MAX = 100_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Signature signature;
    private final SimClock clock;
    private final Listener listener;
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KEYS_MAX;
        }
    };

    /** Hears what came. */
    @FunctionalInterface
    public interface Listener {
        /** A signed notice came, for the first time or again. */
        void received(Notice notice);
    }

    /**
     * A notice that came.
     *
     * @param id its idempotency key
     * @param first whether it came for the first time
     * @param event what happened to the alarm, such as {@code raised}, or why people are called to the incident
     * @param alarm id of the alarm or incident
     * @param rule name of the alarm's rule, or the incident's type
     * @param subject the alarm's device, or the incident's area
     * @param severity how bad it is
     * @param atMs when it came, in milliseconds
     */
    public record Notice(
            String id,
            boolean first,
            String event,
            String alarm,
            String rule,
            String subject,
            String severity,
            long atMs) {}

    private record Answer(int status, String text) {}

    private Receiver(HttpServer server, String secret, SimClock clock, Listener listener) {
        this.server = server;
        this.signature = new Signature(secret);
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Listens on a port of loopback, 0 for any that is free.
     *
     * @throws IOException where the port is taken; it says which
     */
    public static Receiver start(int port, String secret, SimClock clock, Listener listener) throws IOException {
        HttpServer server = server(port);
        Receiver receiver = new Receiver(server, secret, clock, listener);
        server.setExecutor(receiver.threads);
        server.createContext("/notices", receiver::handle);
        server.start();
        return receiver;
    }

    private static HttpServer server(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        } catch (BindException e) {
            throw new IOException("127.0.0.1:" + port + " is taken; give the receiver another by --receiver-port", e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            Answer answer = answer(exchange, body);
            byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return new Answer(405, "only POST");
        }
        if (body.length > BODY_BYTES_MAX) {
            return new Answer(413, "more than " + BODY_BYTES_MAX + " bytes");
        }
        String key = header(exchange, "Idempotency-Key");
        String timestamp = header(exchange, "Beacon-Timestamp");
        if (key.isEmpty() || timestamp.isEmpty()) {
            return new Answer(400, "needs the headers Idempotency-Key and Beacon-Timestamp");
        }
        if (!signature.fits(header(exchange, "Beacon-Signature"), timestamp, body)) {
            return new Answer(401, "the signature does not fit");
        }
        Optional<Map<?, ?>> notice = JsonIn.object(body);
        if (notice.isEmpty() || !JsonIn.text(notice.get(), "id").equals(key)) {
            return new Answer(400, "the body must be a notice whose id is the idempotency key");
        }
        boolean first = first(key);
        boolean aboutAlarm = notice.get().get("alarm") instanceof Map;
        Map<?, ?> about = notice.get().get(aboutAlarm ? "alarm" : "incident") instanceof Map<?, ?> map ? map : Map.of();
        listener.received(new Notice(
                key,
                first,
                JsonIn.text(notice.get(), "event"),
                JsonIn.text(about, "id"),
                JsonIn.text(about, aboutAlarm ? "rule" : "type"),
                JsonIn.text(about, aboutAlarm ? "subject" : "area"),
                JsonIn.text(about, "severity"),
                clock.nowMs()));
        return new Answer(200, first ? "taken" : "known already");
    }

    private static String header(HttpExchange exchange, String name) {
        @Nullable String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private boolean first(String key) {
        synchronized (seen) {
            return seen.put(key, true) == null;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
