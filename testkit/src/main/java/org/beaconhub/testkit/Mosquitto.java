package org.beaconhub.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Mosquitto of one's own, on a free port of the loopback address, that queues without a limit. */
public final class Mosquitto implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(10);
    private static final long END_S = 10;

    private final Path folder;
    private final String scheme;
    private final int port;
    private Process process;

    private Mosquitto(Path folder, String scheme, int port) throws IOException {
        this.folder = folder;
        this.scheme = scheme;
        this.port = port;
        this.process = launch();
    }

    /** Starts one without accounts, with its sessions and messages in a folder. */
    public static Mosquitto start(Path folder) throws IOException {
        return start(folder, "tcp", "allow_anonymous true", true);
    }

    /** Starts one without accounts that keeps everything in memory; its log is in a folder. */
    public static Mosquitto startInMemory(Path folder) throws IOException {
        return start(folder, "tcp", "allow_anonymous true", false);
    }

    /**
     * Starts one that speaks TLS only, and has one account.
     *
     * @param certificate what it shows
     */
    public static Mosquitto startTls(Path folder, Authority.Issued certificate, String user, String password)
            throws IOException {
        Path accounts = folder.resolve("accounts");
        Commands.run(List.of("mosquitto_passwd", "-b", "-c", accounts.toString(), user, password));
        return start(folder, "ssl", """
                certfile %s
                keyfile %s
                allow_anonymous false
                password_file %s
                """.formatted(certificate.certificate(), certificate.key(), accounts), true);
    }

    private static Mosquitto start(Path folder, String scheme, String access, boolean persistent) throws IOException {
        int port = Ports.free();
        Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                %s
                persistence %s
                persistence_location %s/
                autosave_interval 1
                max_inflight_messages 1000
                max_queued_messages 0
                user root
                """.formatted(port, access, persistent, folder));
        return new Mosquitto(folder, scheme, port);
    }

    private Process launch() throws IOException {
        Process started = new ProcessBuilder(List.of(
                        Server.MOSQUITTO.program().toString(),
                        "-c",
                        folder.resolve("mosquitto.conf").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        await("mosquitto, see " + folder).atMost(START_MAX).until(() -> Ports.answers(port));
        return started;
    }

    /** Its address as a client writes it. */
    public String url() {
        return url("127.0.0.1");
    }

    /** Its address by another name of the same machine. */
    public String url(String host) {
        return scheme + "://" + host + ":" + port;
    }

    /** Its port on the loopback address. */
    public int port() {
        return port;
    }

    /** The process that runs now. */
    public Process process() {
        return process;
    }

    /** Ends it as an administrator would: sessions are saved. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("mosquitto does not end, see " + folder);
        }
    }

    /** Starts it again on the same port. */
    public void startAgain() throws IOException {
        process = launch();
    }

    /** Ends it without a word. */
    public void kill() {
        process.destroyForcibly().onExit().orTimeout(END_S, TimeUnit.SECONDS).join();
    }

    /** Ends it without a word, and forgets all sessions. */
    public void killAndWipe() throws IOException {
        kill();
        Files.deleteIfExists(folder.resolve("mosquitto.db"));
    }

    @Override
    public void close() {
        kill();
    }
}
