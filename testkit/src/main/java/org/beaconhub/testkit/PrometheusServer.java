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

/** A real Prometheus of our own that asks one program for its metrics every second. */
public final class PrometheusServer implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final long END_S = 10;

    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;

    private PrometheusServer(Path folder, int port) throws IOException {
        this.port = port;
        this.process = new ProcessBuilder(
                        Server.PROMETHEUS.program().toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        await("prometheus, see " + folder).atMost(START_MAX).until(() -> Ports.answers(port));
    }

    /**
     * Starts one.
     *
     * @param folder where it keeps what it collects
     * @param metrics address of the program, whose {@code /metrics} it asks for
     */
    public static PrometheusServer start(Path folder, URI metrics) throws IOException {
        Files.writeString(folder.resolve("prometheus.yml"), """
                global: { scrape_interval: 1s, scrape_timeout: 1s }
                scrape_configs:
                  - job_name: beacon-hub
                    static_configs: [ { targets: ["%s"] } ]
                """.formatted(metrics.getAuthority()));
        return new PrometheusServer(folder, Ports.free());
    }

    /**
     * What it answers to a question in PromQL, as JSON.
     *
     * @throws IOException where it refuses the question; it says why
     */
    public String ask(String question) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                + URLEncoder.encode(question, StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "Prometheus answers " + answer.statusCode() + " to '" + question + "': " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(END_S, TimeUnit.SECONDS).join();
    }
}
