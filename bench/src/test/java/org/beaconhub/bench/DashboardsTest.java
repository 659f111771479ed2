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
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The dashboards that Grafana shows: well formed, and every question of theirs has an answer. */
@Timeout(240)
class DashboardsTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path GRAFANA = HOME.resolve("dashboards/grafana");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]{3}");

    private static final Set<String> FIELDS = names(
            "id uid title description revision gnetId tags style timezone editable graphTooltip time timepicker fiscalYearStartMonth liveNow weekStart"
                    + " refresh schemaVersion version panels templating annotations links");
    private static final Set<String> LINK =
            names("title type icon tooltip url tags asDropdown targetBlank includeVars keepTime");
    private static final Set<String> VARIABLE = names(
            "type name label hide skipUrlSync description query datasource current options multi includeAll allValue refresh regex sort");
    private static final Set<String> PANEL = names(
            "type id pluginVersion targets title description transparent datasource gridPos links repeat repeatDirection maxDataPoints"
                    + " transformations interval timeFrom timeShift options fieldConfig");
    private static final Set<String> FIELD =
            names("displayName description unit decimals min max mappings thresholds color links noValue custom");
    private static final Set<String> SOURCE = names(
            "name type access orgId uid url user database basicAuth basicAuthUser withCredentials isDefault jsonData secureJsonData version editable");
    private static final Set<String> PROVIDER =
            names("name orgId folder folderUid type disableDeletion updateIntervalSeconds allowUiUpdates options");

    @TempDir
    Path folder;

    private static Set<String> names(String names) {
        return Set.of(names.split(" "));
    }

    private static Map<String, JsonNode> dashboards() throws IOException {
        Map<String, JsonNode> read = new HashMap<>();
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            for (Path file : files.toList()) {
                read.put(String.valueOf(file.getFileName()), JSON.readTree(file.toFile()));
            }
        }
        return read;
    }

    private static Stream<JsonNode> each(JsonNode list) {
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

    /** What Grafana's own schema of a dashboard and its provisioning name; a name that it does not know it passes over without a word. */
    @Test
    void noFieldOfADashboardOrOfTheProvisioningIsUnknownToGrafana() throws IOException {
        for (JsonNode dashboard : dashboards().values()) {
            assertKnown(dashboard, FIELDS);
            dashboard.path("links").forEach(each -> assertKnown(each, LINK));
            dashboard.at("/templating/list").forEach(each -> assertKnown(each, VARIABLE));
            Set<String> taken = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertKnown(panel, PANEL);
                assertKnown(panel.at("/fieldConfig/defaults"), FIELD);
                panel.at("/fieldConfig/defaults/links")
                        .forEach(each -> assertKnown(each, Set.of("title", "url", "targetBlank")));
                assertRoom(panel.path("gridPos"), taken);
            }
        }
        JsonNode sources = yaml("datasources");
        JsonNode provided = yaml("dashboards");
        assertKnown(sources, Set.of("apiVersion", "datasources"));
        sources.path("datasources").forEach(each -> assertKnown(each, SOURCE));
        assertThat(each(sources.path("datasources"))
                        .map(each ->
                                each.path("type").asText() + each.path("access").asText()))
                .containsExactlyInAnyOrder("prometheusproxy", "influxdbproxy");
        assertKnown(provided, Set.of("apiVersion", "providers"));
        provided.path("providers").forEach(each -> assertKnown(each, PROVIDER));
    }

    private static JsonNode yaml(String folder) throws IOException {
        String text = Files.readString(GRAFANA.resolve("provisioning/" + folder + "/beacon-hub.yaml"));
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    private static void assertKnown(JsonNode node, Set<String> names) {
        List<String> unknown = new ArrayList<>();
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                unknown.add(name);
            }
        });
        assertThat(unknown).as(node.path("title").asText()).isEmpty();
    }

    /** A panel stands within the 24 columns, and on no other. */
    private static void assertRoom(JsonNode at, Set<String> taken) {
        assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
        for (int x = at.path("x").asInt();
                x < at.path("x").asInt() + at.path("w").asInt();
                x++) {
            for (int y = at.path("y").asInt();
                    y < at.path("y").asInt() + at.path("h").asInt();
                    y++) {
                assertThat(taken.add(x + " " + y))
                        .as("a place of its own: " + at)
                        .isTrue();
            }
        }
    }

    /** A label names a series, a column a row of a table; the other way round Grafana leaves it empty, and all is listed. */
    @Test
    void aLinkToTheConsoleNamesWhatItsQuestionGroupsBy() throws IOException {
        for (JsonNode dashboard : dashboards().values()) {
            for (JsonNode panel : dashboard.path("panels")) {
                String links = panel.at("/fieldConfig/defaults/links").toString();
                Matcher named = Pattern.compile("__(field\\.labels|data\\.fields)\\.(\\w+)")
                        .matcher(links);
                boolean isTable = panel.path("type").asText().equals("table");
                assertThat(named.find()).as(panel.path("title").asText()).isEqualTo(links.contains("${console}"));
                if (links.contains("${console}")) {
                    assertThat(named.group(1))
                            .as(panel.path("title").asText())
                            .isEqualTo(isTable ? "data.fields" : "field.labels");
                }
                for (JsonNode target : panel.path("targets")) {
                    String question =
                            target.path("query").asText(target.path("expr").asText());
                    String grouped = links.contains("${console}") ? named.group(2) : "device";
                    assertThat(Pattern.compile("(GROUP BY .*|by \\([^)]*)\\b" + grouped)
                                    .matcher(question)
                                    .find())
                            .as(question)
                            .isEqualTo(links.contains("${console}"));
                }
            }
        }
        for (String board : List.of("forest.json", "gates.json", "devices.json")) {
            assertThat(each(dashboards()
                                    .getOrDefault(board, JSON.createObjectNode())
                                    .at("/templating/list"))
                            .map(each -> each.path("name").asText()))
                    .as("what the console's links set")
                    .contains("device");
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
