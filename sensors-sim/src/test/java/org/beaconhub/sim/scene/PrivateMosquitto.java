package org.beaconhub.sim.scene;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.beaconhub.testkit.Server;
import org.jspecify.annotations.Nullable;

/** A Mosquitto of one test on a free port; the test says by {@code @NeedsServer} that it needs one. */
public final class PrivateMosquitto implements AutoCloseable {
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /** Starts it, with its files in a folder. */
    public PrivateMosquitto(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    /** Starts it again on the same port. */
    public void start() throws IOException {
        Path config = folder.resolve("mosquitto.conf");
        Files.writeString(config, """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                max_inflight_messages 1000
                max_queued_messages 100000
                """.formatted(port));
        process = new ProcessBuilder(Server.MOSQUITTO.program().toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(10)).until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Its port on loopback. */
    public int port() {
        return port;
    }

    /** Kills it. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await().until(() -> !running.isAlive());
        }
    }

    @Override
    public void close() {
        kill();
    }
}
