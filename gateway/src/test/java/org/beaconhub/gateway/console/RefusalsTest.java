package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the hub refuses, by whichever route and for whichever reason, it says in Chinese and in English. */
class RefusalsTest extends ApiTrial {
    /** What no question is asked with. */
    private static final String GARBAGE =
            "?device=none&rule=none&quantity=none&from=x&to=x&points=x&list=x&kind=x&limit=x&below=x&before=x&area=";

    private static final List<String> BODIES = List.of(
            "no json",
            "[]",
            "{}",
            "{\"by\": \"\"}",
            "{\"by\": \"Li\", \"colour\": \"red\"}",
            "{\"by\": \"Li\", \"signs\": [], \"check\": \"none\", \"unit\": \"none\", \"task\": 99, \"into\": \"none\"}");

    private final List<String> mute = new ArrayList<>();
    private int refused;

    private void judge(String asked, HttpResponse<String> answer) throws Exception {
        if (answer.statusCode() < 400) {
            return;
        }
        refused++;
        JsonNode body = json(answer);
        String zh = body.path("text").path("zh").asText();
        String en = body.path("text").path("en").asText();
        boolean isSaid =
                zh.codePoints().anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN)
                        && !en.isBlank()
                        && en.equals(body.path("error").asText());
        if (!isSaid) {
            mute.add(asked + " " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** A write one of whose headers is wrong. */
    private HttpResponse<String> post(String path, String header, String value) throws Exception {
        return client.send(
                write(path, "{\"by\": \"Li\"}").setHeader(header, value).build(), BodyHandlers.ofString());
    }

    @Test
    void everyRefusalOfEveryRouteHasBothLanguages() throws Exception {
        hub.heat("fn-1");
        String incident = hub.view().incidents().incidents().getFirst().id();
        for (Route route : console.routes()) {
            if (!route.path().startsWith("/api/") || route.path().equals("/api/v1/events")) {
                continue;
            }
            for (String id : List.of("none", route.path().contains("incidents") ? incident : alarm())) {
                String path = route.path().replaceAll("\\{\\w+}", id);
                if (route.method().equals("GET")) {
                    judge("GET " + path, get(path));
                    judge("GET " + path + GARBAGE, get(path + GARBAGE));
                } else if (route.method().equals("POST")) {
                    for (String body : BODIES) {
                        judge("POST " + path + " " + body, post(path, body));
                    }
                }
            }
        }
        assertThat(mute).isEmpty();
        assertThat(refused).as("of so many refusals").isGreaterThan(150);
    }

    @Test
    void whatIsRefusedBeforeAnyRouteHasBothLanguagesToo() throws Exception {
        String path = "/api/v1/alarms/none/acknowledge";
        judge("nothing there", get("/api/v1/none"));
        judge("no such file", get("/assets/none.js"));
        judge(
                "wrong method",
                client.send(
                        write("/api/v1/state", "{}")
                                .PUT(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString()));
        judge("too long", post(path, "x".repeat(70_000)));
        judge("no header", post(path, "Beacon-Console", "0"));
        judge("foreign", post(path, "Origin", "http://elsewhere.example"));
        judge("no JSON", post(path, "Content-Type", "text/plain"));
        judge("key", post(path, "Idempotency-Key", "two words"));
        judge("version", post(path, "If-Match", "new"));
        assertThat(mute).isEmpty();
        assertThat(refused).isGreaterThanOrEqualTo(7);
    }
}
