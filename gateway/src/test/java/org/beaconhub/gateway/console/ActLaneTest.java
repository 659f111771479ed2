package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.rules.fact.Command;
import org.junit.jupiter.api.Test;

/** Two people at once, and requests that come twice. */
class ActLaneTest extends DoorTrial {
    private long commands() {
        return IntStream.rangeClosed(1, (int) hub.view().seq())
                .filter(seq -> hub.entry(seq)
                        .filter(entry -> entry.fact() instanceof Command)
                        .isPresent())
                .count();
    }

    private List<HttpResponse<String>> atOnce(List<HttpRequest.Builder> requests) throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
            List<Callable<HttpResponse<String>>> all = requests.stream()
                    .<Callable<HttpResponse<String>>>map(request -> () -> send(request))
                    .toList();
            for (Future<HttpResponse<String>> each : threads.invokeAll(all)) {
                answers.add(each.get());
            }
        }
        return answers;
    }

    @Test
    void ofThirtyTwoWhoAcknowledgeAtOnceOneWinsAndTheOthersAreToldWhoAndWhen() throws Exception {
        String path = "/api/v1/alarms/" + alarm() + "/acknowledge";
        List<HttpRequest.Builder> requests = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String secret = accounts.addToken("desk" + i, Role.OPERATOR);
            requests.add(json(path, "{}").setHeader("Authorization", "Bearer " + secret));
        }
        List<HttpResponse<String>> answers = atOnce(requests);
        List<HttpResponse<String>> won =
                answers.stream().filter(each -> each.statusCode() == 200).toList();
        assertThat(won).hasSize(1);
        String winner = read(won.getFirst()).path("by").asText();
        assertThat(winner).startsWith("token:desk");
        for (HttpResponse<String> each : answers) {
            if (each.statusCode() != 200) {
                JsonNode lost = read(each);
                assertThat(each.statusCode()).isEqualTo(409);
                assertThat(lost.at("/first/by").asText()).isEqualTo(winner);
                assertThat(lost.at("/first/at").asLong()).isPositive();
                assertThat(lost.at("/first/what").asText()).isEqualTo("acknowledged");
            }
        }
        assertThat(commands()).isEqualTo(1);
    }

    @Test
    void anActOnAVersionThatIsNoMoreIsRefusedWithWhoChangedIt() throws Exception {
        alarm();
        JsonNode incident = read(get(Role.VIEWER, "/api/v1/incidents")).at("/incidents/0");
        String path = "/api/v1/incidents/" + incident.path("id").asText();
        long seen = incident.path("version").asLong();
        assertThat(seen).isPositive();
        assertThat(read(get(Role.OPERATOR, path)).path("version").asLong()).isEqualTo(seen);
        HttpResponse<String> note = send(by(Role.OPERATOR, json(path + "/note", "{\"note\":\"smoke\"}"))
                .setHeader("If-Match", "\"" + seen + "\""));
        assertThat(note.statusCode()).isEqualTo(200);
        assertThat(read(note).path("version").asLong()).isGreaterThan(seen);
        HttpResponse<String> late = post(Role.DISPATCHER, path + "/respond", "{\"expected\":" + seen + "}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(read(late).at("/first/by").asText()).isEqualTo("token:operator");
        assertThat(read(late).path("version").asLong())
                .isEqualTo(read(note).path("version").asLong());
        assertThat(post(Role.DISPATCHER, path + "/respond", "{\"expected\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(
                                Role.DISPATCHER,
                                path + "/respond",
                                "{\"expected\":" + read(late).path("version").asLong() + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void otherAlarmsDoNotChangeAnAlarmsVersion() throws Exception {
        alarm();
        long before = read(get(Role.VIEWER, "/api/v1/alarms")).at("/0/version").asLong();
        hub.heat("fn-2");
        JsonNode after = read(get(Role.VIEWER, "/api/v1/alarms"));
        assertThat(after.at("/0/version").asLong()).isEqualTo(before);
        assertThat(after.at("/1/version").asLong()).isGreaterThan(before);
    }

    @Test
    void theSameKeyAndBodyIsOneActAndTheSameAnswerHoweverOftenItComes() throws Exception {
        alarm();
        String id = read(get(Role.VIEWER, "/api/v1/incidents"))
                .at("/incidents/0/id")
                .asText();
        String path = "/api/v1/incidents/" + id + "/note";
        List<HttpRequest.Builder> requests = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            requests.add(by(Role.OPERATOR, json(path, "{\"note\":\"once\"}")).setHeader("Idempotency-Key", "k-1"));
        }
        List<HttpResponse<String>> answers = atOnce(requests);
        assertThat(answers).allSatisfy(each -> {
            assertThat(each.statusCode()).isEqualTo(200);
            assertThat(each.body()).isEqualTo(answers.getFirst().body());
        });
        assertThat(answers.stream()
                        .filter(each ->
                                each.headers().firstValue("Idempotent-Replayed").isPresent()))
                .hasSize(31);
        assertThat(commands()).isEqualTo(1);

        HttpResponse<String> other =
                send(by(Role.OPERATOR, json(path, "{\"note\":\"twice\"}")).setHeader("Idempotency-Key", "k-1"));
        assertThat(other.statusCode()).isEqualTo(422);
        HttpResponse<String> another =
                send(by(Role.DISPATCHER, json(path, "{\"note\":\"twice\"}")).setHeader("Idempotency-Key", "k-1"));
        assertThat(another.statusCode()).as("a key is its caller's own").isEqualTo(200);
        assertThat(send(by(Role.OPERATOR, json(path, "{}")).setHeader("Idempotency-Key", "x".repeat(129)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anActThatWasRefusedIsRefusedAlikeUnderItsKeyAndTheRightIsAskedFirst() throws Exception {
        String path = "/api/v1/alarms/" + alarm() + "/shelve";
        String body = "{\"minutes\":30,\"reason\":\"x\"}";
        for (int i = 0; i < 2; i++) {
            assertThat(send(by(Role.OPERATOR, json(path, body)).setHeader("Idempotency-Key", "k-2"))
                            .statusCode())
                    .isEqualTo(409);
        }
        assertThat(send(by(Role.VIEWER, json(path, body)).setHeader("Idempotency-Key", "k-2"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(commands()).isZero();
    }
}
