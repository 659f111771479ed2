package org.beaconhub.gateway.dispatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.beaconhub.gateway.clock.SystemClock;

/** Somebody who receives webhooks, and answers as told. */
final class Receiver implements AutoCloseable {
    final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Answer answer = (_, exchange) -> reply(exchange, 200, "ok");

    /** One request as it came. */
    record Letter(String id, String timestamp, String signature, String type, String body, long atNanos) {}

    /** How to answer a request of a number, from 1. */
    interface Answer {
        void to(int number, HttpExchange exchange) throws IOException;
    }

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int number;
        synchronized (letters) {
            letters.add(new Letter(
                    header(exchange, "Idempotency-Key"),
                    header(exchange, "Beacon-Timestamp"),
                    header(exchange, "Beacon-Signature"),
                    header(exchange, "Content-Type"),
                    body,
                    new SystemClock().steadyNanos()));
            number = letters.size();
        }
        answer.to(number, exchange);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    Receiver answering(Answer next) {
        answer = next;
        return this;
    }

    /** Takes requests and never answers. */
    Receiver hanging() {
        return answering((_, _) -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    List<String> ids() {
        return letters.stream().map(Letter::id).toList();
    }

    String channel(String name) {
        return channel(name, "/notices");
    }

    String channel(String name, String path) {
        return "{ name: %s, type: webhook, url: \"%s\", kinds: [alarm], min-severity: minor, secret: brigade }"
                .formatted(name, url(path));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
