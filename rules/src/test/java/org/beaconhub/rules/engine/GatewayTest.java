package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.RSSI;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** A hundred nodes behind one gateway: when it goes, one thing is told. */
class GatewayTest {
    private static final int NODES = 100;
    private static final String RULES = """
            - rule: gateway-lost
              on: gateway
              raise: silent for 2 min
              kind: trouble
              severity: severe
              message: { zh: "{device} 失联", en: "{device} is silent" }
            - rule: node-quiet
              on: node
              raise: silent for 3 min
              kind: trouble
              severity: minor
              inhibited-by: [gateway-lost]
              message: { zh: "{device} 失联", en: "{device} is silent" }
            """;

    private static SiteChanged site(String via) {
        StringBuilder devices = new StringBuilder("""
                devices:
                  - { id: hub, type: hub, area: forest, name: { zh: 烽台, en: Hub } }
                  - { id: gw, type: gateway, area: forest, name: { zh: 网关, en: Gateway } }
                """);
        for (int i = 0; i < NODES; i++) {
            devices.append("  - { id: n")
                    .append(i)
                    .append(", type: node, area: forest, via: ")
                    .append(via);
            devices.append(", name: { zh: 节点, en: Node } }\n");
        }
        return new SiteChanged(
                "start",
                List.of(
                        new SiteFile("site.yaml", """
                                name: { zh: 试验, en: Trial }
                                zone: Asia/Shanghai
                                areas: { forest: { zh: 林区, en: Forest } }
                                """),
                        new SiteFile("types.yaml", """
                                types:
                                  node: { measures: [temperature], interval: 30 s, dialect: beacon }
                                  gateway: { measures: [rssi], interval: 30 s, dialect: beacon }
                                  hub: { measures: [broker_up], dialect: beacon }
                                """),
                        new SiteFile("devices.yaml", devices.toString()),
                        new SiteFile("rules/all.yaml", RULES)));
    }

    private static Story talking(String via, int untilSecond) {
        Story story = new Story();
        story.tell(0, site(via)).observe(0, "hub", Quantity.BROKER_UP, 1);
        for (int second = 1; second <= untilSecond; second += 30) {
            round(story, second);
        }
        return story;
    }

    private static void round(Story story, int second) {
        story.observe(second, "gw", RSSI, -70);
        for (int i = 0; i < NODES; i++) {
            story.observe(second, "n" + i, TEMPERATURE, 20);
        }
    }

    @Test
    void aLostGatewayIsOneAlarmAndNotOneOfEachDeviceBehindIt() {
        Story story = talking("gw", 300).until(4000);
        assertThat(story.moves()).containsExactly("391 RAISED gateway-lost gw");
    }

    @Test
    void devicesBehindAGatewayThatComesBackHaveTheirTimeAnew() {
        Story story = talking("gw", 300).observe(4000, "gw", RSSI, -70);
        for (int second = 4030; second < 4180; second += 30) {
            story.observe(second, "gw", RSSI, -70);
            for (int i = 1; i < NODES; i++) {
                story.observe(second, "n" + i, TEMPERATURE, 20);
            }
        }
        story.until(4179);
        assertThat(story.moves()).containsExactly("391 RAISED gateway-lost gw", "4000 RETURNED gateway-lost gw");
        assertThat(story.until(4180).moves()).last().isEqualTo("4180 RAISED node-quiet n0");
    }

    @Test
    void aDeviceThatWasSilentBeforeItsGatewayIsSuppressedAndToldWhenTheGatewayIsBack() {
        Story story = talking("gw", 300);
        for (int second = 330; second < 700; second += 30) {
            story.observe(second, "gw", RSSI, -70);
            for (int i = 1; i < NODES; i++) {
                story.observe(second, "n" + i, TEMPERATURE, 20);
            }
        }
        assertThat(story.moves()).containsExactly("451 RAISED node-quiet n0");
        story.until(1000);
        assertThat(story.moves()).endsWith("810 RAISED gateway-lost gw", "810 SUPPRESSED node-quiet n0");
    }

    @Test
    void whatADeviceCannotBeHeardThroughIsSaid() {
        for (String[] wrong : new String[][] {
            {"gww", "did you mean 'gw'?"}, {"hub", "nobody could tell that it is lost"}, {"n1", "heard through itself"}
        }) {
            Story story = new Story();
            story.tell(0, site(wrong[0]));
            assertThat(((Refused) story.decisions.getFirst()).why()).contains(wrong[1]);
        }
    }
}
