package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.ground.GroundFile;
import org.beaconhub.gateway.ground.GroundReader;
import org.beaconhub.gateway.records.PastRecords;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the API does: of the routes that there are, and of real answers. */
class ApiDocumentTest extends DoorTrial {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private JsonNode document;

    @BeforeEach
    void load() throws Exception {
        document = read(get(Role.VIEWER, "/api/v1/openapi.json"));
    }

    private static boolean isApi(Route route) {
        return route.path().matches("/api/.*|/health|/ready|/metrics");
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What is wrong with a value, by a schema of the document. */
    private Set<String> wrong(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        Set<String> wrong = new TreeSet<>();
        SCHEMAS.getSchema(whole).validate(value).forEach(each -> wrong.add(each.getMessage()));
        return wrong;
    }

    private JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method);
    }

    private void answersAsDescribed(String method, String path, HttpResponse<String> answer) throws Exception {
        boolean good = answer.statusCode() < 300;
        JsonNode schema = operation(method, path)
                .path("responses")
                .path(good ? "200" : "default")
                .path("content")
                .path("application/json")
                .path("schema");
        assertThat(schema.isObject()).as("%s %s", method, path).isTrue();
        assertThat(wrong(schema, read(answer)))
                .as("%s %s: %s", method, path, answer.body())
                .isEmpty();
    }

    @Test
    void itTellsExactlyTheRoutesThatThereAreAndWhoMayUseThem() {
        Set<String> there = new TreeSet<>();
        for (Route route : console.routes()) {
            if (isApi(route)) {
                there.add(route.method() + " " + route.path());
                JsonNode told = operation(route.method().toLowerCase(java.util.Locale.ROOT), route.path());
                assertThat(told.path("summary").asText()).as(route.path()).isNotEmpty();
                assertThat(told.path("x-right").asText())
                        .isEqualTo(route.right()
                                .map(right -> right.name().toLowerCase(java.util.Locale.ROOT))
                                .orElse(""));
            }
        }
        assertThat(names(new ApiDocument().operations())).isEqualTo(there);
    }

    @Test
    void itsSchemasAreSchemasItsReferencesLeadSomewhereAndItsOperationsHaveNamesOfTheirOwn() {
        var meta = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012));
        document.path("components")
                .path("schemas")
                .properties()
                .forEach(each -> assertThat(meta.validate(each.getValue()))
                        .as(each.getKey())
                        .isEmpty());
        document.findValuesAsText("$ref")
                .forEach(ref -> assertThat(document.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
        List<String> ids = document.findValuesAsText("operationId");
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(40);
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    operation
                            .path("parameters")
                            .forEach(each -> assertThat(names(each)).contains("name", "in", "schema"));
                    assertThat(operation.path("responses")).isNotEmpty();
                    JsonNode body = operation.at("/requestBody/content/application~1json/schema");
                    assertThat(body.isMissingNode() || meta.validate(body).isEmpty())
                            .isTrue();
                }));
    }

    private Ground heights() {
        String grid = """
                ncols 3
                nrows 3
                xllcorner 120.1
                yllcorner 35.9
                cellsize 0.01
                NODATA_value -9
                1 2 3
                4 5 6
                7 8 -9
                """;
        return GroundReader.read(
                        List.of(new GroundFile("map/elevation.asc", grid)),
                        hub.view().site())
                .ground();
    }

    @Test
    void whatIsReadIsAsDescribed() throws Exception {
        String alarm = alarm();
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.TAMPER, 1));
        post(Role.OPERATOR, "/api/v1/alarms/" + alarm + "/acknowledge", "{}");
        String incident = hub.view().incidents().incidents().getFirst().id();
        String over = PastRecords.write(hub.recorded).getFirst();
        post(Role.DRILL_COORDINATOR, "/api/v1/drills", "{\"scenario\":\"" + TrialScenarios.SLOPE + "\"}");
        String drill = hub.drills().running().orElseThrow().record().id();
        hub.ground = heights();
        for (Route route : console.routes()) {
            if (!isApi(route)
                    || !route.method().equals("GET")
                    || route.path()
                            .matches(
                                    ".*/events|/metrics|.*/snapshot|.*/pictures/.*|.*/tiles/.*|.*/cap/.*|.*[.]csv|.*[.]png")) {
                continue;
            }
            String path = route.path()
                    .replace("{channel}", "exit")
                    .replace("records/incidents/{id}", "records/incidents/" + over)
                    .replace("drills/{id}", "drills/" + drill)
                    .replace("{id}", route.path().contains("incidents") ? incident : "fn-1")
                    .replaceFirst("/chart$", "/chart?device=fn-1&quantity=temperature")
                    .replaceFirst("/why$", "/why?device=fn-1");
            HttpResponse<String> answer = get(Role.ADMIN, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            answersAsDescribed("get", route.path(), answer);
        }
        answersAsDescribed("get", "/api/v1/chart", get(Role.ADMIN, "/api/v1/chart"));
    }

    @Test
    void whatIsDoneIsAnsweredAsDescribed() throws Exception {
        String path = "/api/v1/alarms/{id}/";
        String alarm = alarm();
        for (Map.Entry<String, String> each : Map.of(
                        "acknowledge",
                        "{}",
                        "shelve",
                        "{\"minutes\":5,\"reason\":\"x\"}",
                        "unshelve",
                        "{}",
                        "reset",
                        "{}")
                .entrySet()) {
            answersAsDescribed(
                    "post",
                    path + each.getKey(),
                    post(Role.OPERATOR, path.replace("{id}", alarm) + each.getKey(), each.getValue()));
        }
        String incident = hub.view().incidents().incidents().getFirst().id();
        String incidents = "/api/v1/incidents/{id}/";
        for (String each : List.of("verify", "respond", "contain")) {
            HttpResponse<String> answer = post(Role.DISPATCHER, incidents.replace("{id}", incident) + each, "{}");
            assertThat(answer.statusCode()).isEqualTo(200);
            answersAsDescribed("post", incidents + each, answer);
        }
        answersAsDescribed(
                "post",
                "/api/v1/devices/{id}/out-of-service",
                post(Role.OPERATOR, "/api/v1/devices/fn-2/out-of-service", "{\"reason\":\"x\"}"));
    }

    @Test
    void everyFieldThatItDescribesIsTakenAndNoOther() throws Exception {
        String alarm = alarm();
        String incident = hub.view().incidents().incidents().getFirst().id();
        for (Route route : console.routes()) {
            JsonNode body = operation("post", route.path()).at("/requestBody/content/application~1json/schema");
            if (!route.method().equals("POST") || !body.path("properties").has("by")) {
                continue;
            }
            String path = route.path()
                    .replace("{channel}", "exit")
                    .replace(
                            "{id}",
                            route.path().contains("alarms")
                                    ? alarm
                                    : route.path().contains("incidents") ? incident : "fn-1");
            ObjectNode all = mapper.createObjectNode();
            names(body.path("properties")).stream()
                    .filter(name -> !name.equals("expected"))
                    .forEach(name -> all.putArray(name));
            assertThat(post(Role.ADMIN, path, all.toString()).body()).as(path).doesNotContain("unknown field");
            assertThat(post(Role.ADMIN, path, all.put("spy", 1).toString()).body())
                    .as(path)
                    .contains("unknown field");
        }
    }

    @Test
    void docsApiMdIsWhatTheDocumentSays() throws Exception {
        StringBuilder text = new StringBuilder("""
                # The API

                Made from `GET /api/v1/openapi.json`, which says more; a test holds both to the routes that there are. Who has which
                right, and what `by`, `expected`, `If-Match` and `Idempotency-Key` mean: [access.md](access.md). A field with `?` may be
                left out.

                | route | right | fields | what |
                |---|---|---|---|
                """);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(each -> text.append("| `%s %s` | %s | %s | %s |%n"
                                .formatted(
                                        each.getKey().toUpperCase(java.util.Locale.ROOT),
                                        path.getKey(),
                                        each.getValue().path("x-right").asText("open"),
                                        fields(each.getValue()),
                                        each.getValue().path("summary").asText()))));
        Path made = Path.of("target", "api.md");
        Files.writeString(made, text);
        assertThat(Path.of("..", "docs", "api.md"))
                .as("copy gateway/%s there", made)
                .hasContent(text.toString());
    }

    private static String fields(JsonNode operation) {
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        List<String> required = new ArrayList<>();
        body.path("required").forEach(each -> required.add(each.asText()));
        List<String> all = new ArrayList<>();
        names(body.path("properties")).stream()
                .filter(name -> !Set.of("by", "expected").contains(name))
                .forEach(name -> all.add("`" + name + "`" + (required.contains(name) ? "" : "?")));
        operation.path("parameters").forEach(each -> {
            if (each.path("in").asText().equals("query")) {
                all.add("`" + each.path("name").asText() + "`?");
            }
        });
        return String.join(", ", all);
    }
}
