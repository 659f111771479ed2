package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.beaconhub.gateway.access.Role;
import org.junit.jupiter.api.Test;

/** Drills over real HTTP: ordered, acted in and stopped, and never anything real. */
class DrillApiTest extends DoorTrial {
    private static final String BEGIN = "{\"scenario\":\"" + TrialScenarios.SLOPE + "\"}";

    private JsonNode begin() throws Exception {
        HttpResponse<String> begun = post(Role.DRILL_COORDINATOR, "/api/v1/drills", BEGIN);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        return read(begun).path("running");
    }

    private HttpResponse<String> on(JsonNode drill, String what, String body) throws Exception {
        return post(Role.DRILL_COORDINATOR, "/api/v1/drills/" + drill.path("id").asText() + "/" + what, body);
    }

    private HttpResponse<String> act(JsonNode drill, String act, String more) throws Exception {
        return on(
                drill,
                "acts",
                "{\"incident\":\"" + drill.at("/incidents/0/id").asText() + "\",\"act\":\"" + act + "\"" + more + "}");
    }

    @Test
    void aDrillHasAnAlarmAndAnIncidentOfItsOwnAndTheRealWorldHasNone() throws Exception {
        JsonNode drill = begin();
        assertThat(drill.path("title").path("zh").asText()).isEqualTo("东坡起火");
        assertThat(drill.at("/alarms/0/subject").asText()).isEqualTo("fn-2");
        assertThat(drill.at("/alarms/0/sound").asText())
                .as("no alarm of a drill sounds")
                .isEqualTo("none");
        assertThat(drill.at("/incidents/0/state").asText()).isEqualTo("reported");
        assertThat(drill.at("/incidents/0/time_line")).isNotEmpty();
        assertThat(drill.at("/times/0/milestone").asText()).isEqualTo("alarm");
        assertThat(drill.at("/times/0/delay_ms").asLong(-1)).isZero();
        assertThat(drill.at("/times/8/at").isMissingNode())
                .as("nothing is closed yet")
                .isTrue();
        assertThat(drill.at("/tally/messages").asInt()).isEqualTo(1);
        JsonNode state = read(get(Role.VIEWER, "/api/v1/state"));
        assertThat(state.path("alarms")).isEmpty();
        assertThat(state.at("/incidents/incidents")).isEmpty();
        assertThat(state.at("/drill/id")).isEqualTo(drill.path("id"));
        assertThat(state.at("/drill/title")).isEqualTo(drill.path("title"));
        assertThat(state.at("/drill/since").asLong())
                .isEqualTo(drill.path("since").asLong());
        assertThat(state.at("/drill/ends").asLong())
                .isEqualTo(drill.path("since").asLong() + 3_600_000);
    }

    @Test
    void whileADrillGoesOnAnotherIsRefusedInBothLanguages() throws Exception {
        JsonNode drill = begin();
        HttpResponse<String> second = post(Role.DRILL_COORDINATOR, "/api/v1/drills", BEGIN);
        assertThat(second.statusCode()).isEqualTo(409);
        String id = drill.path("id").asText();
        assertThat(read(second).at("/text/zh").asText()).isEqualTo("演练 " + id + " 正在进行，须先结束");
        assertThat(read(second).at("/text/en").asText()).contains(id + " goes on");
    }

    @Test
    void aScenarioThatIsNotThereOrHasADeviceThatIsGoneIsRefused() throws Exception {
        HttpResponse<String> none = post(Role.DRILL_COORDINATOR, "/api/v1/drills", "{\"scenario\":\"moon\"}");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(read(none).at("/text/en").asText()).contains("'moon'");
        HttpResponse<String> ghost =
                post(Role.DRILL_COORDINATOR, "/api/v1/drills", "{\"scenario\":\"" + TrialScenarios.GHOST + "\"}");
        assertThat(ghost.statusCode()).isEqualTo(409);
        assertThat(read(ghost).at("/text/zh").asText()).contains("fn-900");
        assertThat(read(get(Role.VIEWER, "/api/v1/drills")).has("running")).isFalse();
    }

    @Test
    void theScenariosAreListedWithWhatIsWrongWithTheOthers() throws Exception {
        JsonNode said = read(get(Role.VIEWER, "/api/v1/drills/scenarios"));
        assertThat(said.at("/scenarios/0/name").asText()).isEqualTo(TrialScenarios.SLOPE);
        assertThat(said.at("/scenarios/0/length_ms").asLong()).isEqualTo(3_600_000);
        assertThat(said.at("/problems/0").asText()).contains("harbour.yaml:4:7");
        assertThat(said.at("/problem_texts/0/zh").asText()).isEqualTo("drills/harbour.yaml:4:7：after 须为时长，如“90 s”");
        assertThat(said.at("/problem_texts/0/en").asText())
                .isEqualTo(said.at("/problems/0").asText());
    }

    @Test
    void theActsOnRealOnesActInTheDrillAndWhatItsTableRefusesIsRefused() throws Exception {
        JsonNode drill = begin();
        HttpResponse<String> early = act(drill, "contain", "");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(read(early).at("/text/zh").asText()).contains("请先出动");
        for (String each : List.of("verify", "respond", "contain")) {
            assertThat(act(drill, each, "").statusCode()).as(each).isEqualTo(200);
        }
        JsonNode now = read(get(Role.VIEWER, "/api/v1/drills")).path("running");
        assertThat(now.at("/incidents/0/state").asText())
                .as("contained, and this site asks for no acceptance")
                .isEqualTo("accepted");
        assertThat(now.at("/times/5/milestone").asText()).isEqualTo("responding");
        assertThat(now.at("/times/5/delay_ms").isIntegralNumber()).isTrue();
        String alarm = "{\"alarm\":\"" + drill.at("/alarms/0/id").asText() + "\",\"act\":\"acknowledge\"}";
        assertThat(on(drill, "acts", alarm).statusCode()).isEqualTo(200);
        assertThat(on(drill, "acts", alarm).statusCode())
                .as("it is acknowledged already")
                .isEqualTo(409);
        assertThat(on(drill, "acts", "{\"act\":\"verify\"}").statusCode()).isEqualTo(400);
        assertThat(act(drill, "fly", "").statusCode()).isEqualTo(404);
        assertThat(act(drill, "verify", ",\"task\":1").body()).contains("unknown field");
    }

    @Test
    void whatIsInjectedIsSaidInTheDrillAlone() throws Exception {
        JsonNode drill = begin();
        HttpResponse<String> said =
                on(drill, "inject", "{\"device\":\"fn-3\",\"readings\":{\"temperature\":90,\"smoke\":9}}");
        assertThat(read(said).at("/running/alarms")).hasSize(2);
        assertThat(hub.view().alarms()).isEmpty();
        assertThat(on(drill, "inject", "{\"device\":\"fn-900\",\"readings\":{\"smoke\":9}}")
                        .statusCode())
                .isEqualTo(409);
        for (String wrong : List.of("{\"co\":1}", "{\"smoke\":\"9\"}", "{}", "{\"moon\":1}")) {
            assertThat(on(drill, "inject", "{\"device\":\"fn-3\",\"readings\":" + wrong + "}")
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void aStoppedDrillLeavesItsTimesAndTakesNoMoreActs() throws Exception {
        JsonNode drill = begin();
        assertThat(on(drill, "stop", "{}").statusCode())
                .as("a reason is needed")
                .isEqualTo(400);
        JsonNode after = read(on(drill, "stop", "{\"reason\":\"real smoke\"}"));
        assertThat(after.has("running")).isFalse();
        assertThat(after.at("/past/0/ended/reason").asText()).isEqualTo("real smoke");
        assertThat(after.at("/past/0/ended/by").asText()).isEqualTo("token:drill-coordinator");
        assertThat(after.at("/past/0/times/0/delay_ms").asLong(-1)).isZero();
        HttpResponse<String> late = act(drill, "verify", "");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(read(late).at("/text/zh").asText()).contains("已结束");
        assertThat(read(get(Role.VIEWER, "/api/v1/state")).has("drill")).isFalse();
    }

    @Test
    void aViewerOnlyLooksAndACoordinatorTouchesNothingReal() throws Exception {
        JsonNode drill = begin();
        String path = "/api/v1/drills/" + drill.path("id").asText();
        for (String each : List.of("/stop", "/acts", "/inject")) {
            assertThat(post(Role.VIEWER, path + each, "{}").statusCode())
                    .as(each)
                    .isEqualTo(403);
        }
        assertThat(post(Role.DISPATCHER, "/api/v1/drills", BEGIN).statusCode()).isEqualTo(403);
        String real = alarm();
        String incident = hub.view().incidents().incidents().getFirst().id();
        assertThat(post(Role.DRILL_COORDINATOR, "/api/v1/alarms/" + real + "/acknowledge", "{}")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> through = on(drill, "acts", "{\"alarm\":\"" + real + "\",\"act\":\"acknowledge\"}");
        assertThat(through.statusCode()).as("a real alarm is not in the drill").isEqualTo(404);
        assertThat(hub.view().incidents().incident(incident).orElseThrow().lines())
                .noneMatch(line -> line.by().contains("drill-coordinator"));
    }

    @Test
    void theAuditSaysOfEachActThatItWasInADrill() throws Exception {
        JsonNode drill = begin();
        act(drill, "verify", "");
        JsonNode lines = read(get(Role.ADMIN, "/api/v1/audit")).path("lines");
        String id = drill.path("id").asText();
        assertThat(lines.at("/0/about").asText()).isEqualTo("POST /api/v1/drills/" + id + "/acts");
        assertThat(lines.at("/0/fact").asText()).startsWith("DrillCommand[drill=" + id);
        assertThat(lines.at("/1/fact").asText()).isEqualTo("DrillOrdered[scenario=" + TrialScenarios.SLOPE + "]");
        assertThat(lines.at("/1/by").asText()).isEqualTo("token:drill-coordinator");
    }

    @Test
    void theCourseOfADrillIsToldInOrderAndAsASheetThatSaysItIsADrill() throws Exception {
        JsonNode drill = begin();
        act(drill, "verify", "");
        String path = "/api/v1/drills/" + drill.path("id").asText() + "/course";
        JsonNode course = read(get(Role.VIEWER, path));
        assertThat(course.at("/steps/0/after_ignition_ms").isIntegralNumber()).isTrue();
        assertThat(course.path("steps").findValuesAsText("what")).contains("opened", "verified");
        JsonNode last = course.path("steps").path(course.path("steps").size() - 1);
        assertThat(last.path("by").asText()).isEqualTo("token:drill-coordinator");
        String sheet = get(Role.VIEWER, path + ".csv").body();
        assertThat(sheet)
                .startsWith("\uFEFFdrill,at,after_ignition_s,what,")
                .contains("演练 DRILL " + drill.path("id").asText() + ",", ",verified,token:drill-coordinator,");
        assertThat(get(Role.VIEWER, "/api/v1/drills/D99/course").statusCode()).isEqualTo(404);
    }
}
