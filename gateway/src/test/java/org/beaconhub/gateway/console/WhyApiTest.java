package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Command;
import org.junit.jupiter.api.Test;

/** Why there is an alarm, or none, over real HTTP. */
class WhyApiTest extends ApiTrial {
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
    void anAlarmOfTheHubsOwnIsExplainedBesideTheRulesAndOnItsCard() throws Exception {
        hub.put(List.of(new Command("wang", new Command.TakeOut("fn-1", "rebuilt"))), Receipt.NONE);
        JsonNode own = json(get("/api/v1/why?device=fn-1&rule=out-of-service")).at("/hub_alarms/0");
        assertThat(own.path("stands").asBoolean()).isTrue();
        assertThat(own.at("/clause/en").asText())
                .isEqualTo("a device that watches over lives was taken out of service");
        assertThat(own.path("value").asText()).isEqualTo("rebuilt");
        assertThat(own.at("/ends/zh").asText()).isEqualTo("设备 fn-1 恢复使用使其解除");
        JsonNode card = json(get("/api/v1/alarms")).get(0);
        assertThat(card.at("/explanation/0/words/zh").asText()).isEqualTo("守护生命的设备被停用（rebuilt）");
        assertThat(card.at("/ends/en").asText()).contains("put back into service");
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
