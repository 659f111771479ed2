package org.beaconhub.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A real InfluxDB 1.x of our own, in a folder of its own, on free ports of the loopback. */
public final class InfluxServer implements AutoCloseable {
    private final Path folder;
    private final boolean auth;
    private final int port;
    private final int backupPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    private InfluxServer(Path folder, boolean auth) throws IOException {
        this.folder = folder;
        this.auth = auth;
        this.port = Ports.free();
        this.backupPort = Ports.free();
        start();
    }

    /** Starts one without accounts. */
    public static InfluxServer open(Path folder) throws IOException {
        return new InfluxServer(folder, false);
    }

    /** Starts one that wants an account; the first that is created may do all. */
    public static InfluxServer withLogins(Path folder) throws IOException {
        return new InfluxServer(folder, true);
    }

    /** Its address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it again. */
    public void start() throws IOException {
        Path config = folder.resolve("influxdb.conf");
        Files.writeString(config, """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                dir = "%s/meta"
                [data]
                dir = "%s/data"
                wal-dir = "%s/wal"
                [http]
                bind-address = "127.0.0.1:%d"
                auth-enabled = %s
                log-enabled = false
                [monitor]
                store-enabled = false
                """.formatted(backupPort, folder, folder, folder, port, auth));
        process = new ProcessBuilder(Server.INFLUXDB.program().toString(), "-config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("influxd.log").toFile())
                .start();
        await("influxd, see " + folder).atMost(Duration.ofSeconds(20)).until(this::answers);
    }

    private boolean answers() throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(url().resolve("/ping"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 204;
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills it. */
    public void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** What it answers, as CSV with times in nanoseconds. */
    public String ask(String question) throws IOException, InterruptedException {
        return ask(question, "");
    }

    /** What it answers to an account, {@code u=name&p=password}. */
    public String ask(String question, String login) throws IOException, InterruptedException {
        String form = "epoch=ns&q=" + URLEncoder.encode(question, StandardCharsets.UTF_8);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(url().resolve("/query?" + login))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "InfluxDB answers " + answer.statusCode() + " to '" + question + "': " + answer.body());
        }
        return answer.body();
    }

    /** How many values a field holds. */
    public long count(String field) throws IOException, InterruptedException {
        return count(field, "");
    }

    /** How many values a field holds, asked by an account. */
    public long count(String field, String login) throws IOException, InterruptedException {
        String answer = ask("SELECT count(" + field + ") FROM beacon.autogen.reading", login);
        String[] cells = answer.strip().split("[,\n]");
        return answer.isBlank() ? 0 : Long.parseLong(cells[cells.length - 1].strip());
    }

    @Override
    public void close() {
        kill();
    }
}
