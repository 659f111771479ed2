package org.beaconhub.gateway.console;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.SiteChanged;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was called to an incident, and their answers by link and by the console, over real HTTP. */
class AnswerApiTest extends ApiTrial {
    @BeforeEach
    void people() {
        hub.put(List.of(new SiteChanged("trial", TrialSite.calling())), Receipt.NONE);
        hub.heat("fn-1");
    }

    private String incident() {
        return hub.view().incidents().incidents().getFirst().id();
    }

    private NoticeOrdered notice() {
        return hub.view().pendingNotices().getFirst();
    }

    private String link() {
        return URI.create(TrialHub.LINKS.link(notice(), hub.clock.nowMs()).orElseThrow())
                .getPath();
    }

    private HttpResponse<String> answer(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(console.url()).resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.noBody())
                        .build(),
                ofString());
    }

    private JsonNode asked() throws Exception {
        return json(get("/api/v1/incidents/" + incident()));
    }

    @Test
    void anIncidentTellsWhoWasCalledAndWhatComesNext() throws Exception {
        JsonNode call = asked().at("/calls/0");
        assertThat(call.at("/recipient/id").asText()).isEqualTo("lin");
        assertThat(call.at("/recipient/name/zh").asText()).isEqualTo("林");
        assertThat(call.path("state").asText()).isEqualTo("pending");
        assertThat(call.path("reason").asText()).isEqualTo("began");
        assertThat(call.path("notice").asText()).isEqualTo(notice().notice().id());
        assertThat(asked().at("/escalation/policy").asText()).isEqualTo("all");
        assertThat(asked().at("/escalation/step").asInt()).isEqualTo(1);
        assertThat(asked().at("/escalation/steps").asInt()).isEqualTo(2);
        assertThat(asked().at("/escalation/deadline").asLong()).isGreaterThan(hub.clock.nowMs());
    }

    @Test
    void theHeadOfAnIncidentTellsWhereItsCallsStand() throws Exception {
        JsonNode head = json(get("/api/v1/incidents")).at("/incidents/0/escalation");
        assertThat(head.path("state").asText()).isEqualTo("calling");
        assertThat(head.path("pending").asInt()).isEqualTo(1);
        assertThat(head.path("deadline").asLong()).isGreaterThan(hub.clock.nowMs());
        post("/api/v1/incidents/" + incident() + "/acknowledge", "{\"by\":\"li\"}");
        assertThat(json(get("/api/v1/incidents"))
                        .at("/incidents/0/escalation/answered_by")
                        .asText())
                .isEqualTo("li");
    }

    @Test
    void lookingAtTheLinkAnswersNothingAndItsButtonDoes() throws Exception {
        String link = link();
        HttpResponse<String> page = get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("我来处理", "I take care of it", incident(), "林")
                .doesNotContain("<script");
        assertThat(hub.view().pendingNotices()).hasSize(1);

        assertThat(answer(link).body()).contains("已应答");
        assertThat(hub.view().pendingNotices()).isEmpty();
        assertThat(asked().at("/escalation/answered_by").asText()).isEqualTo("lin");
        assertThat(asked().at("/calls/0/state").asText()).isEqualTo("withdrawn");
        assertThat(asked().at("/time_line").findValuesAsText("what")).contains("acknowledged");
        assertThat(answer(link).statusCode()).isEqualTo(409);
    }

    @Test
    void aForgedAnExpiredAndAnOverdueLinkAreRefusedInPlainWordsAndWrittenDown() throws Exception {
        String link = link();
        long before = hub.view().seq();
        HttpResponse<String> forged = answer(link.replace("/answer/", "/answer/A"));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("链接无效", "not one of this hub");
        assertThat(hub.view().seq()).as("a fact of its own").isGreaterThan(before);

        String old = AnswerLinks.PATH + TrialHub.LINKS.token(incident(), "lin", "N1", hub.clock.nowMs() - 1);
        assertThat(answer(old).statusCode()).isEqualTo(410);
        assertThat(answer(old).body()).contains("链接已过期", "expired");
        assertThat(asked().at("/escalation/state").asText()).isEqualTo("calling");

        post("/api/v1/incidents/" + incident() + "/close", "{\"by\":\"li\",\"disposition\":\"false\"}");
        assertThat(answer(link).statusCode()).isEqualTo(409);
        assertThat(get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void ofTwoOperatorsWhoAcknowledgeTheSecondIsToldWhoWasFirst() throws Exception {
        String path = "/api/v1/incidents/" + incident() + "/acknowledge";
        assertThat(post(path, "{\"by\":\"li\"}").statusCode()).isEqualTo(200);
        HttpResponse<String> second = post(path, "{\"by\":\"wu\"}");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second).at("/text/en").asText()).contains("li has answered already");
    }

    @Test
    void ofTwoWhoAnswerAtTheVerySameMomentByDifferentWaysTheSecondIsToldWhoWasFirst() throws Exception {
        Command zhao = new Command("zhao", new IncidentAct.Acknowledge(incident(), "sms"));
        String link = link();
        hub.comesBefore = List.of(zhao);
        HttpResponse<String> second = answer(link);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("zhao has answered already");
    }

    @Test
    void whoAcknowledgesAtTheConsoleWhileSomebodyAnswersByPhoneIsToldSo() throws Exception {
        hub.comesBefore = List.of(new Command("zhao", new IncidentAct.Acknowledge(incident(), "sms")));
        HttpResponse<String> second = post("/api/v1/incidents/" + incident() + "/acknowledge", "{\"by\":\"wu\"}");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second).at("/first/by").asText()).isEqualTo("zhao");
    }
}
