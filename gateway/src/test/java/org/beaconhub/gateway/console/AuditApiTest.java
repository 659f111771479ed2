package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.gateway.access.Right;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Picture;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.incident.Incident;
import org.junit.jupiter.api.Test;

/** What is written down, and what about persons is shown to whom. */
class AuditApiTest extends DoorTrial {
    private List<JsonNode> lines(String query) throws Exception {
        JsonNode lines = read(get(Role.ADMIN, "/api/v1/audit" + query)).path("lines");
        return Stream.iterate(0, i -> i + 1)
                .limit(lines.size())
                .map(lines::path)
                .toList();
    }

    @Test
    void anActStandsInTheAuditWithWhoFromWhereAndTheJournalsFact() throws Exception {
        String id = alarm();
        post(Role.OPERATOR, "/api/v1/alarms/" + id + "/acknowledge", "{}");
        JsonNode line = lines("").getFirst();
        assertThat(line.path("who").asText()).isEqualTo("token:operator");
        assertThat(line.path("from").asText()).isEqualTo("127.0.0.1");
        assertThat(line.path("about").asText()).isEqualTo("POST /api/v1/alarms/" + id + "/acknowledge");
        assertThat(line.path("outcome").asText()).isEqualTo("done");
        assertThat(line.path("fact").asText()).isEqualTo("Acknowledge[alarm=" + id + "]");
        assertThat(line.path("by").asText()).isEqualTo("token:operator");
        try (Stream<String> written = Files.lines(data.resolve("audit/00000001.jsonl"))) {
            assertThat(written).noneMatch(each -> each.contains("Acknowledge["));
        }
    }

    @Test
    void everyActThatThereIsStandsInTheAudit() throws Exception {
        for (Route route : console.routes()) {
            if (route.method().equals("POST")
                    && route.path().startsWith("/api/")
                    && route.right().isPresent()) {
                String path = route.path().replaceAll("\\{\\w+}", "none");
                post(Role.ADMIN, path, "{}");
                JsonNode line = lines("").getFirst();
                assertThat(line.path("about").asText()).isEqualTo("POST " + path);
                assertThat(line.path("who").asText()).isEqualTo("token:admin");
            }
        }
    }

    @Test
    void refusalsSignInsAndFailuresAreWrittenDownTooAndPasswordsNever() throws Exception {
        person("li", Role.VIEWER);
        signIn("li", "my secret guess");
        String cookie = signedIn("li");
        send(page(cookie, json("/api/v1/alarms/" + alarm() + "/acknowledge", "{}")));
        send(page(cookie, to("/api/v1/session").DELETE()));
        send(to("/api/v1/state"));
        assertThat(lines(""))
                .extracting(each ->
                        each.path("what").asText() + " " + each.path("who").asText() + ": "
                                + each.path("outcome").asText())
                .containsExactly(
                        "refused : refused with 401",
                        "sign_out li: done",
                        "act li: refused with 403",
                        "sign_in li: done",
                        "sign_in li: the name or the password is wrong");
        assertThat(Files.readString(data.resolve("audit/00000001.jsonl"))).doesNotContain("my secret guess", GOOD);
        assertThat(lines("?who=li&limit=2")).hasSize(2);
        assertThat(get(Role.ADMIN, "/api/v1/audit?limit=501").statusCode()).isEqualTo(400);
        assertThat(get(Role.DISPATCHER, "/api/v1/audit").statusCode()).isEqualTo(403);
    }

    @Test
    void strangersCannotFloodTheAudit() throws Exception {
        for (int i = 0; i < 100; i++) {
            send(to("/api/v1/state"));
        }
        assertThat(lines("?limit=500")).hasSize(60);
    }

    @Test
    void whatPeopleReportedIsHiddenFromViewersAndEachLookOfOthersIsWrittenDown() throws Exception {
        hub.put(
                List.of(new PersonReport(
                        "ABCDEFGHJK", "other", "forest/east", Place.NONE, "smoke behind my house", "13800138000")),
                seq -> {});
        String id = hub.view().incidents().incidents().getFirst().id();
        assertThat(get(Role.VIEWER, "/api/v1/incidents/" + id).body()).doesNotContain("smoke behind my house");
        assertThat(get(Role.VIEWER, "/api/v1/state").body()).doesNotContain("smoke behind my house");
        assertThat(lines("")).isEmpty();
        assertThat(get(Role.OPERATOR, "/api/v1/incidents/" + id).body()).contains("smoke behind my house");
        JsonNode line = lines("").getFirst();
        assertThat(line.path("what").asText()).isEqualTo("look");
        assertThat(line.path("who").asText()).isEqualTo("token:operator");
        assertThat(line.path("about").asText()).isEqualTo("reports of incident " + id);
        get(Role.OPERATOR, "/api/v1/devices/fn-1/people");
        get(Role.OPERATOR, "/api/v1/quarantine");
        assertThat(lines("?limit=2"))
                .extracting(each -> each.path("about").asText())
                .containsExactly("quarantine", "plates and cards of device fn-1");
    }

    @Test
    void whoReportedIsToldNeitherAfterTheReportWentToAnotherIncidentNorInARefusal() throws Exception {
        hub.put(
                List.of(new PersonReport("ABCDEFGHJK", "other", "forest/west", Place.NONE, "smoke", "13800138000")),
                seq -> {});
        hub.heat("fn-1");
        Incident incident = hub.view().incidents().incidents().getFirst();
        assertThat(incident.signs()).as("the alarm joins the report").hasSize(2);
        HttpResponse<String> refused =
                post(Role.DISPATCHER, "/api/v1/incidents/" + incident.id() + "/verify", "{\"expected\":1}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).doesNotContain("13800138000");
        post(
                Role.DISPATCHER,
                "/api/v1/incidents/" + incident.id() + "/split",
                "{\"signs\":[\"" + incident.signs().getFirst().id() + "\"]}");
        assertThat(hub.view().incidents().incidents()).hasSize(2);
        assertThat(get(Role.VIEWER, "/api/v1/incidents/" + incident.id()).body())
                .doesNotContain("13800138000", "\"note\":\"smoke\"");
    }

    @Test
    void everyRouteThatTellsOfPersonsWritesEachLookDown() throws Exception {
        hub.put(List.of(TrialSite.withCamera(new TrialSite(4, 4), "http://127.0.0.1:1/")), seq -> {});
        Picture picture = new Darkroom().develop(Shots.picture(40, 30, "png", Color.RED));
        hub.pictures.keep(picture);
        List<String> looks = new ArrayList<>();
        for (Route route : console.routes()) {
            Right right = route.right().orElse(Right.LOOK);
            if (route.method().equals("GET") && (right == Right.SEE_PEOPLE || right == Right.WATCH)) {
                get(
                        Role.ADMIN,
                        route.path()
                                .replace("{id}", route.path().endsWith("snapshot") ? "cam-1" : "fn-1")
                                .replace("{name}", picture.name()));
                assertThat(lines("").getFirst().path("what").asText())
                        .as(route.path())
                        .isEqualTo("look");
                looks.add(lines("").getFirst().path("about").asText());
            }
        }
        assertThat(looks).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void whereALookCannotBeWrittenDownNothingIsShown() throws Exception {
        Files.createDirectories(data.resolve("audit/00000001.jsonl"));
        assertThat(get(Role.OPERATOR, "/api/v1/quarantine").statusCode()).isEqualTo(503);
        assertThat(post(Role.OPERATOR, "/api/v1/alarms/" + alarm() + "/acknowledge", "{}")
                        .statusCode())
                .as("an act goes on: the journal has it")
                .isEqualTo(200);
    }
}
