package org.beaconhub.gateway.console;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.beaconhub.gateway.series.Charts.Point;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;
import org.junit.jupiter.api.Test;

/** The console's API over real HTTP, in front of a real engine. */
class ConsoleApiTest extends ApiTrial {
    @Test
    void theStateTellsAlarmsWithTheirExplanationInTheRulesWords() throws Exception {
        hub.heat("fn-1");
        JsonNode state = json(get("/api/v1/state"));
        JsonNode alarm = state.path("alarms").path(0);
        assertThat(alarm.path("kind").asText()).isEqualTo("alarm");
        assertThat(alarm.path("severity").asText()).isEqualTo("critical");
        assertThat(alarm.path("state").asText()).isEqualTo("unacknowledged");
        assertThat(alarm.at("/message/zh").asText()).isEqualTo("林区节点 1 出现火情迹象");
        assertThat(alarm.path("explanation").findValuesAsText("clause"))
                .containsExactly("temperature > 60 °C", "smoke > 4 %/m");
        assertThat(state.at("/site/zone").asText()).isEqualTo("Asia/Shanghai");
        assertThat(state.path("devices")).hasSize(9);
        assertThat(json(get("/api/v1/alarms"))).isEqualTo(state.path("alarms"));
    }

    @Test
    void anAlarmIsAcknowledgedThenClosedWhenItHasReturned() throws Exception {
        hub.heat("fn-1");
        String path = "/api/v1/alarms/" + alarm();
        HttpResponse<String> seen = post(path + "/acknowledge", "{\"by\":\"王芳\"}");
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(json(seen).path("state").asText()).isEqualTo("acknowledged");
        assertThat(json(seen).path("by").asText()).isEqualTo("王芳");

        HttpResponse<String> early = post(path + "/close", "{\"by\":\"王芳\",\"disposition\":\"real\"}");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(json(early).path("error").asText()).contains("its condition still holds");

        hub.cool("fn-1");
        assertThat(post(path + "/close", "{\"by\":\"王芳\",\"disposition\":\"real\",\"note\":\"扑灭\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(hub.view().alarms()).isEmpty();
        assertThat(post(path + "/acknowledge", "{\"by\":\"王芳\"}").statusCode()).isEqualTo(404);
    }

    @Test
    void whoComesSecondIsToldWhoWasFirst() throws Exception {
        hub.heat("fn-1");
        String path = "/api/v1/alarms/" + alarm() + "/acknowledge";
        post(path, "{\"by\":\"first\"}");
        HttpResponse<String> second = post(path, "{\"by\":\"second\"}");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second).path("error").asText()).endsWith("it was acknowledged already by first");
    }

    @Test
    void aMatterOfLifeCannotBeShelvedAndTheAnswerSaysSoInBothLanguages() throws Exception {
        hub.heat("fn-1");
        HttpResponse<String> answer =
                post("/api/v1/alarms/" + alarm() + "/shelve", "{\"by\":\"王芳\",\"reason\":\"太吵\",\"minutes\":30}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).at("/text/zh").asText()).contains("不得搁置");
        assertThat(json(answer).at("/text/en").asText()).contains("cannot be shelved");
    }

    @Test
    void aShelvedAlarmStandsInItsOwnListUntilItIsUnshelved() throws Exception {
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.TAMPER, 1));
        String path = "/api/v1/alarms/" + alarm();
        JsonNode before = json(get("/api/v1/alarms")).path(0);
        assertThat(before.path("sound").asText()).isEqualTo("double-chirp");
        assertThat(before.path("list").asText()).isEqualTo("active");
        JsonNode shelved = json(post(path + "/shelve", "{\"by\":\"li\",\"reason\":\"装修\",\"minutes\":30}"));
        assertThat(shelved.path("list").asText()).isEqualTo("shelved");
        assertThat(shelved.path("reason").asText()).isEqualTo("装修");
        assertThat(shelved.path("sound").asText()).isEqualTo("none");
        assertThat(json(get("/api/v1/alarms?list=active"))).isEmpty();
        assertThat(json(get("/api/v1/alarms?list=shelved&kind=supervisory"))).hasSize(1);
        assertThat(get("/api/v1/alarms?list=hidden").statusCode()).isEqualTo(400);
        assertThat(json(post(path + "/unshelve", "{\"by\":\"li\"}"))
                        .path("state")
                        .asText())
                .isEqualTo("unacknowledged");
        assertThat(post(path + "/unshelve", "{\"by\":\"li\"}").statusCode()).isEqualTo(409);
        assertThat(post(path + "/reset", "{\"by\":\"li\"}").statusCode()).isEqualTo(409);
        for (String minutes : List.of("0", "721", "\"30\"", "1.5")) {
            assertThat(post(path + "/shelve", "{\"by\":\"li\",\"reason\":\"x\",\"minutes\":" + minutes + "}")
                            .statusCode())
                    .as(minutes)
                    .isEqualTo(400);
        }
    }

    @Test
    void aDeviceGoesOutOfServiceAndBackAndAnAreaIntoMaintenance() throws Exception {
        String out = "{\"by\":\"li\",\"reason\":\"换电池\"}";
        JsonNode silenced = json(post("/api/v1/devices/fn-1/out-of-service", out));
        assertThat(silenced.at("/devices_out/0/device").asText()).isEqualTo("fn-1");
        assertThat(silenced.at("/devices_out/0/reason").asText()).isEqualTo("换电池");
        assertThat(post("/api/v1/devices/fn-1/out-of-service", out).statusCode())
                .isEqualTo(409);
        assertThat(post("/api/v1/devices/nobody/out-of-service", out).statusCode())
                .isEqualTo(404);
        hub.heat("fn-1");
        assertThat(json(get("/api/v1/alarms?list=out_of_service"))
                        .path(0)
                        .path("rule")
                        .asText())
                .isEqualTo("hot");
        assertThat(json(post("/api/v1/devices/fn-1/in-service", "{\"by\":\"li\"}"))
                        .path("devices_out"))
                .isEmpty();
        assertThat(post("/api/v1/devices/fn-1/in-service", "{\"by\":\"li\"}").statusCode())
                .isEqualTo(409);

        JsonNode begun =
                json(post("/api/v1/maintenance", "{\"by\":\"li\",\"area\":\"town\",\"minutes\":60,\"reason\":\"检修\"}"));
        String id = begun.at("/maintenances/0/id").asText();
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.TAMPER, 1));
        assertThat(json(get("/api/v1/alarms?list=suppressed"))
                        .path(0)
                        .path("cause")
                        .asText())
                .isEqualTo(id);
        assertThat(json(post("/api/v1/maintenance/" + id + "/end", "{\"by\":\"li\"}"))
                        .path("maintenances"))
                .isEmpty();
        assertThat(json(get("/api/v1/alarms?list=suppressed"))).isEmpty();
        assertThat(post("/api/v1/maintenance/" + id + "/end", "{\"by\":\"li\"}").statusCode())
                .isEqualTo(404);
        assertThat(json(get("/api/v1/silenced")).path("flooded")).isEmpty();
    }

    @Test
    void theAlarmSystemsFiguresSayThatThereAreNotEnoughDaysYet() throws Exception {
        hub.heat("fn-1");
        JsonNode kpi = json(get("/api/v1/kpi"));
        assertThat(kpi.path("enough_days").asBoolean()).isFalse();
        assertThat(kpi.at("/verdict/en").asText()).startsWith("not enough days yet");
        assertThat(kpi.at("/positions/0/position").asText()).isEqualTo("control-room");
        assertThat(kpi.at("/positions/0/calls").asInt()).isEqualTo(1);
        assertThat(kpi.at("/positions/0/priorities/highest").asInt()).isEqualTo(1);
    }

    @Test
    void badBodiesAreAnsweredWithASentence() throws Exception {
        hub.heat("fn-1");
        String path = "/api/v1/alarms/" + alarm() + "/close";
        for (String body : List.of(
                "",
                "[]",
                "{",
                "{\"by\":1}",
                "{\"by\":\"\"}",
                "{\"by\":\"a\\u0000\"}",
                "{\"by\":\"x\",\"disposition\":\"REAL\"}",
                "{\"by\":\"x\",\"disposition\":\"real\",\"extra\":1}",
                "{\"by\":\"x\",\"disposition\":\"real\",\"note\":\"" + "n".repeat(501) + "\"}")) {
            HttpResponse<String> answer = post(path, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(json(answer).path("error").asText())
                    .as(body)
                    .isNotEmpty()
                    .doesNotContain("Exception");
        }
        assertThat(post(path, "{\"by\":\"" + "x".repeat(20_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(hub.view().alarms()).hasSize(1);
    }

    @Test
    void aWriteFromAForeignPageIsRefused() throws Exception {
        hub.heat("fn-1");
        String path = "/api/v1/alarms/" + alarm() + "/acknowledge";
        String body = "{\"by\":\"x\"}";
        List<HttpRequest> foreign = List.of(
                write(path, body).setHeader("Origin", "http://evil.example").build(),
                write(path, body).setHeader("Origin", "null").build(),
                write(path, body).setHeader("Beacon-Console", "0").build(),
                HttpRequest.newBuilder(URI.create(console.url()).resolve(path))
                        .POST(BodyPublishers.ofString(body))
                        .build());
        for (HttpRequest request : foreign) {
            assertThat(client.send(request, ofString()).statusCode())
                    .as(request.headers().toString())
                    .isEqualTo(403);
        }
        HttpRequest form =
                write(path, body).setHeader("Content-Type", "text/plain").build();
        assertThat(client.send(form, ofString()).statusCode()).isEqualTo(415);
        assertThat(json(get("/api/v1/alarms")).path(0).path("state").asText()).isEqualTo("unacknowledged");
    }

    @Test
    void aForeignHostNameIsRefused() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.getOutputStream()
                    .write("GET /api/v1/state HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 403")
                    .contains("evil.example")
                    .doesNotContain("devices");
        }
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws Exception {
        for (String path : List.of("/", "/api/v1/state", "/assets/app.js", "/vendor/uPlot.iife.min.js", "/nothing")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .hasValue("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(path).hasValue("no-referrer");
            assertThat(answer.statusCode()).as(path).isEqualTo(path.equals("/nothing") ? 404 : 200);
        }
        assertThat(get("/assets/..%2f..%2flogback.xml").statusCode()).isBetween(400, 404);
    }

    @Test
    void aFileOfThePageComesCompressedAndIsNotSentAnewToWhoHasIt() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder asks = HttpRequest.newBuilder(URI.create(console.url() + "assets/words.js"));
        HttpResponse<byte[]> plain = client.send(asks.build(), HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> packed =
                client.send(asks.header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        String tag = plain.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again =
                client.send(asks.header("If-None-Match", tag).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void anotherHostThanLoopbackIsRefusedWithAReason() {
        assertThatThrownBy(() -> new ConsoleOptions("0.0.0.0", 8080)).hasMessageContaining("binds to loopback only");
    }

    @Test
    void aChartComesAsColumnsAndItsLimitsAreSaid() throws Exception {
        hub.history = List.of(new Point(1000, 1, 2, 3), new Point(2000, 4, 5, 6));
        JsonNode chart = json(get("/api/v1/chart?device=fn-1&quantity=temperature&from=0&to=5000&points=10"));
        assertThat(chart.toString()).contains("\"times\":[1000,2000]", "\"max\":[3.0,6.0]", "\"unit\":\"°C\"");
        assertThat(get("/api/v1/chart?device=fn-1&quantity=nonsense").statusCode())
                .isEqualTo(400);
        assertThat(get("/api/v1/chart?device=fn-1&quantity=temperature&points=5001")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("/api/v1/chart?device=nobody&quantity=temperature").statusCode())
                .isEqualTo(404);
        hub.historyDown = true;
        assertThat(get("/api/v1/chart?device=fn-1&quantity=temperature").statusCode())
                .isEqualTo(503);
    }

    @Test
    void readinessNamesItsReasonsAndTheQuarantineIsSeen() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        hub.broker = false;
        hub.quarantine.add(
                new Unreadable(
                        "beacon/v1/x/telemetry", "", Unreadable.Reason.MALFORMED, Text.verbatim("no JSON"), 3, "{{{"),
                hub.clock.nowMs());
        HttpResponse<String> ready = get("/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("broker_lost");
        JsonNode quarantine = json(get("/api/v1/quarantine"));
        assertThat(quarantine.at("/by_reason/malformed").asInt()).isEqualTo(1);
        assertThat(quarantine.at("/newest/0/excerpt").asText()).isEqualTo("{{{");
        assertThat(get("/metrics").body()).contains("beacon_unreadable_total{reason=\"malformed\"} 1.0");
        await().until(() -> hub.view().devices().getFirst().latest().stream()
                .anyMatch(told -> told.reading().equals(TrialHub.reading(Quantity.BROKER_UP, 0))));
    }

    @Test
    void eventsBeginWithTheWholeStateAndGoOnWithWhatChanged() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(console.url()).resolve("/api/v1/events"))
                .build();
        HttpResponse<java.io.InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("retry: 1000");
            assertThat(lines.readLine()).startsWith("id: ");
            assertThat(lines.readLine()).isEqualTo("event: state");
            assertThat(mapper.readTree(lines.readLine().substring(6)).path("devices"))
                    .hasSize(9);
            lines.readLine();
            hub.heat("fn-2");
            String data = "";
            while (!data.contains("\"alarms\":[")) {
                assertThat(lines.readLine()).startsWith("id: ");
                assertThat(lines.readLine()).isEqualTo("event: delta");
                data = lines.readLine();
                lines.readLine();
            }
            assertThat(mapper.readTree(data.substring(6)).path("heard").has("fn-2"))
                    .isTrue();
            assertThat(mapper.readTree(data.substring(6)).path("heard").has("fn-3"))
                    .isFalse();
        }
    }

    /** Reads nothing for long, then finds that it missed steps, but not the newest state. */
    @Test
    void aSlowClientGetsTheNewestStateAndHoldsNothingUp() throws Exception {
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), console.port()));
            slow.getOutputStream()
                    .write(("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + console.port() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            slow.setSoTimeout(10_000);
            for (int i = 0; i < 20_000; i++) {
                hub.observe("fn-" + i % 4, 0, TrialHub.reading(Quantity.TEMPERATURE, 20 + i % 7));
            }
            hub.heat("fn-3");
            assertThat(get("/api/v1/state").statusCode()).isEqualTo(200);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
            int messages = 0;
            String line = "";
            while (!line.contains("fn-3 ") && !line.contains("\"subject\":\"fn-3\"")) {
                line = lines.readLine();
                messages += line.startsWith("data: ") ? 1 : 0;
            }
            assertThat(messages).isLessThan(200);
        }
    }
}
