package org.beaconhub.bench.rig;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An InfluxDB 1 of one run. */
public final class Influx {
    /** Where Debian's package puts it. */
    public static final Path PROGRAM = Path.of("/usr/bin/influxd");

    private static final String LOG = "influxd.log";

    private final Workshop workshop;
    private final Path config;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    private Influx(Workshop workshop, Path config, int port, Process process) {
        this.workshop = workshop;
        this.config = config;
        this.port = port;
        this.process = process;
    }

    /** One with an empty database {@code beacon}. */
    public static Influx start(Workshop workshop) throws IOException, InterruptedException {
        Path folder = workshop.folder("influx");
        int port = Workshop.freePort();
        Path config =
                Files.writeString(folder.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                dir = "%3$s/meta"
                [data]
                dir = "%3$s/data"
                wal-dir = "%3$s/wal"
                [http]
                bind-address = "127.0.0.1:%2$d"
                log-enabled = false
                [monitor]
                store-enabled = false
                """.formatted(Workshop.freePort(), port, folder));
        Influx influx = new Influx(workshop, config, port, launch(workshop, config, port));
        influx.ask("CREATE DATABASE beacon");
        return influx;
    }

    private static Process launch(Workshop workshop, Path config, int port) throws IOException, InterruptedException {
        Process process = workshop.start(List.of(PROGRAM.toString(), "-config", config.toString()), LOG);
        Workshop.awaitPort(port, process, workshop.log(LOG));
        return process;
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Ends it without a word. */
    public void kill() throws IOException, InterruptedException {
        Workshop.kill(process);
    }

    /** Starts it again on the same port. */
    public void startAgain() throws IOException, InterruptedException {
        process = launch(workshop, config, port);
    }

    /** Asks a question; the answer is CSV with times in nanoseconds. */
    public String ask(String question) throws IOException, InterruptedException {
        String form = "epoch=ns&q=" + URLEncoder.encode(question, StandardCharsets.UTF_8);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url() + "/query"))
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
}
