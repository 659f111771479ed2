package org.beaconhub.gateway.cameras;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A camera: a real HTTP server on the loopback address, which answers as a test says. */
public final class Lens implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Answer answer;

    /** What it does when it is asked. */
    public interface Answer {
        /** Answers. */
        void to(HttpExchange exchange) throws IOException;
    }

    private Lens(HttpServer server, Answer answer) {
        this.server = server;
        this.answer = answer;
    }

    /** One that answers so at first. */
    public static Lens open(Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Lens lens = new Lens(server, answer);
        server.setExecutor(lens.threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                lens.asked.incrementAndGet();
                lens.answer.to(exchange);
            }
        });
        server.start();
        return lens;
    }

    /** Bytes of a content type. */
    public static Answer of(String type, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Answers so from now on. */
    public void answers(Answer then) {
        answer = then;
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    /** Where its picture is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/picture.jpg";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
