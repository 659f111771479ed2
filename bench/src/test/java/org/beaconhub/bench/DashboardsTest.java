package org.beaconhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.beaconhub.gateway.app.Hub;
import org.beaconhub.gateway.app.HubOptions;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.run.LoopOptions;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.testkit.Influx2Server;
import org.beaconhub.testkit.InfluxServer;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.PrometheusServer;
import org.beaconhub.testkit.RealInflux;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards that Grafana shows: well formed, and every question of theirs has an answer. */
@Timeout(240)
class DashboardsTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    static final Path GRAFANA = HOME.resolve("dashboards/grafana");
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]{3}");

    @TempDir
    Path folder;

    static Map<String, JsonNode> dashboards() throws IOException {
        Map<String, JsonNode> read = new HashMap<>();
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            for (Path file : files.toList()) {
                read.put(String.valueOf(file.getFileName()), JSON.readTree(file.toFile()));
            }
        }
        return read;
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** The uids of the data sources, as the provisioning writes them. */
    private static Set<String> sources() throws IOException {
        Set<String> uids = new HashSet<>();
        for (String line : Files.readAllLines(GRAFANA.resolve("provisioning/datasources/beacon-hub.yaml"))) {
            if (line.strip().startsWith("uid: ")) {
                uids.add(line.strip().substring("uid: ".length()));
            }
        }
        return uids;
    }

    @Test
    void everyDashboardIsWellFormedAndNamesSourcesThatAreProvisioned() throws IOException {
        Map<String, JsonNode> all = dashboards();
        assertThat(all.keySet())
                .containsExactlyInAnyOrder(
                        "overview.json", "forest.json", "gates.json", "devices.json", "kpi.json", "hub.json");
        assertThat(all.values().stream().map(each -> each.path("uid").asText())).doesNotHaveDuplicates();
        for (JsonNode dashboard : all.values()) {
            assertBilingual(dashboard.path("title").asText());
            assertThat(each(dashboard.path("panels"))
                            .map(panel -> panel.path("id").asInt()))
                    .doesNotHaveDuplicates();
            for (JsonNode panel : dashboard.path("panels")) {
                assertBilingual(panel.path("title").asText());
                assertThat(panel.path("targets")).isNotEmpty();
                for (JsonNode target : panel.path("targets")) {
                    assertThat(sources())
                            .contains(target.path("datasource").path("uid").asText());
                }
            }
            assertThat(dashboard.toString()).contains("${console}");
        }
    }

    private static void assertBilingual(String title) {
        assertThat(title).containsPattern(HAN).containsPattern(LATIN);
    }

    @Test
    @NeedsServer({Server.INFLUXDB, Server.PROMETHEUS})
    void everyQuestionOfEveryPanelHasAnAnswerOnceTheFleetHasSpoken() throws Exception {
        try (InfluxServer influx = InfluxServer.open(Files.createDirectory(folder.resolve("influx")))) {
            influx.ask("CREATE DATABASE beacon");
            assertAnswers(influx, new InfluxTarget.V1(influx.url(), "beacon", "autogen", Optional.empty()));
        }
    }

    @Test
    @Tag(Server.NOT_IN_DEBIAN)
    @NeedsServer({Server.INFLUXDB_2, Server.PROMETHEUS})
    void anInfluxDb2AnswersThemToo() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), Influx2Server.TOKEN);
        try (Influx2Server influx = Influx2Server.open(Files.createDirectory(folder.resolve("influx")))) {
            assertAnswers(influx, new InfluxTarget.V2(influx.url(), Influx2Server.ORG, "beacon", Optional.of(token)));
        }
    }

    private void assertAnswers(RealInflux influx, InfluxTarget target) throws Exception {
        try (Hub hub = hub(target)) {
            Process fleet = fleet(hub.brokerPort());
            try (PrometheusServer prometheus = PrometheusServer.start(
                    Files.createDirectory(folder.resolve("prometheus")), URI.create(hub.consoleUrl()))) {
                sayWhatAQuietHourLacks(hub);
                await("alarm of the fire")
                        .atMost(PATIENCE)
                        .until(() -> hub.loop().views().view().alarms().stream().anyMatch(Alarm::lifeSafety));
                acknowledgeAll(hub);
                await("answers to every question")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(2))
                        .untilAsserted(
                                () -> assertThat(unanswered(influx, prometheus)).isEmpty());
            } finally {
                fleet.destroy();
                fleet.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private Hub hub(InfluxTarget target) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        return Hub.start(new HubOptions(
                HOME.resolve("site"),
                data,
                data.resolve("secrets"),
                new HubOptions.Broker.Embedded(0),
                Optional.of(target),
                30,
                "127.0.0.1",
                0,
                new SystemClock(),
                LoopOptions.STANDARD));
    }

    private Process fleet(int brokerPort) throws IOException {
        String classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", // it lives for seconds
                        "-cp",
                        classPath,
                        "org.beaconhub.sim.cli.Sim",
                        "fleet",
                        "--site",
                        HOME.resolve("site").toString(),
                        "--broker",
                        "127.0.0.1:" + brokerPort,
                        "--device-key-file",
                        folder.resolve("data/secrets/broker-device-key").toString(),
                        "--fire-after",
                        "5",
                        "--ignore-stdin")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("fleet.log").toFile())
                .start();
    }

    /** Fire weather is reckoned once an hour, and people pass and meddle seldom: a quarter of an hour may lack them. */
    private static void sayWhatAQuietHourLacks(Hub hub) throws InterruptedException {
        say(
                hub,
                "fire-weather-forest",
                new Measurement(Quantity.FWI, 12),
                new Measurement(Quantity.FIRE_DANGER, 3),
                new Measurement(Quantity.HOURLY_FWI, 9));
        String gate = hub.loop().views().view().site().devices().stream()
                .filter(device -> device.type().measures().contains(Quantity.PASSED))
                .findFirst()
                .orElseThrow()
                .id();
        say(
                hub,
                gate,
                new Measurement(Quantity.PASSED, 2),
                new Measurement(Quantity.ACCESS, 1),
                new Measurement(Quantity.TAMPER, 0));
        String camera = hub.loop().views().view().site().devices().stream()
                .filter(device -> device.type().measures().contains(Quantity.EVENT))
                .findFirst()
                .orElseThrow()
                .id();
        say(hub, camera, new Label(Quantity.EVENT, "person"));
    }

    private static void say(Hub hub, String device, Reading... readings) throws InterruptedException {
        hub.loop()
                .inbox()
                .put(
                        List.of(new Observation(
                                device,
                                new SystemClock().nowMs(),
                                Observation.TimeSource.HUB,
                                Observation.NO_SEQ,
                                List.of(readings))),
                        Receipt.NONE);
    }

    private static void acknowledgeAll(Hub hub) throws InterruptedException {
        for (Alarm alarm : hub.loop().views().view().alarms()) {
            hub.loop().inbox().put(List.of(new Command("trial", new Command.Acknowledge(alarm.id()))), Receipt.NONE);
        }
    }

    private static List<String> unanswered(RealInflux influx, PrometheusServer prometheus)
            throws IOException, InterruptedException {
        List<String> unanswered = new ArrayList<>();
        for (Map.Entry<String, JsonNode> dashboard : dashboards().entrySet()) {
            for (JsonNode variable : dashboard.getValue().at("/templating/list")) {
                if (variable.path("type").asText().equals("query") && !isOffered(variable, influx, prometheus)) {
                    unanswered.add(dashboard.getKey() + " variable "
                            + variable.path("name").asText());
                }
            }
            for (JsonNode panel : dashboard.getValue().path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    if (!answers(target, influx, prometheus)) {
                        unanswered.add(
                                dashboard.getKey() + " '" + panel.path("title").asText() + "': "
                                        + target.path("query")
                                                .asText(target.path("expr").asText()));
                    }
                }
            }
        }
        return unanswered;
    }

    /** Whether a variable has something to choose from. */
    private static boolean isOffered(JsonNode variable, RealInflux influx, PrometheusServer prometheus)
            throws IOException, InterruptedException {
        if (variable.path("query").isTextual()) {
            return !influx.ask(variable.path("query").asText().replace("TAG VALUES", "TAG VALUES ON \"beacon\""))
                    .isBlank();
        }
        Matcher values = Pattern.compile("label_values\\((\\w+), (\\w+)\\)")
                .matcher(variable.at("/query/query").asText());
        assertThat(values.matches()).as(variable.toString()).isTrue();
        JsonNode found = JSON.readTree(prometheus.ask("count by (" + values.group(2) + ") (" + values.group(1) + ")"));
        return !found.at("/data/result/0/metric/" + values.group(2)).asText().isEmpty();
    }

    private static boolean answers(JsonNode target, RealInflux influx, PrometheusServer prometheus)
            throws IOException, InterruptedException {
        if (target.has("query")) {
            String question = target.path("query")
                    .asText()
                    .replace("$timeFilter", "time > now() - 15m")
                    .replace("$__interval", "10s")
                    .replace("$device", ".*");
            // With FROM as Grafana has it, the database comes with the question.
            return !influx.ask(question.replace("\"reading\"", "beacon..reading"))
                    .isBlank();
        }
        String question =
                target.path("expr").asText().replace("$__rate_interval", "1m").replace("$hub", ".*");
        return !JSON.readTree(prometheus.ask(question))
                .path("data")
                .path("result")
                .isEmpty();
    }
}
