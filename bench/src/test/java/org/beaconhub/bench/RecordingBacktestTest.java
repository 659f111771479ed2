package org.beaconhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code beacon backtest --recording} as a process of its own, with the player that it starts: twelve minutes of a node in
 * dry air that speaks every ten seconds, smokes from the fourth to the ninth minute, and keeps silent for two minutes.
 */
@Timeout(180)
class RecordingBacktestTest {
    private static final long PATIENCE_S = 120;

    @TempDir
    Path folder;

    private String said = "";

    @BeforeEach
    void somebodyRecorded() throws IOException {
        StringBuilder table = new StringBuilder("Seconds;Smoke;Humidity;Temp\n");
        for (int second = 0; second <= 720; second += 10) {
            boolean smokes = second >= 240 && second < 540;
            if (second <= 570 || second >= 690) {
                table.append(second).append(smokes ? ";12" : ";0,2").append(";60;18,5\n");
            }
        }
        Files.writeString(folder.resolve("slope_1.csv"), table);
        Files.writeString(folder.resolve("slope.yaml"), """
                files: [{ name: "slope_*.csv" }]
                time: { column: Seconds, seconds: 1 }
                devices:
                  - device: camp-swift
                    readings:
                      - { column: Smoke, quantity: smoke, unit: "%/m" }
                      - { column: Humidity, quantity: humidity, unit: "%" }
                      - { column: Temp, quantity: temperature, unit: °C }
                """);
    }

    private int backtest(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("backtest", "--recording", folder.resolve("slope_1.csv").toString()));
        command.addAll(List.of(words));
        Path output = folder.resolve("output.log");
        Process process = BeaconProgram.start(output, command);
        boolean ended = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
        process.destroyForcibly();
        said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        return process.exitValue();
    }

    private JsonNode told() throws IOException {
        return new ObjectMapper().readTree(said.lines().toList().getLast());
    }

    /**
     * What is not the same at the node, as {@code gained quiet 630}, by when the changed rules raise: seconds after the
     * recording's first reading, to ten, by the shipped rule for smoke, which raises at 420 s.
     */
    private List<String> differences() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        told().path("differences").forEach(all::add);
        long anchorMs = all.stream()
                .filter(each -> each.path("rule").asText().equals("forest-smoke"))
                .findFirst()
                .orElseThrow()
                .at("/recorded/fromMs")
                .asLong();
        return all.stream()
                .filter(each -> each.path("subject").asText().equals("camp-swift"))
                .filter(each -> !each.path("verdict").asText().equals("same"))
                .map(each ->
                        each.path("verdict").asText() + " " + each.path("rule").asText() + " "
                                + (420 + Math.round((each.at("/changed/fromMs").asLong() - anchorMs) / 10_000.0) * 10))
                .toList();
    }

    @Test
    void theShippedRulesOfAWholeSiteMakeNoDifferenceToWhatTheyMadeOfTheRecording() throws Exception {
        Path mapping = folder.resolve("slope.yaml");
        int exit = backtest(
                "--mapping",
                mapping.toString(),
                "--rules",
                BeaconProgram.HOME.resolve("site").toString(),
                "--json");
        assertThat(exit).as(said).isZero();
        assertThat(told().at("/figures/same").asInt()).isEqualTo(1);
        assertThat(differences()).isEmpty();
    }

    @Test
    void changedRulesAreComparedThoseTooThatAskForWhatDidNotCome() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("changed"));
        Files.writeString(
                rules.resolve("all.yaml"),
                rule("forest-smoke", "smoke > 8 %/m for 1 min")
                        + rule("cold-smoke", "smoke > 8 %/m without temperature > 50 °C within 30 s")
                        + rule("quiet", "silent for 1 min"));
        Path mapping = folder.resolve("slope.yaml");
        assertThat(backtest("--mapping", mapping.toString(), "--rules", rules.toString(), "--json"))
                .as(said)
                .isZero();
        assertThat(differences())
                .containsExactly("gained cold-smoke 270", "earlier forest-smoke 300", "gained quiet 630");
    }

    private static String rule(String name, String raise) {
        return """
                - rule: %s
                  on: forest-node
                  raise: %s
                  kind: alarm
                  severity: moderate
                  message: { zh: "{device}", en: "{device}" }
                """.formatted(name, raise);
    }

    @Test
    void aRecordingThatNoMappingNamesIsToldSo() throws Exception {
        assertThat(backtest("--rules", BeaconProgram.HOME.resolve("site").toString()))
                .isEqualTo(2);
        assertThat(said)
                .contains("no mapping in", "names the recording slope_1.csv; write one and give it by --mapping");
    }
}
