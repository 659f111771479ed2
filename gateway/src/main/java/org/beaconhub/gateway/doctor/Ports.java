package org.beaconhub.gateway.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Where a hub listens, and where browsers find it. */
public final class Ports {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String ALIVE = "\"alive\"";

    private Ports() {}

    private enum State {
        FREE,
        TAKEN
    }

    /**
     * The console's port.
     *
     * @param running whether a hub runs with the data folder
     */
    public static Finding console(String host, int port, boolean running) throws InterruptedException {
        String where = host + ":" + port;
        String other = "stop what has it (ss -ltnp), or name another by --http-port";
        try {
            if (state(host, port) == State.FREE) {
                return running
                        ? Finding.warning(
                                "console",
                                "a hub runs with this data folder, but nothing answers at " + where,
                                "give this the options that the hub runs with, as ./beacon doctor @/etc/beacon-hub/options")
                        : Finding.ok("console", where + " is free");
            }
        } catch (IOException e) {
            return refused("console", where, e);
        }
        if (!isHub(URI.create("http://" + where + "/health"))) {
            return Finding.error("console", where + " is taken, and not by a hub", other);
        }
        return running
                ? Finding.ok("console", "the running hub answers at " + where)
                : Finding.error("console", "a hub with another data folder answers at " + where, other);
    }

    /**
     * The port of the broker within the hub.
     *
     * @param running whether a hub runs with the data folder: then that port should be its own
     */
    public static Finding broker(int port, boolean running) {
        String where = "127.0.0.1:" + port;
        try {
            return switch (state("127.0.0.1", port)) {
                case FREE ->
                    running
                            ? Finding.warning(
                                    "broker",
                                    "a hub runs with this data folder, but its broker is not at " + where,
                                    "give this the options that the hub runs with")
                            : Finding.ok("broker", "within the hub; " + where + " is free");
                case TAKEN ->
                    running
                            ? Finding.ok("broker", "within the running hub, at " + where)
                            : Finding.error(
                                    "broker",
                                    where + " is taken; is there another broker, such as mosquitto?",
                                    "use that one by --broker tcp://" + where
                                            + ", or choose another port by --broker-port");
            };
        } catch (IOException e) {
            return refused("broker", where, e);
        }
    }

    private static Finding refused(String about, String where, IOException e) {
        return Finding.error(
                about,
                "this machine lets nobody listen at " + where + " (" + e.getMessage() + ")",
                "name an address of this machine, and a port from 1024 on");
    }

    /** Listens for a moment, as the hub would. */
    private static State state(String host, int port) throws IOException {
        if (port == 0) {
            return State.FREE;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return State.FREE;
        } catch (BindException e) {
            if (String.valueOf(e.getMessage()).contains("in use")) {
                return State.TAKEN;
            }
            throw e;
        }
    }

    /**
     * Where browsers find the console through a proxy.
     *
     * @param running whether a hub runs, which must then answer there
     */
    public static Finding publicUrl(URI url, boolean running) throws InterruptedException {
        URI health = URI.create(url.toString().replaceAll("/$", "") + "/health");
        String remedy =
                "look at the name in DNS, and at the proxy: it must hand all of " + url + " to the hub's console";
        try {
            HttpResponse<String> answer = ask(health);
            if (answer.body().contains(ALIVE)) {
                return running
                        ? Finding.ok("public-url", "a hub answers at " + url)
                        : Finding.warning("public-url", "another hub answers at " + url, remedy);
            }
            String said = url + " answers " + answer.statusCode() + ", and not as a hub";
            return running
                    ? Finding.error("public-url", said, remedy)
                    : Finding.warning(
                            "public-url", said + "; none runs with this data folder", "start the hub, and look again");
        } catch (IOException e) {
            return Finding.error("public-url", url + " does not answer: " + why(e), remedy);
        }
    }

    private static String why(IOException e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }

    private static boolean isHub(URI health) throws InterruptedException {
        try {
            return ask(health).body().contains(ALIVE);
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpResponse<String> ask(URI url) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return client.send(
                    HttpRequest.newBuilder(url).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
