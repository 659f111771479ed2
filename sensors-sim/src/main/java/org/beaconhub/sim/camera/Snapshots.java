package org.beaconhub.sim.camera;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.world.Place;
import org.beaconhub.sim.world.World;

/** The still pictures of the site's cameras, on loopback: {@code GET /DEVICE.jpg}. */
public final class Snapshots implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9_.-]{1,64})\\.jpg");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<String, Optional<Place>> cameras;
    private final World world;
    private final SimClock clock;

    private Snapshots(HttpServer server, Function<String, Optional<Place>> cameras, World world, SimClock clock) {
        this.server = server;
        this.cameras = cameras;
        this.world = world;
        this.clock = clock;
    }

    /**
     * Listens on a port of loopback, 0 for any that is free.
     *
     * @param cameras where the device of an id stands
     * @throws IOException where the port is taken; it says which
     */
    public static Snapshots start(int port, Function<String, Optional<Place>> cameras, World world, SimClock clock)
            throws IOException {
        HttpServer server = server(port);
        Snapshots snapshots = new Snapshots(server, cameras, world, clock);
        server.setExecutor(snapshots.threads);
        server.createContext("/", snapshots::handle);
        server.start();
        return snapshots;
    }

    private static HttpServer server(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        } catch (BindException e) {
            throw new IOException("127.0.0.1:" + port + " is taken; give the cameras another by --camera-port", e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            Optional<Place> place = path.matches() ? cameras.apply(path.group(1)) : Optional.empty();
            if (place.isEmpty() || !exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(place.isEmpty() ? 404 : 405, -1);
                return;
            }
            long nowMs = clock.nowMs();
            byte[] jpeg = Picture.of(
                    world.sightFrom(place.get(), nowMs), path.group(1).hashCode() & 0xffff, nowMs);
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, jpeg.length);
            exchange.getResponseBody().write(jpeg);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
