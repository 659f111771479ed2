package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.records.PastRecords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is over, as programs and pages look it up. */
class RecordsApiTest extends DoorTrial {
    private List<String> incidents = List.of();

    @BeforeEach
    void remember() {
        incidents = PastRecords.write(hub.recorded);
    }

    private JsonNode asked(String path) throws Exception {
        HttpResponse<String> answer = get(Role.VIEWER, "/api/v1/records/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return read(answer);
    }

    private static List<String> each(JsonNode rows, String field) {
        List<String> found = new ArrayList<>();
        rows.forEach(row -> found.add(row.path(field).asText()));
        return found;
    }

    @Test
    void alarmsComeNewestFirstWithHowTheyEnded() throws Exception {
        JsonNode alarms = asked("alarms").path("alarms");
        assertThat(each(alarms, "device")).containsExactly("fn-2", "fn-1", "fn-0");
        JsonNode oldest = alarms.get(2);
        assertThat(oldest.path("message").path("zh").asText()).isEqualTo("0号 高温");
        assertThat(oldest.path("raised_at").asLong()).isGreaterThan(PastRecords.BEGAN_MS);
        assertThat(oldest.path("acknowledged_by").asText()).isEqualTo("li");
        assertThat(oldest.path("disposition").asText()).isEqualTo("false");
        assertThat(alarms.get(0).has("closed_at")).as("it still stands").isFalse();
    }

    @Test
    void onePageFollowsTheOtherAndNoRowIsMissingOrTwice() throws Exception {
        JsonNode first = asked("alarms?limit=2");
        assertThat(each(first.path("alarms"), "device")).containsExactly("fn-2", "fn-1");
        JsonNode second = asked("alarms?limit=2&below=" + first.path("below").asText());
        assertThat(each(second.path("alarms"), "device")).containsExactly("fn-0");
        assertThat(second.has("below")).isFalse();
    }

    @Test
    void filtersAndTimesNarrowWhatIsTold() throws Exception {
        JsonNode all = asked("alarms").path("alarms");
        assertThat(each(asked("alarms?state=closed").path("alarms"), "device")).containsExactly("fn-1", "fn-0");
        assertThat(each(asked("alarms?device=fn-2&kind=alarm").path("alarms"), "device"))
                .containsExactly("fn-2");
        assertThat(asked("alarms?area=for").path("alarms"))
                .as("an area, not the beginning of a name")
                .isEmpty();
        assertThat(each(asked("alarms?area=forest").path("alarms"), "device")).hasSize(3);
        long secondMs = all.get(1).path("raised_at").asLong();
        assertThat(each(asked("alarms?from=" + secondMs).path("alarms"), "device"))
                .containsExactly("fn-2", "fn-1");
        assertThat(each(asked("alarms?to=" + secondMs).path("alarms"), "device"))
                .containsExactly("fn-0");
        assertThat(each(asked("notices?state=delivered").path("notices"), "said"))
                .isNotEmpty()
                .containsOnly("HTTP 200");
    }

    @Test
    void anIncidentIsToldWithItsTimeLineItsAlarmsAndWhoWasTold() throws Exception {
        JsonNode incident = asked("incidents/" + incidents.getFirst());
        assertThat(incident.path("disposition").asText()).isEqualTo("false");
        assertThat(each(incident.path("time_line"), "what"))
                .startsWith("opened")
                .contains("closed");
        assertThat(each(incident.path("alarms"), "device")).contains("fn-0", "fn-1");
        assertThat(incident.path("notices")).isNotEmpty();
        assertThat(get(Role.VIEWER, "/api/v1/records/incidents/I0-0").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatSomebodyReportedIsHiddenFromViewersAndEachLookOfOthersIsWrittenDown() throws Exception {
        String path = "/api/v1/records/incidents/" + incidents.get(1);
        assertThat(get(Role.VIEWER, path).body()).doesNotContain("behind my house", "138");
        assertThat(get(Role.OPERATOR, path).body()).contains("behind my house");
        JsonNode line = read(get(Role.ADMIN, "/api/v1/audit")).path("lines").path(0);
        assertThat(line.path("about").asText()).isEqualTo("reports of incident " + incidents.get(1));
    }

    @Test
    void aSheetHasTheSameRowsInTheSitesTimeAndNoFormula() throws Exception {
        String sheet =
                get(Role.VIEWER, "/api/v1/records/alarms.csv?state=closed").body();
        assertThat(sheet).startsWith("\uFEFFid,rule,device,area,kind,severity,message_zh");
        assertThat(sheet.lines()).hasSize(3);
        assertThat(sheet).containsPattern("fn-1.*,20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,closed");
        assertThat(Sheet.harmless("=HYPERLINK(\"http://x\")")).isEqualTo("'=HYPERLINK(\"http://x\")");
        assertThat(Sheet.harmless("一号门")).isEqualTo("一号门");
    }

    @Test
    void badQuestionsAreAnsweredWithWhatWouldBeRight() throws Exception {
        for (String bad : List.of("alarms?limit=0", "alarms?limit=501", "alarms?from=5&to=5", "alarms?below=x")) {
            HttpResponse<String> answer = get(Role.VIEWER, "/api/v1/records/" + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(read(answer).path("error").asText()).isNotEmpty();
        }
        assertThat(asked("alarms?device=' OR 1=1 --".replace(" ", "%20").replace("'", "%27"))
                        .path("alarms"))
                .isEmpty();
        assertThat(send(to("/api/v1/records/alarms")).statusCode()).isEqualTo(401);
    }

    @Test
    void whereTheDatabaseDoesNotAnswerItIsSaid() throws Exception {
        hub.loseRecords();
        HttpResponse<String> answer = get(Role.VIEWER, "/api/v1/records/alarms");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(read(answer).path("text").path("zh").asText()).startsWith("历史记录库暂时无法查询");
    }
}
