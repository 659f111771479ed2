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
import org.beaconhub.gateway.answer.DrillAnswerLinks;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.DrillDeliveryReport;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is called in a drill answers it by a link that answers nothing else, over real HTTP. */
class DrillAnswerTest extends ApiTrial {
    @BeforeEach
    void drill() throws Exception {
        List<SiteFile> site = TrialSite.calling().stream()
                .map(file -> new SiteFile(
                        file.name(),
                        file.text().replace("{ name: sms, type: webhook", "{ name: sms, type: webhook, drills: true")))
                .toList();
        hub.put(List.of(new SiteChanged("trial", site)), Receipt.NONE);
        begin();
    }

    private void begin() throws Exception {
        String begin = "{\"by\":\"dong\",\"scenario\":\"" + TrialScenarios.SLOPE + "\"}";
        assertThat(post("/api/v1/drills", begin).statusCode()).isEqualTo(200);
    }

    private void end() throws Exception {
        post("/api/v1/drills/" + id() + "/stop", "{\"by\":\"dong\",\"reason\":\"rain\"}");
    }

    private String id() {
        return hub.drills().running().orElseThrow().record().id();
    }

    private DrillNoticeOrdered notice() {
        return hub.drills().pendingNotices().getFirst();
    }

    private String link() {
        return path(TrialHub.LINKS.ofDrills().link(notice(), hub.clock.nowMs()).orElseThrow());
    }

    private String realLink() {
        hub.heat("fn-1");
        NoticeOrdered real = hub.view().pendingNotices().getFirst();
        return path(TrialHub.LINKS.link(real, hub.clock.nowMs()).orElseThrow());
    }

    private static String path(String link) {
        return URI.create(link).getPath();
    }

    private HttpResponse<String> answer(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(console.url()).resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.noBody())
                        .build(),
                ofString());
    }

    private JsonNode answered(JsonNode record) {
        return record.at("/times/3");
    }

    private JsonNode drills() throws Exception {
        return json(get("/api/v1/drills"));
    }

    @Test
    void lookingAtTheLinkAnswersNothingAndItsButtonStopsTheCallsOfTheDrillAndIsTimed() throws Exception {
        String link = link();
        assertThat(link).startsWith("/answer/drill/");
        HttpResponse<String> page = get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "这是演练，不是真实警情",
                        "This is a drill. Nothing of it is real.",
                        "演练：我来处理",
                        "Drill: I take care of it",
                        "林")
                .doesNotContain("<script");
        assertThat(hub.drills().pendingNotices()).hasSize(1);
        assertThat(answered(drills().path("running")).has("at")).isFalse();

        HttpResponse<String> taken = answer(link);
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body()).contains("演练已应答", "Answered in the drill", "This is a drill.");
        assertThat(hub.drills().pendingNotices())
                .as("nobody is called any more")
                .isEmpty();
        JsonNode running = drills().path("running");
        assertThat(answered(running).path("milestone").asText()).isEqualTo("answered");
        assertThat(answered(running).path("at").asLong()).isPositive();
        assertThat(running.at("/incidents/0/escalation/answered_by").asText()).isEqualTo("lin");
        assertThat(answer(link).statusCode()).as("once is enough").isEqualTo(409);
    }

    @Test
    void aNoticeThatSomebodyHasAnsweredHasNoLink() throws Exception {
        DrillNoticeOrdered call = notice();
        Delivered had = new Delivered("ok");
        hub.put(List.of(new DrillDeliveryReport(call.notice().id(), call.channel(), 1, had)), Receipt.NONE);
        String incident = drills().path("running").at("/incidents/0/id").asText();
        post(
                "/api/v1/drills/" + id() + "/acts",
                "{\"by\":\"li\",\"incident\":\"" + incident + "\",\"act\":\"acknowledge\"}");
        assertThat(notice().recipient()).as("lin is told that li has answered").isEqualTo("lin");
        assertThat(TrialHub.LINKS.ofDrills().link(notice(), hub.clock.nowMs())).isEmpty();
    }

    @Test
    void aDrillsLinkAnswersNothingReal() throws Exception {
        String drills = link();
        String real = realLink();
        String crossed = drills.replace("/answer/drill/", "/answer/");
        assertThat(get(crossed).statusCode()).isEqualTo(403);
        assertThat(answer(crossed).statusCode()).isEqualTo(403);
        assertThat(answer(drills).statusCode()).isEqualTo(200);
        assertThat(hub.view().pendingNotices()).as("the real call goes on").hasSize(1);
        assertThat(get(real).body()).contains("我来处理").doesNotContain("演练", "rill");
    }

    @Test
    void aRealLinkAnswersNoDrill() throws Exception {
        String crossed = realLink().replace("/answer/", "/answer/drill/");
        assertThat(get(crossed).statusCode()).isEqualTo(403);
        HttpResponse<String> refused = answer(crossed);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("不是本系统的演练链接", "no link of a drill");
        assertThat(hub.drills().pendingNotices()).as("the drill's call goes on").hasSize(1);
        assertThat(hub.view().pendingNotices()).as("and so does the real one").hasSize(1);
    }

    @Test
    void aForgedAndAnExpiredLinkAreRefusedAndWrittenDownInTheDrill() throws Exception {
        long seq = hub.view().seq();
        assertThat(answer(link().replace("/drill/", "/drill/A")).statusCode()).isEqualTo(403);
        assertThat(hub.view().seq()).as("a fact of the drill").isEqualTo(seq + 1);
        DrillAnswerLinks.Holds holds = new DrillAnswerLinks.Holds(id(), "I1-0", "lin", "DN1-0");
        String old = TrialHub.LINKS.ofDrills().token(holds, hub.clock.nowMs() - 1);
        HttpResponse<String> late = answer(DrillAnswerLinks.PATH + old);
        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.body()).contains("演练链接已过期", "has expired");
        assertThat(hub.view().seq()).isEqualTo(seq + 2);
        assertThat(hub.drills().pendingNotices()).as("both answered nothing").hasSize(1);
        assertThat(hub.view().incidents().incidents()).isEmpty();
    }

    @Test
    void anAnswerAfterTheDrillIsThankedAndChangesNothingNotEvenInTheNextDrill() throws Exception {
        String link = link();
        end();
        long seq = hub.view().seq();
        for (HttpResponse<String> late : List.of(get(link), answer(link))) {
            assertThat(late.statusCode()).isEqualTo(410);
            assertThat(late.body()).contains("无需再应答，谢谢参与", "Thank you for taking part");
        }
        assertThat(hub.view().seq()).isEqualTo(seq);
        assertThat(answered(drills().at("/past/0")).has("at")).isFalse();
        begin();
        assertThat(answer(link).statusCode()).isEqualTo(410);
        assertThat(answered(drills().path("running")).has("at")).isFalse();
    }

    @Test
    void aLinkHoldsForADayAndAForeignPageCannotPressItsButton() throws Exception {
        String token = link().substring(DrillAnswerLinks.PATH.length());
        long nowMs = hub.clock.nowMs();
        DrillAnswerLinks links = TrialHub.LINKS.ofDrills();
        assertThat(links.read(token, nowMs + AnswerLinks.VALID_MS - 60_000)).isInstanceOf(DrillAnswerLinks.Holds.class);
        assertThat(links.read(token, nowMs + AnswerLinks.VALID_MS + 1)).isInstanceOf(DrillAnswerLinks.Expired.class);
        HttpRequest foreign = HttpRequest.newBuilder(URI.create(console.url()).resolve(link()))
                .header("Origin", "https://elsewhere.example")
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(client.send(foreign, ofString()).statusCode()).isEqualTo(403);
        assertThat(hub.drills().pendingNotices()).hasSize(1);
    }
}
