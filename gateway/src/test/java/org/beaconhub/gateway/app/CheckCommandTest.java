package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    private static final String RULE = """
            - rule: hot
              on: node
              raise: %s
              kind: alarm
              severity: severe
              message: { zh: "{device}", en: "{device}" }
            """;

    @TempDir
    private Path site;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeASite() throws IOException {
        Files.writeString(site.resolve("site.yaml"), """
                name: { zh: 试验, en: Trial }
                zone: Asia/Shanghai
                areas: { forest: { zh: 林区, en: Forest } }
                """);
        Files.writeString(site.resolve("types.yaml"), "types: { node: { measures: [temperature, humidity] } }\n");
        Files.writeString(
                site.resolve("devices.yaml"),
                "devices: [{ id: n-1, type: node, area: forest, name: { zh: 一号, en: Node 1 } }]\n");
        Files.createDirectory(site.resolve("rules"));
    }

    private int check(String rules, String... options) throws IOException {
        Files.writeString(site.resolve("rules/all.yaml"), rules);
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = site.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return line.execute(arguments);
    }

    @Test
    void aGoodSiteIsSummedUp() throws IOException {
        assertThat(check(RULE.formatted("temperature > 57 °C"))).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("试验 (Trial): 1 devices, 1 areas, 1 rules, 0 channels; no errors, warnings: 0");
    }

    @Test
    void allErrorsAreToldAtOnceWithTheirPlacesAndTheExitCodeIsOne() throws IOException {
        String rules = RULE.formatted("temprature > 57 °C")
                + RULE.replace("hot", "wet").replace("severe", "sever").formatted("humidity > 57 °C");
        assertThat(check(rules)).isEqualTo(1);
        assertThat(out.toString().lines())
                .hasSize(4)
                .last()
                .isEqualTo(
                        "errors: 3, warnings: 0; devices that no rule watches are looked for once there are no errors");
        assertThat(out.toString().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("rules/all.yaml:3:10: error: unknown quantity 'temprature'")
                        .contains("did you mean 'temperature'?"))
                .anySatisfy(line -> assertThat(line).startsWith("rules/all.yaml:9:21: error: '57 °C' is not in a unit"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("rules/all.yaml:11:13: error: severity 'sever' must be"));
    }

    @Test
    void asJsonEachProblemHasItsPlaceAndWhatWasProbablyMeant() throws IOException {
        assertThat(check(RULE.formatted("temprature > 57 °C"), "--json")).isEqualTo(1);
        JsonNode all = new ObjectMapper().readTree(out.toString());
        JsonNode problem = all.at("/problems/0");
        assertThat(all.at("/ok").asBoolean()).isFalse();
        assertThat(problem.at("/level").asText()).isEqualTo("error");
        assertThat(problem.at("/file").asText()).isEqualTo("rules/all.yaml");
        assertThat(problem.at("/line").asInt()).isEqualTo(3);
        assertThat(problem.at("/column").asInt()).isEqualTo(10);
        assertThat(problem.at("/suggestion").asText()).isEqualTo("temperature");
    }

    @Test
    void warningsAboutWhatCanBeReadAreToldBesideTheErrors() throws IOException {
        String rules = RULE.formatted("temprature > 57 °C")
                + RULE.replace("hot", "dead")
                        .replace("en: \"{device}\"", "en: \"{devise}\"")
                        .formatted("temperature > 2000 °C");
        assertThat(check(rules)).isEqualTo(1);
        assertThat(out.toString())
                .contains("rules/all.yaml:3:10: error: unknown quantity 'temprature'")
                .contains("rules/all.yaml:7:9: warning: rule 'dead' can never be raised")
                .contains("warning: nothing fills in '{devise}'")
                .contains("errors: 1, warnings: 2;");
    }

    @Test
    void warningsLeaveTheSiteUsableUnlessAskedToBeStrict() throws IOException {
        String dead = RULE.formatted("temperature > 2000 °C");
        assertThat(check(dead)).isZero();
        assertThat(out.toString()).contains("rules/all.yaml:1:9: warning: rule 'hot' can never be raised");
        assertThat(check(dead, "--strict")).isEqualTo(1);
    }

    @Test
    void aFolderThatIsNotThereIsAnotherExitCode() {
        CommandLine line = Beacon.commandLine();
        line.setErr(new PrintWriter(err, true));
        assertThat(line.execute("check", site.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such folder");
    }
}
