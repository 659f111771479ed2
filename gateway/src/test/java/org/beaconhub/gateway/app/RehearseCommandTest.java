package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class RehearseCommandTest {
    private static final String HOT = """
            stories:
              - story: a hot node
                rule: hot
                device: n-1
                steps:
                  - { temperature: 61, expect: raised }
                  - { after: 1 s, expect: %s }
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
                "devices:\n- { id: n-1, type: node, area: forest, name: { zh: 一号, en: Node 1 } }\n");
        Files.createDirectory(site.resolve("rules"));
        Files.createDirectory(site.resolve("tests"));
        Files.writeString(site.resolve("rules/all.yaml"), """
                - rule: hot
                  on: node
                  raise: temperature > 60 °C
                  kind: alarm
                  severity: severe
                  message: { zh: "{device}", en: "{device}" }
                """);
    }

    private int rehearse(String test, String... options) throws IOException {
        Files.writeString(site.resolve("tests/hot.yaml"), test);
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> arguments = new java.util.ArrayList<>(List.of("rehearse", site.toString()));
        arguments.addAll(List.of(options));
        return line.execute(arguments.toArray(String[]::new));
    }

    private JsonNode lastLine() throws IOException {
        List<String> lines = out.toString().lines().toList();
        return new ObjectMapper().readTree(lines.getLast());
    }

    @Test
    void allThatGoesAsExpectedEndsWithZeroAndTheFigures() throws IOException {
        assertThat(rehearse(HOT.formatted("{ because: 61 °C }"))).isZero();
        assertThat(lastLine().path("ok").asBoolean()).isTrue();
        assertThat(lastLine().at("/figures/expectations").asInt()).isEqualTo(2);
        assertThat(lastLine().at("/figures/neverFalse/0").asText()).isEqualTo("hot raise: temperature > 60 °C");
        assertThat(out.toString()).contains("ok  ", "a hot node", "clauses that were never false:");
    }

    @Test
    void whatDoesNotEndsWithOneAndSaysWhy() throws IOException {
        assertThat(rehearse(HOT.formatted("none"))).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "FAIL",
                        "hot.yaml:7:",
                        "expected  hot at n-1: none",
                        "got       hot at n-1: unacknowledged",
                        "0 s  n-1 temperature 61 °C",
                        "raised because temperature > 60 °C: 61 °C");
        assertThat(lastLine().at("/figures/failed").asInt()).isEqualTo(1);
    }

    @Test
    void aTestThatCannotBeReadEndsWithOneAndItsPlace() throws IOException {
        assertThat(rehearse(HOT.formatted("never"))).isEqualTo(1);
        assertThat(out.toString()).contains("hot.yaml:7:31: error: expect 'never' must be one of none");
    }

    @Test
    void withoutATestItCannotBegin() throws IOException {
        assertThat(rehearse("stories: []", "--tests", site.resolve("rules").toString()))
                .isEqualTo(1);
        assertThat(rehearse("stories: []", "--tests", site.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no such folder");
    }

    @Test
    void aBuildServerReadsTheStoriesAsJUnitXml() throws Exception {
        Path report = site.resolve("report.xml");
        assertThat(rehearse(HOT.formatted("none"), "--junit", report.toString(), "--json"))
                .isEqualTo(1);
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(report))));
        assertThat(xml.getElementsByTagName("testcase")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("name")
                        .getTextContent())
                .isEqualTo("a hot node");
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent())
                .contains("got hot at n-1: unacknowledged");
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void theTestsAreNoPartOfTheSite() throws IOException {
        Files.writeString(site.resolve("tests/hot.yaml"), HOT);
        assertThat(SiteFiles.read(site)).noneMatch(file -> file.name().startsWith("tests/"));
        SiteFiles.parse(SiteFiles.read(site));
    }
}
