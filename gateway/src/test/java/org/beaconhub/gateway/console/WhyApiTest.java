package org.beaconhub.gateway.console;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why there is an alarm, or none, over real HTTP. */
class WhyApiTest {
    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private TrialHub hub;
    private Console console;

    @BeforeEach
    void start() {
        hub = new TrialHub(new TrialSite(4, 4));
        console = hub.console();
    }

    @AfterEach
    void stop() {
        console.close();
        hub.vitals.close();
        client.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(console.url()).resolve(path)).build(), ofString());
    }

    private JsonNode json(HttpResponse<String> response) throws Exception {
        return mapper.readTree(response.body());
    }

    private String alarm() {
        return hub.view().alarms().getFirst().id();
    }

    @Test
    void aDeviceIsExplainedRuleByRule() throws Exception {
        hub.cool("fn-1");
        JsonNode why = json(get("/api/v1/why?device=fn-1"));
        assertThat(why.path("device").asText()).isEqualTo("fn-1");
        JsonNode first = why.at("/rules/0");
        assertThat(first.path("stands").asBoolean()).isFalse();
        assertThat(first.at("/raise/answer").asText()).isEqualTo("no");
        assertThat(first.at("/missing/en").asText()).contains("temperature is 21 °C, needs more than 60 °C");
        assertThat(first.at("/missing/zh").asText()).contains("温度为 21 °C，需高于 60 °C");

        hub.heat("fn-1");
        JsonNode raised = json(get(
                        "/api/v1/why?device=fn-1&rule=" + first.path("rule").asText()))
                .at("/rules/0");
        assertThat(raised.path("stands").asBoolean()).isTrue();
        assertThat(raised.at("/alarm/id").asText()).isEqualTo(alarm());
        assertThat(raised.at("/alarm/explanation/0/value").asText()).isEqualTo("71.5 °C");
    }

    @Test
    void whatCannotBeExplainedIsAnsweredWithASentence() throws Exception {
        assertThat(get("/api/v1/why").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/why?device=nobody").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/why?device=fn-1&rule=nothing").statusCode()).isEqualTo(404);
        hub.full = true;
        assertThat(json(get("/api/v1/why?device=fn-1")).path("error").asText()).contains("too busy");
    }
}
