package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.BATTERY;
import static org.beaconhub.rules.fact.Quantity.BROKER_UP;
import static org.beaconhub.rules.fact.Quantity.SMOKE;

import java.util.List;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** What does not count among devices around: one that cannot be heard, and one that somebody works on. */
class CompanyInDoubtTest {
    private static final String MANY_SILENT = rule("2 of node in area in 1 h have silent for 5 min", "");
    private static final String CONFIRMED =
            rule("smoke > 4 %/m", "confirm: 1 of neighbours within 800 m in 5 min → severity extreme\n  ");

    private static String rule(String raise, String more) {
        return """
                - rule: tried
                  on: node
                  raise: %s
                  %skind: alarm
                  severity: severe
                  message: { zh: "{device}", en: "{device}" }
                """.formatted(raise, more);
    }

    private static Story under(String rule) {
        Story story = new Story()
                .tell(
                        0,
                        new SiteChanged(
                                "start",
                                List.of(
                                        new SiteFile("site.yaml", """
                                        name: { zh: 试验, en: Trial }
                                        zone: Asia/Shanghai
                                        areas: { forest: { zh: 林区, en: Forest } }
                                        """),
                                        new SiteFile("types.yaml", """
                                        types:
                                          node: { measures: [smoke], interval: 10 s, dialect: beacon }
                                          gateway: { measures: [battery], interval: 1 min, dialect: beacon }
                                          hub: { measures: [broker_up], dialect: beacon }
                                        """),
                                        new SiteFile("devices.yaml", """
                                        devices:
                                          - { id: hub, type: hub, area: forest, name: { zh: 台, en: Hub } }
                                          - { id: gw, type: gateway, area: forest, name: { zh: 网关, en: Gateway } }
                                          - { id: n-1, type: node, via: gw, area: forest, lat: 35.9, lon: 120.1, name: { zh: 一, en: N1 } }
                                          - { id: n-2, type: node, via: gw, area: forest, lat: 35.901, lon: 120.1, name: { zh: 二, en: N2 } }
                                          - { id: n-3, type: node, area: forest, lat: 35.902, lon: 120.1, name: { zh: 三, en: N3 } }
                                        """),
                                        new SiteFile("rules/all.yaml", rule))));
        return story.observe(0, "hub", BROKER_UP, 1);
    }

    private static Story speaking() {
        Story story = under(MANY_SILENT);
        for (int second = 1; second < 100; second += 10) {
            story.observe(second, "gw", BATTERY, 90)
                    .observe(second, "n-1", SMOKE, 1)
                    .observe(second, "n-2", SMOKE, 1)
                    .observe(second, "n-3", SMOKE, 1);
        }
        return story;
    }

    private static Story onlyTheThird(Story story, int from, int until) {
        for (int second = from; second < until; second += 10) {
            story.observe(second, "n-3", SMOKE, 1);
        }
        return story;
    }

    @Test
    void devicesBehindAGatewayThatIsGoneAreNotSilent() {
        assertThat(onlyTheThird(speaking(), 101, 2000).moves()).isEmpty();
    }

    @Test
    void whenItIsBackTheirSilenceCountsFromThen() {
        Story story = onlyTheThird(speaking(), 101, 1000);
        for (int second = 1001; second < 1400; second += 50) {
            story.observe(second, "gw", BATTERY, 90);
            onlyTheThird(story, second + 1, second + 50);
        }
        assertThat(story.moves())
                .containsOnly("1301 RAISED tried n-1", "1301 RAISED tried n-2", "1301 RAISED tried n-3");
    }

    @Test
    void aDeviceThatSomebodyWorksOnConfirmsNothing() {
        Story story = under(CONFIRMED)
                .tell(1, new Command("li", new Command.TakeOut("n-1", "smoke test")))
                .observe(2, "n-1", SMOKE, 9)
                .observe(3, "n-2", SMOKE, 5);
        assertThat(story.engine.view().alarms())
                .filteredOn(alarm -> alarm.subject().equals("n-2"))
                .hasSize(1)
                .allMatch(alarm -> alarm.severity() == Severity.SEVERE);
    }

    @Test
    void backInServiceItDoes() {
        Story story = under(CONFIRMED)
                .tell(1, new Command("li", new Command.TakeOut("n-1", "smoke test")))
                .tell(2, new Command("li", new Command.PutBack("n-1", "")))
                .observe(3, "n-1", SMOKE, 9)
                .observe(4, "n-2", SMOKE, 5);
        assertThat(story.engine.view().alarms())
                .filteredOn(alarm -> alarm.subject().equals("n-2"))
                .hasSize(1)
                .allMatch(alarm -> alarm.severity() == Severity.EXTREME);
    }

    @Test
    void putBackWhileItSeesSmokeItConfirmsAtOnce() {
        Story story = under(CONFIRMED)
                .tell(1, new Command("li", new Command.TakeOut("n-1", "smoke test")))
                .observe(2, "n-1", SMOKE, 9)
                .observe(3, "n-2", SMOKE, 5)
                .tell(4, new Command("li", new Command.PutBack("n-1", "")));
        assertThat(story.engine.view().alarms())
                .filteredOn(alarm -> alarm.subject().equals("n-2"))
                .hasSize(1)
                .allMatch(alarm -> alarm.severity() == Severity.EXTREME);
    }

    @Test
    void whatWasSeenWhileSomebodyWorkedThereDoesNotCountAfterwards() {
        Story story = under(CONFIRMED)
                .tell(1, new Command("li", new Command.TakeOut("n-1", "smoke test")))
                .observe(2, "n-1", SMOKE, 9)
                .observe(12, "n-1", SMOKE, 1)
                .tell(13, new Command("li", new Command.PutBack("n-1", "")))
                .observe(14, "n-2", SMOKE, 5);
        assertThat(story.engine.view().alarms())
                .filteredOn(alarm -> alarm.subject().equals("n-2"))
                .hasSize(1)
                .allMatch(alarm -> alarm.severity() == Severity.SEVERE);
    }
}
