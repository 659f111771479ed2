package org.beaconhub.gateway.console;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.beaconhub.rules.incident.Incident;
import org.junit.jupiter.api.Test;

/** Incidents and people's reports over real HTTP, in front of a real engine. */
class IncidentApiTest extends ApiTrial {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    private HttpResponse<String> act(String act, String body) throws Exception {
        return post("/api/v1/incidents/" + only().id() + "/" + act, body);
    }

    private Incident only() {
        assertThat(hub.view().incidents().incidents()).hasSize(1);
        return hub.view().incidents().incidents().getFirst();
    }

    private HttpResponse<String> send(Map<String, String> fields, String origin) throws Exception {
        String body = fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(
                HttpRequest.newBuilder(URI.create(console.url()).resolve("/report"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", origin.isEmpty() ? "http://127.0.0.1:" + console.port() : origin)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                ofString());
    }

    /** The fields of a form that somebody had open for a while. */
    private Map<String, String> filled() throws Exception {
        Matcher ticket = TICKET.matcher(get("/report").body());
        assertThat(ticket.find()).isTrue();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ticket", ticket.group(1));
        fields.put("type", "other");
        fields.put("area", "forest/east");
        fields.put("lat", "");
        fields.put("lon", "");
        fields.put("text", TrialSite.EVIL);
        fields.put("reporter", "grid-7");
        fields.put("website", "");
        long given = Long.parseLong(ticket.group(1).split("\\.", -1)[0]);
        await().atMost(Duration.ofSeconds(5)).until(() -> hub.clock.nowMs() > given + 1_100);
        return fields;
    }

    @Test
    void anIncidentIsCarriedByPeopleAndWhatCannotBeIsRefusedInBothLanguages() throws Exception {
        hub.heat("fn-1");
        JsonNode all = json(get("/api/v1/incidents"));
        assertThat(all.path("incidents")).hasSize(1);
        assertThat(all.at("/incidents/0/severity").asText()).isEqualTo("critical");
        assertThat(all.at("/incidents/0/lat").asDouble()).isBetween(35.0, 36.0);
        assertThat(json(get("/api/v1/state")).path("incidents")).isEqualTo(all);

        HttpResponse<String> early = act("contain", "{\"by\":\"li\"}");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(json(early).at("/text/zh").asText()).contains("请先出动");

        assertThat(json(act("verify", "{\"by\":\"li\",\"note\":\"浓烟\"}"))
                        .path("state")
                        .asText())
                .isEqualTo("verified");
        act("respond", "{\"by\":\"li\"}");
        JsonNode over = json(act("contain", "{\"by\":\"li\"}"));
        assertThat(over.path("state").asText()).isEqualTo("accepted");
        assertThat(over.path("time_line").findValuesAsText("what"))
                .containsExactly("opened", "verified", "responding", "accepted");
        assertThat(json(act("close", "{\"by\":\"li\",\"disposition\":\"real\"}"))
                        .path("state")
                        .asText())
                .isEqualTo("closed");
        assertThat(json(get("/api/v1/incidents/" + only().id())).path("by").asText())
                .isEqualTo("li");
    }

    @Test
    void wrongActsAndFieldsAreToldApart() throws Exception {
        hub.heat("fn-1");
        assertThat(act("explode", "{\"by\":\"li\"}").statusCode()).isEqualTo(404);
        assertThat(act("verify", "{\"by\":\"li\",\"spy\":1}").statusCode()).isEqualTo(400);
        assertThat(act("verify", "{}").statusCode()).isEqualTo(400);
        assertThat(act("close", "{\"by\":\"li\",\"disposition\":\"ghost\"}").statusCode())
                .isEqualTo(400);
        assertThat(act("split", "{\"by\":\"li\",\"signs\":[]}").statusCode()).isEqualTo(400);
        assertThat(act("tick", "{\"by\":\"li\",\"task\":1}").statusCode()).isEqualTo(409);
        assertThat(act("assign", "{\"by\":\"li\",\"unit\":\"navy\"}").body()).contains("no unit 'navy'");
        assertThat(get("/api/v1/incidents/I0-0").statusCode()).isEqualTo(404);
    }

    @Test
    void aPersonsReportBecomesAnIncidentAndTheCodeTellsWhatBecameOfIt() throws Exception {
        HttpResponse<String> taken = send(filled(), "");
        assertThat(taken.statusCode()).isEqualTo(303);
        String path = taken.headers().firstValue("Location").orElseThrow();
        assertThat(get(path).body()).contains("等待核实").contains(path.substring("/report/".length()));
        assertThat(only().lines().getFirst().note()).isEqualTo(TrialSite.EVIL);
        act("respond", "{\"by\":\"li\"}");
        assertThat(get(path).body()).contains("正在处置").doesNotContain(TrialSite.EVIL, "grid-7");
        assertThat(get("/report/AAAAAAAAAA").statusCode()).isEqualTo(404);
    }

    @Test
    void anOperatorWritesDownWhatSomebodyTellsOnThePhone() throws Exception {
        HttpResponse<String> taken = post(
                "/api/v1/reports",
                "{\"by\":\"li\",\"type\":\"other\",\"area\":\"forest/east\",\"text\":\"浓烟\",\"reporter\":\"13800000000\"}");
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(json(taken).path("incident").asText()).isEqualTo(only().id());
        assertThat(get("/report/" + json(taken).path("code").asText()).body()).contains("等待核实");
        assertThat(only().lines().getFirst().by()).isEqualTo("13800000000");
        String place = "{\"by\":\"li\",\"type\":\"other\",\"text\":\"烟\",";
        assertThat(post("/api/v1/reports", place + "\"lat\":91,\"lon\":0}").statusCode())
                .isEqualTo(400);
        assertThat(post("/api/v1/reports", place + "\"area\":\"moon\"}").body()).contains("没有这个区域");
        assertThat(post("/api/v1/reports", place + "\"reporter\":\"\"}").body()).contains("say where");
        assertThat(post("/api/v1/reports", place.replace("other", "ghost") + "\"area\":\"forest\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(hub.view().incidents().incidents()).hasSize(1);
    }

    @Test
    void aFormFromElsewhereAFilledTrapAndAMissingPlaceAreTurnedAway() throws Exception {
        Map<String, String> fields = filled();
        assertThat(send(fields, "http://evil.example").statusCode()).isEqualTo(403);
        assertThat(send(with(fields, "website", "http://spam"), "").statusCode())
                .isEqualTo(400);
        assertThat(send(with(fields, "ticket", "1.aa"), "").statusCode()).isEqualTo(400);
        assertThat(send(with(fields, "area", ""), "").statusCode()).isEqualTo(400);
        assertThat(send(with(fields, "area", "moon"), "").statusCode()).isEqualTo(400);
        assertThat(send(with(fields, "lat", "99"), "").statusCode()).isEqualTo(400);
        assertThat(send(with(fields, "lat", "NaN"), "").statusCode()).isEqualTo(400);
        assertThat(send(with(fields, "type", "flood"), "").statusCode()).isEqualTo(400);
        assertThat(send(with(fields, "text", "x".repeat(501)), "").statusCode()).isEqualTo(400);
        assertThat(send(with(fields, "text", "x".repeat(9_000)), "").statusCode())
                .isEqualTo(400);
        assertThat(hub.view().incidents().incidents()).isEmpty();
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    @Test
    void theSixthReportOfOneSenderInTenMinutesMustWait() throws Exception {
        Map<String, String> fields = filled();
        for (int i = 0; i < 5; i++) {
            assertThat(send(fields, "").statusCode()).isEqualTo(303);
        }
        HttpResponse<String> sixth = send(fields, "");
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.body()).contains("119");
        assertThat(only().signs())
                .as("all of one area and type are one incident")
                .hasSize(5);
    }

    @Test
    void theFormNeedsNoScriptAndLetsNoneRunButTheHubsOwn() throws Exception {
        HttpResponse<String> form = get("/report");
        assertThat(form.body()).contains("<form method=\"post\"").doesNotContain("<script>");
        assertThat(form.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(get("/report/style.css").statusCode()).isEqualTo(200);
    }

    @Test
    void whatRecursAtOnePlaceIsToldAsAFindingOfItsOwn() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(json(get("/api/v1/incidents")).path("frequent")).isEmpty();
            String report = "{\"by\":\"li\",\"type\":\"other\",\"area\":\"town\",\"text\":\"smoke\"}";
            String id = json(post("/api/v1/reports", report)).path("incident").asText();
            post("/api/v1/incidents/" + id + "/close", "{\"by\":\"li\",\"disposition\":\"false\"}");
        }
        JsonNode frequent = json(get("/api/v1/incidents")).path("frequent");
        assertThat(frequent).hasSize(1);
        assertThat(frequent.at("/0/name").asText()).isEqualTo("town");
        assertThat(frequent.at("/0/count").asInt()).isEqualTo(3);
    }
}
