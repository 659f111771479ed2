package org.beaconhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.bench.DashboardsTest.GRAFANA;
import static org.beaconhub.bench.DashboardsTest.JSON;
import static org.beaconhub.bench.DashboardsTest.dashboards;
import static org.beaconhub.bench.DashboardsTest.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The dashboards and their provisioning as Grafana reads them: fields that it knows, places, and links that are not empty. */
class DashboardShapeTest {
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

    private static Set<String> names(String names) {
        return Set.of(names.split(" ", -1));
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
}
