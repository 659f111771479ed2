package org.beaconhub.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real InfluxDB of our own, of either kind, in a folder of its own, on free ports of the loopback. */
public abstract sealed class RealInflux implements AutoCloseable permits InfluxServer, Influx2Server {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final long END_S = 10;

    private final Path folder;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;

    RealInflux(Path folder) throws IOException {
        this.folder = folder;
        this.port = Ports.free();
    }

    /** Its program and options. */
    abstract List<String> command() throws IOException;

    /** Who asks, as a request's header; empty for nobody. */
    abstract String authorization();

    /** Its address. */
    public final URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    final Path folder() {
        return folder;
    }

    final int port() {
        return port;
    }

    /** Starts it again. */
    public final void start() throws IOException {
        process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("influxd.log").toFile())
                .start();
        await("influxd, see " + folder).atMost(START_MAX).until(this::answers);
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest ping = HttpRequest.newBuilder(url().resolve("/ping")).build();
            return http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills it. */
    public final void kill() {
        if (process != null) {
            process.destroyForcibly()
                    .onExit()
                    .orTimeout(END_S, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** What it answers, as CSV with times in nanoseconds. */
    public final String ask(String question) throws IOException, InterruptedException {
        return ask(question, "");
    }

    /** What it answers to an account of a 1.x, {@code u=name&p=password}. */
    public final String ask(String question, String login) throws IOException, InterruptedException {
        String form = "epoch=ns&q=" + URLEncoder.encode(question, StandardCharsets.UTF_8);
        HttpRequest.Builder request = request("/query?" + login)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/csv")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(request, question);
    }

    /** Posts lines or JSON to one of its paths, and gives its answer. */
    public final String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(body.startsWith("{") ? request.header("Content-Type", "application/json") : request, path);
    }

    final HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve(path));
        return authorization().isEmpty() ? request : request.header("Authorization", authorization());
    }

    /** The body of an answer; {@code asked} stands in the exception where it refuses. */
    final String send(HttpRequest.Builder request, String asked) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("InfluxDB answers " + answer.statusCode() + " to '" + asked + "': " + answer.body());
        }
        return answer.body();
    }

    /** How many values a field holds. */
    public final long count(String field) throws IOException, InterruptedException {
        return count(field, "");
    }

    /** How many values a field holds, asked by an account of a 1.x. */
    public final long count(String field, String login) throws IOException, InterruptedException {
        String answer = ask("SELECT count(" + field + ") FROM beacon.autogen.reading", login);
        String[] cells = answer.strip().split("[,\n]");
        return answer.isBlank() ? 0 : Long.parseLong(cells[cells.length - 1].strip());
    }

    @Override
    public final void close() {
        kill();
    }
}
