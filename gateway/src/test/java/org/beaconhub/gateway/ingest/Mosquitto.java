package org.beaconhub.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.beaconhub.testkit.Server;

/** A real Mosquitto of a test's own, on a free port of the loopback address, with its sessions kept on disk. */
public final class Mosquitto implements AutoCloseable {
    private final Path folder;
    private final int port;
    private Process process;

    private Mosquitto(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts one. */
    public static Mosquitto start(Path folder) throws IOException {
        int port = freePort();
        Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence true
                persistence_location %s/
                autosave_interval 1
                max_inflight_messages 1000
                max_queued_messages 0
                user root
                """.formatted(port, folder));
        return new Mosquitto(folder, port, launch(folder, port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(Path folder, int port) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Server.MOSQUITTO.program().toString(),
                        "-c",
                        folder.resolve("mosquitto.conf").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.out").toFile())
                .start();
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> answers(port));
        return process;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Its address as a client writes it. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Ends it as an administrator would: sessions are saved. */
    public void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Starts it again on the same port. */
    public void startAgain() throws IOException {
        process = launch(folder, port);
    }

    /** Ends it without a word, and forgets all sessions. */
    public void killAndWipe() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        Files.deleteIfExists(folder.resolve("mosquitto.db"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
