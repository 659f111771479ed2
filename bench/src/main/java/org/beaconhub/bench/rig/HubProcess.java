package org.beaconhub.bench.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A hub as users run it: a process of its own, by its command line, with the console on a free port unless its options name one. */
public final class HubProcess {
    private static final Pattern READY = Pattern.compile("ready; console at (http://\\S+)");
    private static final long READY_S = 120;

    private final Process process;
    private final Path log;
    private final long logStart;
    private final long startNs;
    private final HttpClient http = HttpClient.newHttpClient();
    private String console = "";

    private HubProcess(Process process, Path log, long logStart, long startNs) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
        this.startNs = startNs;
    }

    /** The command of a program on this Java, with the flags of the product. */
    public static List<String> java(String classPath, String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Djava.awt.headless=true"));
        String more = System.getProperty("bench.hub.flags", "");
        Stream.of(more.split(" ")).filter(flag -> !flag.isBlank()).forEach(command::add);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return command;
    }

    /** Starts one and does not wait for it. */
    public static HubProcess launch(Workshop workshop, Path site, Path data, List<String> options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--site", site.toString(), "--data", data.toString()));
        if (!options.contains("--http-port")) {
            arguments.addAll(List.of("--http-port", "0"));
        }
        arguments.addAll(options);
        String classPath = System.getProperty("beacon.classpath", System.getProperty("java.class.path"));
        Path log = workshop.log("hub.log");
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        long startNs = System.nanoTime();
        Process process = workshop.start(java(classPath, "org.beaconhub.gateway.app.Beacon", arguments), "hub.log");
        return new HubProcess(process, log, logStart, startNs);
    }

    /** Starts one and waits until it listens to its broker. */
    public static HubProcess start(Workshop workshop, Path site, Path data, List<String> options)
            throws IOException, InterruptedException {
        HubProcess hub = launch(workshop, site, data, options);
        hub.awaitReady();
        hub.awaitBroker();
        return hub;
    }

    /** Waits until it says that it is ready; how long that took since it was launched, in milliseconds. */
    public double awaitReady() throws IOException, InterruptedException {
        while (process.isAlive() && System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(READY_S)) {
            Matcher ready = READY.matcher(printed());
            if (ready.find()) {
                console = ready.group(1);
                return (System.nanoTime() - startNs) / 1e6;
            }
            Thread.sleep(5);
        }
        throw new IOException("the hub does not become ready:\n" + printed());
    }

    /** Waits until its broker is connected and subscribed to. */
    public void awaitBroker() throws IOException, InterruptedException {
        while (metric("beacon_broker_up") < 1) {
            if (System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(READY_S)) {
                throw new IOException("the hub does not reach its broker:\n" + printed());
            }
            Thread.sleep(20);
        }
    }

    private String printed() throws IOException {
        byte[] all = Files.readAllBytes(log);
        int from = (int) Math.min(logStart, all.length);
        return new String(all, from, all.length - from, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** A figure of its own, by its name in the text format of Prometheus, with its first label or without; 0 where it has none. */
    public double metric(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(console).resolve("/metrics"))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.body()
                .lines()
                .filter(line -> line.startsWith(name + " ")
                        || line.startsWith(name + "{")
                        || name.contains("{") && line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What its API answers at a path. */
    public String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(console).resolve(path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /**
     * Acts at a path of its API.
     *
     * @throws IOException where it is refused
     */
    public void post(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(console).resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Beacon-Console", "1")
                        .header("Origin", console.replaceAll("/+$", ""))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + ": HTTP " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Memory that the machine keeps for it, in MiB. */
    public double rssMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                        .sum()
                / 1024.0;
    }

    /** Live objects of its heap, in MiB, after a collection that this asks for. */
    public double liveHeapMib() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return metric("jvm_memory_used_bytes{area=\"heap\"") / (1 << 20);
    }

    /** Files and sockets that it has open. */
    public int openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return (int) open.count();
        }
    }

    /** Entries that it has committed since it started. */
    public long entries() throws IOException, InterruptedException {
        return (long) metric("beacon_journal_entries_total");
    }

    /** Where its console is, as it said when it was ready; empty before. */
    public String console() {
        return console;
    }

    /** The process. */
    public Process process() {
        return process;
    }

    /** Ends it as an administrator would. */
    public void stop() throws IOException, InterruptedException {
        Workshop.stop(process);
    }

    /** Ends it without a word. */
    public void kill() throws IOException, InterruptedException {
        Workshop.kill(process);
    }
}
