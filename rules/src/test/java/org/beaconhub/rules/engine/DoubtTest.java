package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.beaconhub.rules.fact.Quantity.BROKER_UP;
import static org.beaconhub.rules.fact.Quantity.EVENT;
import static org.beaconhub.rules.fact.Quantity.GAS;
import static org.beaconhub.rules.fact.Quantity.HUMIDITY;
import static org.beaconhub.rules.fact.Quantity.MASKED;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;
import static org.beaconhub.rules.fact.Quantity.WARMING_UP;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.detect.Coverage;
import org.beaconhub.rules.detect.Duty;
import org.beaconhub.rules.detect.Told;
import org.beaconhub.rules.detect.Told.Doubt;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** Sensors that are not to be believed: warming up, covered, jumping, drifting; and what is then missing of an area. */
class DoubtTest {
    private static final int NODES = 5;

    private static SiteChanged site(String rules) {
        String nodes = IntStream.range(0, NODES)
                .mapToObj(i -> "  - { id: n" + i + ", type: node, area: forest/east, lat: 35.9, lon: 120.1" + i
                        + ", name: { zh: 点, en: n } }\n")
                .collect(Collectors.joining());
        return new SiteChanged(
                "test",
                List.of(
                        new SiteFile("site.yaml", """
                                name: { zh: 试验, en: Trial }
                                zone: Asia/Shanghai
                                areas:
                                  forest: { zh: 林区, en: Forest }
                                  forest/east: { zh: 东坡, en: East }
                                  town: { zh: 社区, en: Town }
                                """),
                        new SiteFile("types.yaml", """
                                types:
                                  node: { measures: [temperature, smoke, humidity, masked, warming_up, battery], interval: 10 s }
                                  sniffer: { measures: [gas, online], interval: 10 s, warm-up: 3 min }
                                  camera: { measures: [event], interval: 30 s }
                                  hub: { measures: [broker_up] }
                                """),
                        new SiteFile("devices.yaml", "devices:\n" + nodes + """
                                  - { id: cam, type: camera, area: forest, name: { zh: 摄, en: cam } }
                                  - { id: sniffer, type: sniffer, area: town, name: { zh: 燃, en: sniffer } }
                                  - { id: hub, type: hub, area: town, name: { zh: 烽台, en: Hub } }
                                """),
                        new SiteFile("rules/all.yaml", rules)));
    }

    private static Story story(String on, String raise) {
        return new Story().tell(0, site(Trials.rule(on, raise))).observe(0, "hub", BROKER_UP, 1);
    }

    private static Story story(String on, String raise, String clear) {
        String rule = Trials.rule(on, raise).replace("  kind:", "  clear: " + clear + "\n  kind:");
        return new Story().tell(0, site(rule)).observe(0, "hub", BROKER_UP, 1);
    }

    private static void mask(Story story, double second, double smoke, int masked) {
        story.observe(second, "n0", List.of(new Measurement(SMOKE, smoke), new Measurement(MASKED, masked)));
    }

    @Test
    void whatACoveredDetectorSaysRaisesNothingAndEndsNothingUntilItSpeaksUncovered() {
        Story story = story("node", "smoke > 4 %/m", "smoke < 2 %/m");
        mask(story, 0, 1, 0);
        mask(story, 10, 9, 1);
        assertThat(story.moves()).isEmpty();
        mask(story, 20, 9, 0);
        assertThat(story.moves()).containsExactly("20 RAISED trial n0");
        mask(story, 30, 1, 1);
        assertThat(story.moves()).hasSize(1);
        mask(story, 40, 1, 0);
        assertThat(story.moves()).endsWith("40 RETURNED trial n0");
    }

    @Test
    void eachReadingKeepsItsOwnTimeAndItsOwnDoubtThroughASnapshot() {
        Story story = story("node", "smoke > 4 %/m");
        story.observe(0, "n0", SMOKE, 1);
        story.observe(10, "n0", TEMPERATURE, 9_999);
        story.observe(20, "n0", HUMIDITY, 40);
        List<Told> told = story.engine.view().devices().getFirst().latest();
        long first = told.stream().mapToLong(Told::atMs).min().orElseThrow();
        assertThat(told)
                .extracting(each -> each.reading().quantity(), each -> each.atMs() - first, Told::doubt)
                .containsExactlyInAnyOrder(
                        tuple(SMOKE, 0L, Doubt.NONE),
                        tuple(TEMPERATURE, 10_000L, Doubt.OUT_OF_RANGE),
                        tuple(HUMIDITY, 20_000L, Doubt.NONE));
        assertThat(Engine.restore(story.engine.snapshot()).view().devices())
                .isEqualTo(story.engine.view().devices());
    }

    @Test
    void aReadingFromBeforeTheCoverDoesNotComeBackWithoutAWordOfItsOwn() {
        Story story = story("node", "not (smoke > 4 %/m)");
        mask(story, 0, 9, 1);
        story.observe(10, "n0", MASKED, 0);
        assertThat(story.moves()).isEmpty();
        story.observe(20, "n0", SMOKE, 1);
        assertThat(story.moves()).containsExactly("20 RAISED trial n0");
    }

    @Test
    void whatADeviceSaysOfItselfIsKnownThoughItIsCovered() {
        Story story = story("node", "masked and battery < 10 %");
        story.observe(
                0,
                "n0",
                List.of(new Measurement(MASKED, 1), new Measurement(org.beaconhub.rules.fact.Quantity.BATTERY, 5)));
        assertThat(story.moves()).containsExactly("0 RAISED trial n0");
    }

    @Test
    void aDeviceThatIsOnAgainMeansNothingUntilItIsWarm() {
        Story story = story("sniffer", "gas > 10 %");
        for (int second = 0; second < 180; second += 10) {
            story.observe(second, "sniffer", GAS, 50);
        }
        assertThat(story.moves()).isEmpty();
        assertThat(story.engine.view().duties()).contains(Duty.WARMING_UP);
        story.observe(180, "sniffer", GAS, 50);
        assertThat(story.moves()).containsExactly("180 RAISED trial sniffer");
    }

    @Test
    void aDeviceThatTheHubCouldNotHearIsNotOnAgain() {
        Story story = story("sniffer", "gas > 10 %");
        for (int second = 0; second <= 200; second += 10) {
            story.observe(second, "sniffer", GAS, 0);
        }
        story.observe(210, "hub", BROKER_UP, 0);
        story.observe(900, "hub", BROKER_UP, 1);
        story.observe(910, "sniffer", GAS, 50);
        assertThat(story.moves()).containsExactly("910 RAISED trial sniffer");
        story.observe(1000, "sniffer", GAS, 0);
        assertThat(story.engine.view().duties()).as("it was away by itself").contains(Duty.WARMING_UP);
    }

    @Test
    void aCameraThatIsBlockedKnowsOnlyThat() {
        Story story = story("camera", "event = 'smoke'", "event != 'smoke'");
        story.observe(0, "cam", List.of(new Label(EVENT, "smoke")));
        story.observe(30, "cam", List.of(new Label(EVENT, "blocked")));
        assertThat(story.moves()).as("it does not end").containsExactly("0 RAISED trial cam");
        story.observe(60, "cam", List.of(new Label(EVENT, "none")));
        assertThat(story.moves()).endsWith("60 RETURNED trial cam");
        Story blocked = story("camera", "event = 'blocked' for 1 min");
        blocked.observe(0, "cam", List.of(new Label(EVENT, "blocked"))).until(60);
        assertThat(blocked.moves()).containsExactly("60 RAISED trial cam");
    }

    @Test
    void aJumpIsNotBelievedUntilTheNextReadingAgrees() {
        Story story = story("node", "temperature > 57 °C");
        story.observe(0, "n0", TEMPERATURE, 20);
        story.observe(1, "n0", TEMPERATURE, 900);
        assertThat(story.moves()).isEmpty();
        story.observe(2, "n0", TEMPERATURE, 880);
        assertThat(story.moves()).containsExactly("2 RAISED trial n0");
        Story jumped = story("node", "jumped(temperature)");
        jumped.observe(0, "n0", TEMPERATURE, 20).observe(1, "n0", TEMPERATURE, 900);
        assertThat(jumped.moves()).containsExactly("1 RAISED trial n0");
        jumped.observe(2, "n0", TEMPERATURE, 880);
        assertThat(jumped.moves()).endsWith("2 RETURNED trial n0");
    }

    @Test
    void aFireThatRunsOverASensorIsNoJump() {
        Story story = story("node", "jumped(temperature)");
        for (int second = 0; second < 10; second++) {
            story.observe(second, "n0", TEMPERATURE, 20 + 85 * second);
        }
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void aSensorThatDriftsDoesSoAloneAndBesideFewNobodyKnowsWhoIsRight() {
        Story story = story("node", "abs(drift(humidity, 50 km, 1 h)) > 15 %");
        for (int second = 0; second < 1200; second += 60) {
            for (int i = 0; i < 3; i++) {
                story.observe(second + i, "n" + i, HUMIDITY, i == 0 ? 80 : 50 + i);
            }
        }
        assertThat(story.moves()).as("two others are too few").isEmpty();
        story.observe(1210, "n3", HUMIDITY, 53).observe(1220, "n0", HUMIDITY, 80);
        assertThat(story.moves()).containsExactly("1220 RAISED trial n0");
        assertThat(story.alarm().explanation().getFirst().value()).startsWith("28");
    }

    @Test
    void coverageCountsWhoWorksIsBlindSilentAndOut() {
        Story story = story("camera", "coverage(area) < 60 % for 2 min");
        story.observe(0, "cam", List.of(new Label(EVENT, "none")));
        for (int i = 0; i < NODES; i++) {
            story.observe(1, "n" + i, SMOKE, 0);
        }
        story.observe(20, "n0", MASKED, 1).observe(20, "n1", WARMING_UP, 1).observe(20, "n2", SMOKE, 0);
        story.tell(21, new Command("me", new Command.TakeOut("n3", "paint")));
        story.observe(40, "n0", MASKED, 1).observe(40, "n1", WARMING_UP, 1).observe(40, "n2", SMOKE, 0);
        assertThat(story.engine.view().coverage())
                .contains(new Coverage("forest", 2, 2, 1, 1), new Coverage("forest/east", 1, 2, 1, 1));
        for (int second = 50; second < 200; second += 10) {
            story.observe(second, "n0", MASKED, 1).observe(second, "n1", WARMING_UP, 1);
            story.observe(second, "n2", SMOKE, 0).observe(second, "cam", List.of(new Label(EVENT, "none")));
        }
        assertThat(story.moves()).containsExactly("180 RAISED trial cam");
        story.observe(230, "cam", List.of(new Label(EVENT, "none")));
        for (int i = 0; i < NODES; i++) {
            story.observe(230, "n" + i, List.of(new Measurement(MASKED, 0), new Measurement(WARMING_UP, 0)));
        }
        story.until(239);
        assertThat(story.moves()).hasSize(1);
        assertThat(Engine.restore(story.engine.snapshot()).digest()).isEqualTo(story.engine.digest());
        story.until(240);
        assertThat(story.moves()).endsWith("240 RETURNED trial cam");
    }

    @Test
    void whereNothingSensesCoverageIsRefused() {
        Story story = new Story();
        story.tell(0, site(Trials.rule("hub", "coverage('town') < 50 %")));
        assertThat(story.decisions).isEmpty();
        story.tell(1, site(Trials.rule("hub", "coverage('twon') < 50 %")));
        assertThat(((Refused) story.decisions.getFirst()).why()).contains("did you mean 'town'");
    }
}
