package org.beaconhub.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL of our own, in a folder of its own, on a free port of the loopback. It wants the password of
 * {@link #USER}. The server refuses to run as root, so root runs it as the account that Debian's package makes.
 */
public final class PostgresServer implements AutoCloseable {
    /** Who may do all. */
    public static final String USER = "hub";
    /** Its password. */
    public static final String PASSWORD = "right";

    private static final String ACCOUNT = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private Process process;

    private PostgresServer() throws IOException {
        this.folder = Files.createTempDirectory("beacon-postgres");
        this.port = Ports.free();
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            UserPrincipal account =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT);
            Files.setOwner(password, account);
            Files.setOwner(folder, account);
        }
        Commands.run(asAccount(
                Server.POSTGRESQL.program().resolveSibling("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync"));
        start();
    }

    /** Makes one, and starts it. */
    public static PostgresServer open() throws IOException {
        return new PostgresServer();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asAccount(String... command) {
        List<String> whole = new ArrayList<>(
                isRoot()
                        ? List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups")
                        : List.of());
        whole.addAll(List.of(command));
        return whole;
    }

    /** A database of it; {@code postgres} is there. */
    public URI url(String database) {
        return URI.create("postgresql://127.0.0.1:" + port + "/" + database);
    }

    /** Starts it again. */
    public void start() throws IOException {
        Path log = folder.resolve("postgres.log");
        int before = Files.exists(log) ? Files.readString(log).length() : 0;
        process = new ProcessBuilder(asAccount(
                        Server.POSTGRESQL.program().toString(),
                        "-D",
                        folder.resolve("data").toString(),
                        "-p",
                        String.valueOf(port),
                        "-k",
                        folder.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "fsync=off"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await("postgres, see " + folder)
                .atMost(PATIENCE)
                .until(() -> Files.readString(log).substring(before).contains("ready to accept connections"));
    }

    /** Ends it at once, and the connections with it: its fast shutdown is another signal than Java's. */
    public void stop() throws IOException {
        Commands.run(List.of("kill", "-INT", String.valueOf(process.pid())));
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void delete() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                stop();
            }
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
