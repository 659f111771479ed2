package org.beaconhub.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.beaconhub.rules.fact.DeliveryReport.Retrying;
import org.beaconhub.rules.fact.Text;
import org.junit.jupiter.api.Test;

/** Sirens, gates and loudspeakers are told over MQTT, and again until they confirm. */
class ActuatorsTest extends DispatchTrial {
    @Test
    void aSirenIsToldAgainUntilItConfirmsAndThenTheNextOrder() throws Exception {
        Desk desk = new Desk(1, HORN);
        start(desk);
        desk.heat(1, 70);
        String alarm = desk.view().alarms().getFirst().id();
        desk.apply(new Command("li", new Command.Acknowledge(alarm)));
        desk.heat(1, 20);
        await().until(() -> published.size() >= 2);
        assertThat(published)
                .allMatch(each -> each.startsWith("beacon/v1/horn/command {\"id\":\"N2-1-horn\",\"act\":\"sound\","
                        + "\"alarm\":\"A2-0\",\"severity\":\"severe\",\"at\":"));
        assertThat(desk.results("N2-1-horn"))
                .contains(new Retrying(new Text("200 毫秒内没有确认", "no confirmation within 200 ms")));
        desk.apply(new DeliveryReport("N2-1-horn", "horn", 0, new Delivered("confirmed by horn")));
        await().until(() -> published.getLast().contains("\"act\":\"silence\""));
    }

    @Test
    void aSpeakerSaysWhereInBothLanguagesAndAGateOpensForAPersonWithoutNamingThatPerson() throws Exception {
        Desk desk = new Desk(1, """
                { name: south, type: speaker, device: horn, kinds: [alarm], min-severity: minor, announcement: { zh: "{area}{device}有火情", en: "Fire in {area} at {device}" } }
                  - { name: exit, type: gate, device: horn, kinds: [alarm], min-severity: minor, areas: [hill], incidents: [other] }""");
        start(desk);
        desk.apply(new Command("li", new Command.Actuate("exit", true, "a test of the door")));
        await().until(() -> !published.isEmpty());
        assertThat(published.getFirst())
                .matches("beacon/v1/horn/command \\{\"id\":\"N2-0-exit\",\"act\":\"release\",\"at\":\\d+}");
        desk.heat(1, 70);
        await().until(() -> published.stream().anyMatch(each -> each.contains("say")));
        assertThat(published)
                .anySatisfy(each -> assertThat(each)
                        .containsPattern("\"act\":\"say\",\"alarm\":\"A[0-9]+-0\",\"severity\":\"severe\"")
                        .contains("\"zh\":\"山节点1有火情\",\"en\":\"Fire in Hill at Node 1\""));
    }

    @Test
    void whatWasAnActuatorWhenItWasOrderedIsToldToNobodyElse() throws Exception {
        Desk desk = new Desk(1, HORN);
        desk.apply(new Command("li", new Command.Actuate("horn", true, "a test of the siren")));
        desk.apply(new Desk(1, receiver.channel("horn")).siteFact());
        start(desk);
        delivered(desk);
        assertThat(receiver.letters).isEmpty();
        assertThat(desk.results("N2-0-horn"))
                .containsExactly(new Failed(
                        new Text("下令时渠道 horn 操纵的是执行器", "channel horn moved an actuator when this was ordered")));
    }

    @Test
    void aSirenWithoutABrokerIsTriedAgain() throws Exception {
        publisher = (topic, payload) -> {
            published.add(topic);
            throw new IOException("the broker is not connected");
        };
        Desk desk = new Desk(1, HORN);
        start(desk);
        desk.heat(1, 70);
        await().until(() -> published.size() >= 3);
        assertThat(desk.results("N2-1-horn").getFirst())
                .isEqualTo(new Retrying(new Text(
                        "没有答复：IOException: the broker is not connected",
                        "no answer: IOException: the broker is not connected")));
    }
}
