package org.beaconhub.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every act of the API, by enumeration over the routes: of two people at once one wins and the other is told; it stands in the audit; and
 * sent again under its key, also after a restart of the hub, it is not done twice.
 */
class EveryActTest extends DoorTrial {
    /** Change nothing, or take the site's folder as it is then. */
    private static final Set<String> NO_ACTS = Set.of("/api/v1/session", "/api/v1/site/check", "/api/v1/site");
    /** What each of two people does here holds beside what the other does. */
    private static final Set<String> BOTH_HOLD = Set.of(
            "/api/v1/reports",
            "/api/v1/maintenance",
            "/api/v1/actuators/{channel}/activate",
            "/api/v1/actuators/{channel}/rest",
            "/api/v1/drills/{id}/inject");

    private static final String LATCHING = """
            - rule: smoky
              on: detector
              raise: smoke_alarm
              kind: supervisory
              severity: minor
              latch: true
              message: { zh: 烟, en: smoke }
            """;

    /** What a test does on a route: where, and with what. */
    private record Act(String path, String body) {}

    @BeforeEach
    @Override
    void start() {
        super.start();
        List<SiteFile> files = new ArrayList<>(
                new TrialSite(4, 4).prepared().facts().getFirst().files());
        files.add(new SiteFile("rules/latching.yaml", LATCHING));
        hub.put(List.of(new SiteChanged("trial", files)), Receipt.NONE);
    }

    private String low() {
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.BATTERY, 5));
        return hub.view().alarms().getFirst().id();
    }

    private String incident() {
        alarm();
        return hub.view().incidents().incidents().getFirst().id();
    }

    private void done(String path, String body) throws Exception {
        HttpResponse<String> answer = post(Role.ADMIN, path, body);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    }

    private String after(String... acts) throws Exception {
        String id = incident();
        for (String act : acts) {
            done("/api/v1/incidents/" + id + "/" + act, act.equals("close") ? "{\"disposition\":\"false\"}" : "{}");
        }
        return id;
    }

    private static Act alarm(String id, String act, String body) {
        return new Act("/api/v1/alarms/" + id + "/" + act, body);
    }

    private static Act incident(String id, String act, String body) {
        return new Act("/api/v1/incidents/" + id + "/" + act, body);
    }

    private Map<String, Callable<Act>> onAlarms() {
        Map<String, Callable<Act>> acts = new LinkedHashMap<>();
        acts.put("/api/v1/alarms/{id}/acknowledge", () -> alarm(alarm(), "acknowledge", "{}"));
        acts.put("/api/v1/alarms/{id}/close", () -> {
            String id = alarm();
            hub.cool("fn-1");
            done("/api/v1/alarms/" + id + "/acknowledge", "{}");
            return alarm(id, "close", "{\"disposition\":\"false\"}");
        });
        acts.put("/api/v1/alarms/{id}/reset", () -> {
            hub.observe("sd-1", 0, TrialHub.reading(Quantity.SMOKE_ALARM, 1));
            String id = hub.view().alarms().getFirst().id();
            done("/api/v1/alarms/" + id + "/acknowledge", "{}");
            hub.observe("sd-1", 0, TrialHub.reading(Quantity.SMOKE_ALARM, 0));
            return alarm(id, "reset", "{}");
        });
        acts.put("/api/v1/alarms/{id}/shelve", () -> alarm(low(), "shelve", "{\"minutes\":30,\"reason\":\"x\"}"));
        acts.put("/api/v1/alarms/{id}/unshelve", () -> {
            String id = low();
            done("/api/v1/alarms/" + id + "/shelve", "{\"minutes\":30,\"reason\":\"x\"}");
            return alarm(id, "unshelve", "{}");
        });
        return acts;
    }

    private Map<String, Callable<Act>> onIncidents() {
        Map<String, Callable<Act>> acts = new LinkedHashMap<>();
        String path = "/api/v1/incidents/{id}/";
        acts.put(path + "acknowledge", () -> incident(incident(), "acknowledge", "{}"));
        acts.put(path + "verify", () -> incident(incident(), "verify", "{}"));
        acts.put(path + "respond", () -> incident(incident(), "respond", "{}"));
        acts.put(path + "contain", () -> incident(after("respond"), "contain", "{}"));
        acts.put(
                path + "agree",
                () -> incident(after("respond", "contain"), "agree", "{\"check\":\"no_fire\",\"note\":\"burnt\"}"));
        acts.put(path + "close", () -> incident(incident(), "close", "{\"disposition\":\"false\"}"));
        acts.put(path + "look-back", () -> incident(after("close"), "look-back", "{}"));
        acts.put(path + "tick", () -> incident(incident(), "tick", "{\"task\":1}"));
        acts.put(path + "note", () -> incident(incident(), "note", "{\"note\":\"smoke\"}"));
        return acts;
    }

    private Map<String, Callable<Act>> onWholeIncidents() {
        Map<String, Callable<Act>> acts = new LinkedHashMap<>();
        String path = "/api/v1/incidents/{id}/";
        acts.put(path + "assign", () -> incident(incident(), "assign", "{\"unit\":\"rangers\"}"));
        acts.put(path + "merge", () -> {
            hub.put(
                    List.of(new PersonReport("ABCDEFGHJK", "other", "town", Place.NONE, "smoke", "zhou")),
                    Receipt.NONE);
            String other = hub.view().incidents().incidents().getFirst().id();
            alarm();
            String id = hub.view().incidents().incidents().getLast().id();
            return incident(id, "merge", "{\"into\":\"" + other + "\"}");
        });
        acts.put(path + "split", () -> {
            String id = incident();
            hub.heat("fn-3");
            String sign = hub.view()
                    .incidents()
                    .incidents()
                    .getFirst()
                    .signs()
                    .getLast()
                    .id();
            return incident(id, "split", "{\"signs\":[\"" + sign + "\"]}");
        });
        acts.put(path + "publish", () -> incident(incident(), "publish", "{\"zh\":\"火\",\"en\":\"Fire\"}"));
        acts.put(path + "withdraw", () -> {
            String id = incident();
            done("/api/v1/incidents/" + id + "/publish", "{\"zh\":\"火\",\"en\":\"Fire\"}");
            return incident(id, "withdraw", "{}");
        });
        acts.put(path + "pictures", () -> incident(incident(), "pictures", ""));
        return acts;
    }

    private Map<String, Callable<Act>> others() {
        Map<String, Callable<Act>> acts = new LinkedHashMap<>();
        String watch = "{\"kind\":\"plate\",\"value\":\"鲁B12345\",\"days\":7,\"reason\":\"stolen\"}";
        acts.put("/api/v1/watch-list", () -> new Act("/api/v1/watch-list", watch));
        acts.put("/api/v1/watch-list/{id}/end", () -> {
            done("/api/v1/watch-list", watch);
            return new Act(
                    "/api/v1/watch-list/" + hub.view().watched().getFirst().id() + "/end", "{}");
        });
        acts.put(
                "/api/v1/devices/{id}/out-of-service",
                () -> new Act("/api/v1/devices/fn-1/out-of-service", "{\"reason\":\"x\"}"));
        acts.put("/api/v1/devices/{id}/in-service", () -> {
            done("/api/v1/devices/fn-1/out-of-service", "{\"reason\":\"x\"}");
            return new Act("/api/v1/devices/fn-1/in-service", "{}");
        });
        String maintenance = "{\"area\":\"town\",\"minutes\":30,\"reason\":\"x\"}";
        acts.put("/api/v1/maintenance", () -> new Act("/api/v1/maintenance", maintenance));
        acts.put("/api/v1/maintenance/{id}/end", () -> {
            done("/api/v1/maintenance", maintenance);
            return new Act(
                    "/api/v1/maintenance/"
                            + hub.view().maintenances().getFirst().id() + "/end",
                    "{}");
        });
        acts.put(
                "/api/v1/actuators/{channel}/activate",
                () -> new Act("/api/v1/actuators/siren/activate", "{\"reason\":\"x\"}"));
        acts.put(
                "/api/v1/actuators/{channel}/rest",
                () -> new Act("/api/v1/actuators/siren/rest", "{\"reason\":\"x\"}"));
        acts.put(
                "/api/v1/reports",
                () -> new Act("/api/v1/reports", "{\"type\":\"other\",\"area\":\"town\",\"text\":\"smoke\"}"));
        return acts;
    }

    private String drill() throws Exception {
        done("/api/v1/drills", "{\"scenario\":\"" + TrialScenarios.SLOPE + "\"}");
        return "/api/v1/drills/" + hub.drills().running().orElseThrow().record().id();
    }

    private Map<String, Callable<Act>> inDrills() {
        Map<String, Callable<Act>> acts = new LinkedHashMap<>();
        acts.put("/api/v1/drills", () -> new Act("/api/v1/drills", "{\"scenario\":\"" + TrialScenarios.SLOPE + "\"}"));
        acts.put("/api/v1/drills/{id}/stop", () -> new Act(drill() + "/stop", "{\"reason\":\"rain\"}"));
        acts.put("/api/v1/drills/{id}/acts", () -> {
            String drill = drill();
            String incident = hub.drills()
                    .running()
                    .orElseThrow()
                    .world()
                    .incidents()
                    .incidents()
                    .getFirst()
                    .id();
            return new Act(drill + "/acts", "{\"incident\":\"" + incident + "\",\"act\":\"acknowledge\"}");
        });
        acts.put(
                "/api/v1/drills/{id}/inject",
                () -> new Act(drill() + "/inject", "{\"device\":\"fn-1\",\"readings\":{\"temperature\":30}}"));
        return acts;
    }

    private Map<String, Callable<Act>> acts() {
        Map<String, Callable<Act>> acts = new LinkedHashMap<>(onAlarms());
        acts.putAll(onIncidents());
        acts.putAll(onWholeIncidents());
        acts.putAll(others());
        acts.putAll(inDrills());
        return acts;
    }

    static List<String> routes() {
        return List.copyOf(new EveryActTest().acts().keySet());
    }

    @Test
    void noActIsLeftOut() {
        List<String> there = console.routes().stream()
                .filter(route -> !route.method().equals("GET") && route.path().startsWith("/api/"))
                .map(Route::path)
                .filter(path -> !NO_ACTS.contains(path))
                .distinct()
                .toList();
        assertThat(routes()).containsExactlyInAnyOrderElementsOf(there);
    }

    private HttpRequest.Builder request(Act act, String who, long seen, String key) throws Exception {
        HttpRequest.Builder request = act.body().isEmpty() ? picture(act.path()) : json(act.path(), act.body());
        if (seen > 0) {
            request.setHeader("If-Match", "\"" + seen + "\"");
        }
        return request.setHeader("Authorization", "Bearer " + who).setHeader("Idempotency-Key", key);
    }

    private HttpRequest.Builder picture(String path) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(
                "--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a\"\r\n\r\n".getBytes(UTF_8));
        body.write(Shots.picture(40, 30, "png", Color.RED));
        body.write("\r\n--edge--\r\n".getBytes(UTF_8));
        return to(path).setHeader("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private long version(Act act) throws Exception {
        String thing = act.path().substring(0, act.path().lastIndexOf('/'));
        if (thing.startsWith("/api/v1/incidents/")) {
            return read(get(Role.ADMIN, thing)).path("version").asLong();
        }
        for (JsonNode alarm : read(get(Role.ADMIN, "/api/v1/state")).path("alarms")) {
            if (thing.equals("/api/v1/alarms/" + alarm.path("id").asText())) {
                return alarm.path("version").asLong();
            }
        }
        return 0;
    }

    private List<HttpResponse<String>> atOnce(HttpRequest.Builder one, HttpRequest.Builder other) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<HttpResponse<String>> first = threads.submit(() -> send(one));
            Future<HttpResponse<String>> second = threads.submit(() -> send(other));
            return List.of(first.get(), second.get());
        }
    }

    private List<JsonNode> audited(String path) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (JsonNode line : read(get(Role.ADMIN, "/api/v1/audit")).path("lines")) {
            if (line.path("about").asText().equals("POST " + path)) {
                lines.add(line);
            }
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void ofTwoAtOnceOneWinsBothAreWrittenDownAndWhatComesAgainIsNotDoneTwice(String route) throws Exception {
        Act act = Optional.ofNullable(acts().get(route)).orElseThrow().call();
        long seen = version(act);
        assertThat(seen > 0).isEqualTo(route.contains("/alarms/") || route.contains("/incidents/"));
        List<String> who = List.of(token(Role.ADMIN), accounts.addToken("rival", Role.ADMIN));
        List<HttpResponse<String>> answers =
                atOnce(request(act, who.getFirst(), seen, "k"), request(act, who.getLast(), seen, "k"));
        int winner = answers.getFirst().statusCode() == 200 ? 0 : 1;
        HttpResponse<String> won = answers.get(winner);
        HttpResponse<String> lost = answers.get(1 - winner);
        assertThat(won.statusCode()).as(won.body()).isEqualTo(200);
        if (BOTH_HOLD.contains(route)) {
            assertThat(lost.statusCode()).isEqualTo(200);
        } else {
            assertThat(lost.statusCode()).as(lost.body()).isIn(404, 409);
            assertThat(read(lost).path("error").asText()).isNotEmpty();
        }
        assertThat(audited(act.path())).hasSize(2).anySatisfy(line -> {
            assertThat(line.path("outcome").asText()).isEqualTo("done");
            assertThat(line.path("seq").asLong()).isPositive();
        });
        isDoneOnce(act, who.get(winner), seen, won);
    }

    private void isDoneOnce(Act act, String who, long seen, HttpResponse<String> done) throws Exception {
        long before = hub.view().seq();
        HttpResponse<String> again = send(request(act, who, seen, "k"));
        assertThat(again.body()).isEqualTo(done.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        console.close();
        console = hub.console(new ConsoleOptions("127.0.0.1", 0), entrance(), clock);
        again = send(request(act, who, seen, "k"));
        assertThat(again.statusCode()).as("after a restart: %s", again.body()).isEqualTo(200);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        if (act.path().equals("/api/v1/reports")) {
            assertThat(again.body()).as("its reporter asks on by the code").isEqualTo(done.body());
        } else {
            assertThat(read(again).path("seq").asLong()).isBetween(1L, before);
        }
        assertThat(hub.view().seq()).as("nothing new in the journal").isEqualTo(before);
    }
}
