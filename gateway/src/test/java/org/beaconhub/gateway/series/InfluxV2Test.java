package org.beaconhub.gateway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.beaconhub.gateway.series.Facts.T0;
import static org.beaconhub.gateway.series.Facts.sample;
import static org.beaconhub.gateway.series.Facts.smoke;
import static org.beaconhub.gateway.series.Facts.temperature;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.beaconhub.gateway.series.influx.InfluxStore;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests of the 2.x interface, which 3.x answers too, against a stand-in that takes nothing else. */
class InfluxV2Test {
    private static final Pattern LINE = Pattern.compile("reading,device=[\\w.:-]+ "
            + "(?:[a-z0-9_]+=(?:-?\\d+\\.\\d+(?:E-?\\d+)?|\"(?:[^\"\\\\]|\\\\.)*\"),?)+(?<!,) \\d{19}");

    @TempDir
    private Path folder;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Queue<String> questions = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status = 204;
    private volatile String body = "";
    private volatile boolean hangs;
    private HttpServer server;
    private InfluxStore store;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        store = new InfluxStore(new InfluxTarget.V2(url, "district", "beacon hub", Optional.of(token)), 1_000);
    }

    @AfterEach
    void end() {
        end.countDown();
        store.close();
        server.stop(0);
        assertThat(faults).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (hangs) {
            awaitEnd();
        }
        expect("Token s3cret", exchange.getRequestHeaders().getFirst("Authorization"));
        expect("POST", exchange.getRequestMethod());
        if (exchange.getRequestURI().getPath().equals("/query")) {
            questions.add(sent);
            reply(exchange, 200, body);
            return;
        }
        expect("/api/v2/write", exchange.getRequestURI().getPath());
        expect(Map.of("org", "district", "bucket", "beacon hub", "precision", "ns"), query(exchange.getRequestURI()));
        sent.lines().forEach(line -> {
            lines.add(line);
            if (!LINE.matcher(line).matches()) {
                faults.add("not line protocol: " + line);
            }
        });
        boolean refuses = status == 400 && !sent.contains("=-999.0");
        reply(exchange, refuses ? 204 : status, refuses ? "" : body);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void expect(Object wanted, Object got) {
        if (!wanted.equals(got)) {
            faults.add("want " + wanted + ", got " + got);
        }
    }

    private static Map<String, String> query(URI uri) {
        return Stream.of(uri.getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", body.startsWith("{") ? "application/json" : "text/csv");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void readingsOfOneMessageShareALine() {
        Label label = new Label(Quantity.EVENT, "say \"fire\"");
        assertThat(store.write(List.of(
                        sample("node-1", T0, temperature(21.5)),
                        sample("node-1", T0, smoke(-1e-9)),
                        sample("node-1", T0 + 1, temperature(1e12)),
                        sample("cam:2", T0 + 1, label))))
                .isEqualTo(new Outcome.Written());
        assertThat(lines)
                .containsExactly(
                        "reading,device=node-1 temperature=21.5,smoke=-1.0E-9 1800000000000000000",
                        "reading,device=node-1 temperature=1.0E12 1800000000001000000",
                        "reading,device=cam:2 event=\"say \\\"fire\\\"\" 1800000000001000000");
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized, StopAndTell",
        "403, forbidden, StopAndTell",
        "404, bucket not found, StopAndTell",
        "500, retention policy not found: year, StopAndTell",
        "429, too many requests, RetryLater",
        "500, internal error, RetryLater",
        "503, shutting down, RetryLater",
        "418, teapot, StopAndTell",
    })
    void eachStatusIsSortedByWhatToDo(int answered, String message, String outcome) {
        status = answered;
        body = "{\"code\":\"x\",\"message\":\"" + message + "\"}";
        Outcome got = store.write(List.of(sample("node-1", T0, temperature(1))));
        assertThat(got.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(got.toString()).contains(Integer.toString(answered)).contains(message);
    }

    @Test
    void linesOlderThanTheRetentionAreDroppedInOneGoWhateverStandsBeforeTheirCount() {
        status = 422;
        String oldest =
                "point reading,device=node-1 at 2001-09-09T01:46:40.1Z dropped because it violates a Retention Policy"
                        + " Lower Bound at 2026-11-20T14:44:46.041438951Z";
        body =
                "{\"code\":\"unprocessable entity\",\"message\":\"failure writing points to database: partial write: dropped"
                        + " 400 points outside retention policy of duration 168h0m0s - oldest " + oldest + ", newest "
                        + oldest
                        + " dropped=400 for database: 0a for retention policy: autogen\"}";
        List<Sample> samples = IntStream.range(0, 400)
                .mapToObj(i -> sample("node-1", T0 + i, temperature(i)))
                .toList();
        assertThat(store.write(samples))
                .isInstanceOfSatisfying(
                        Outcome.DropLines.class,
                        drop -> assertThat(drop.lines()).hasSize(400));
        assertThat(lines).hasSize(400);
    }

    @Test
    void theBadOnesAmongManyAreFoundByHalving() {
        status = 400;
        body = "{\"code\":\"invalid\",\"message\":\"field type conflict\"}";
        List<Sample> samples = IntStream.range(0, 5000)
                .mapToObj(i -> sample("node-1", T0 + i, temperature(i == 17 || i == 4711 ? -999 : i)))
                .toList();
        assertThat(store.write(samples))
                .isInstanceOfSatisfying(
                        Outcome.DropLines.class,
                        drop -> assertThat(drop.lines())
                                .extracting(Outcome.DropLine::which)
                                .containsExactly(samples.get(17), samples.get(4711)));
        assertThat(lines)
                .containsAll(samples.stream()
                        .filter(sample -> !sample.reading().equals(temperature(-999)))
                        .map(sample -> "reading,device=node-1 temperature="
                                + ((org.beaconhub.rules.fact.Measurement) sample.reading()).value() + " "
                                + sample.atNs())
                        .toList());
    }

    @Test
    void aServerThatHangsIsGivenUpAfterTheTimeOut() {
        hangs = true;
        assertThat(store.write(List.of(sample("node-1", T0, temperature(1))))).isInstanceOf(Outcome.RetryLater.class);
    }

    @Test
    void aTokenFileThatIsMissingNamesItself() throws IOException {
        Files.delete(folder.resolve("token"));
        assertThat(store.write(List.of(sample("node-1", T0, temperature(1)))))
                .isInstanceOfSatisfying(
                        Outcome.StopAndTell.class,
                        stop -> assertThat(stop.why())
                                .contains(folder.resolve("token").toString()));
    }

    @Test
    void chartsAskInInfluxQl() throws Charts.HistoryUnavailable {
        body = "name,tags,time,lowest,middle,highest\nreading,,1800000000000,1,1.5,2\n";
        assertThat(store.points("node-1", Quantity.TEMPERATURE, T0, T0 + 60_000, 6))
                .containsExactly(new Charts.Point(T0, 1, 1.5, 2));
        assertThat(questions).singleElement().asString().contains("GROUP%20BY%20time%2810000ms%2C%200ms%29");
    }

    @Test
    void aServerThatIsAwayLeavesChartsWithoutHistory() {
        server.stop(0);
        assertThatThrownBy(() -> store.points("node-1", Quantity.TEMPERATURE, T0, T0 + 60_000, 6))
                .isInstanceOf(Charts.HistoryUnavailable.class)
                .hasMessageContaining("127.0.0.1");
    }
}
