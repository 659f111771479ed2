package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A person changes the site's folder of a running hub, and tries changed rules on what it recorded. */
@Timeout(120)
class ReloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path root;

    private Brigade brigade;
    private Trial trial;
    private Hub hub;
    private String said = "";

    @BeforeEach
    void start() throws IOException, InterruptedException {
        brigade = new Brigade();
        trial = new Trial(root, brigade.url(), 3);
        hub = trial.start(Optional.empty());
    }

    @AfterEach
    void end() {
        hub.close();
        brigade.close();
    }

    private int beacon(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        int code = line.execute(arguments);
        said = out.toString();
        return code;
    }

    private int reload(String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("reload", "--hub", hub.consoleUrl(), "--by", "li"));
        arguments.addAll(List.of(more));
        return beacon(arguments.toArray(String[]::new));
    }

    private void edit(String from, String to) throws IOException {
        Path rules = trial.site.resolve("rules/all.yaml");
        String text = Files.readString(rules);
        assertThat(text).contains(from);
        Files.writeString(rules, text.replace(from, to));
    }

    private Alarm burn() throws InterruptedException {
        long nowMs = hub.loop().views().view().hubTimeMs();
        hub.loop().inbox().put(List.of(Stories.says(0, 1, nowMs, Quantity.TEMPERATURE, 70)), Receipt.NONE);
        await().atMost(PATIENCE).until(() -> !hub.loop().views().view().alarms().isEmpty());
        return alarm();
    }

    private Alarm alarm() {
        return hub.loop().views().view().alarms().getFirst();
    }

    @Test
    void anErrorRefusesTheWholeChangeAndNamesItsPlace() throws Exception {
        Alarm before = burn();
        edit("temperature > 60", "temperatur > 60");
        assertThat(reload()).isEqualTo(1);
        assertThat(said)
                .contains("rules/all.yaml:", "error: unknown quantity 'temperatur'", "nothing is changed")
                .doesNotContain("taken over");
        assertThat(alarm()).isEqualTo(before);
    }

    @Test
    void aChangedRuleIsTakenOverAndItsAlarmGoesOn() throws Exception {
        Alarm before = burn();
        edit("temperature > 60", "temperature > 65");
        assertThat(reload("--check")).isZero();
        assertThat(said).contains("rules changed: hot", "nothing is changed yet");
        assertThat(alarm()).isEqualTo(before);
        assertThat(reload()).isZero();
        assertThat(said).contains("rules changed: hot", "alarm " + before.id() + " (hot, fn-0): rule changed", "entry");
        assertThat(alarm().id()).isEqualTo(before.id());
        assertThat(reload()).isZero();
        assertThat(said).contains("the hub has this site already");
    }

    @Test
    void aRuleThatIsGoneClosesItsAlarmAndSaysWhy() throws Exception {
        Alarm before = burn();
        edit("rule: hot", "rule: heat");
        assertThat(reload()).isZero();
        assertThat(said)
                .contains(
                        "rules added: heat", "rules removed: hot", before.id() + " (hot, fn-0): withdrawn", "removed");
    }

    @Test
    void nothingIsTakenOverUntilItIsAskedFor() throws Exception {
        edit("rule: hot", "rule: heat");
        burn();
        assertThat(alarm().rule()).isEqualTo("hot");
    }

    @Test
    void withoutAHubItSaysHowToNameOne() {
        assertThat(beacon("reload", "--hub", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(said).contains("no hub answers at http://127.0.0.1:1", "--hub URL");
    }

    @Test
    void changedRulesAreTriedOnWhatARunningHubRecordedAndAPageShowsTheDifference() throws Exception {
        burn();
        Path rules = Files.createDirectory(root.resolve("tried"));
        Files.writeString(
                rules.resolve("all.yaml"),
                Files.readString(trial.site.resolve("rules/all.yaml")).replace("temperature > 60", "temperature > 90"));
        Path page = root.resolve("page.html");
        assertThat(beacon("backtest", trial.data.toString(), "--rules", rules.toString(), "--html", page.toString()))
                .isZero();
        assertThat(said).contains("lost", "hot fn-0", "it did not hold: temperature > 90 °C", "\"lost\":1");
        assertThat(Files.readString(page))
                .contains("<svg", "temperature &gt; 90 °C")
                .doesNotContain("<script");
        hub.close();
        assertThat(beacon("backtest", trial.data.toString(), "--rules", trial.site.toString(), "--json"))
                .isZero();
        assertThat(said).contains("\"same\":1", "\"lost\":0");
    }

    @Test
    void rulesThatDoNotFitAreTold() throws Exception {
        burn();
        edit("temperature > 60", "temperatur > 60");
        assertThat(beacon("backtest", trial.data.toString(), "--rules", trial.site.toString()))
                .isEqualTo(1);
        assertThat(said).contains("rules/all.yaml:", "unknown quantity 'temperatur'", "nothing was compared");
        assertThat(beacon("backtest", "--rules", trial.site.toString())).isEqualTo(2);
        assertThat(beacon("backtest", trial.data.toString(), "--rules", trial.site.toString(), "--from", "yesterday"))
                .isEqualTo(2);
        assertThat(said).contains("--from 'yesterday' is no time");
    }

    @Test
    void aMapIsTakenOverWithTheFolderOrRefusedWithIt() throws Exception {
        Path map = Files.createDirectories(trial.site.resolve("map")).resolve("ground.geojson");
        Files.writeString(map, "{\"features\":[{\"type\":\"Feature\",\"properties\":{\"kind\":\"raod\"}}]}");
        edit("temperature > 60", "temperature > 61");
        assertThat(reload()).isEqualTo(1);
        assertThat(said).contains("map/ground.geojson:1:", "got \"raod\" (did you mean 'road'?)");
        assertThat(map()).doesNotContain("road");
        Files.writeString(map, """
                {"features":[{"type":"Feature","properties":{"kind":"road"},
                "geometry":{"type":"LineString","coordinates":[[120.09,35.95],[120.10,35.95]]}}]}
                """);
        assertThat(reload()).isEqualTo(0);
        assertThat(map()).contains("road");
        assertThat(reload()).isEqualTo(0);
        assertThat(said).contains("has this site already");
    }

    private String map() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(hub.consoleUrl() + "api/v1/map"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
