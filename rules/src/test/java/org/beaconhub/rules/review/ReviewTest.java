package org.beaconhub.rules.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTest {
    private static final String SILENT = rule("quiet", "node", "silent for 5 min", "trouble", "minor");

    private static final String MOVES = rule("moves", "node", "changed(smoke)", "supervisory", "minor");

    private static String rule(String name, String on, String raise, String kind, String severity) {
        return """
                - rule: %s
                  on: %s
                  raise: %s
                  kind: %s
                  severity: %s
                  message: { zh: "{device}", en: "{device}" }
                """.formatted(name, on, raise, kind, severity);
    }

    private static String alarm(String name, String raise, String severity) {
        return rule(name, "node", raise, "alarm", severity);
    }

    private static List<String> warnings(String rules) {
        List<SiteFile> files = List.of(
                new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: Asia/Shanghai
                        areas: { forest: { zh: 林区, en: Forest }, town: { zh: 社区, en: Town } }
                        """),
                new SiteFile("types.yaml", """
                        types:
                          node: { measures: [temperature, smoke], interval: 60 s }
                          plain: { measures: [temperature], interval: 60 s }
                          knob: { measures: [door] }
                        """),
                new SiteFile("devices.yaml", """
                        devices:
                          - { id: n-1, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 一, en: 1 } }
                          - { id: n-2, type: node, area: town, lat: 35.9, lon: 120.101, name: { zh: 二, en: 2 } }
                          - { id: n-3, type: node, area: town, lat: 36.9, lon: 120.1, name: { zh: 三, en: 3 } }
                        """ + (rules.contains("plain") ? """
                          - { id: p-1, type: plain, area: town, lat: 35.9, lon: 120.1, name: { zh: 四, en: 4 } }
                        """ : "")),
                new SiteFile("rules/all.yaml", rules));
        return switch (Site.parse(files)) {
            case Parsed.Valid valid ->
                Review.of(valid.site()).stream().map(Problem::toString).toList();
            case Parsed.Invalid invalid ->
                throw new AssertionError(invalid.problems().toString());
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    temperature > 2000 °C                         | can never be raised at a node ('temperature' is between -60.0 and 1300.0
                    smoke > 8 %/m and smoke < 4 %/m for 20 s      | smoke > 8 %/m and smoke < 4 %/m contradict each other
                    rise(smoke, 1 min) > 1 %/m/min                | a slope needs 3 readings, and a node sends one in 1 min
                    max(smoke, 5 min) - smoke > 111 %/m           | can never be raised
                    not temperature > -273 °C                     | can never be raised
                    temperature > 9 °C or smoke > 111 %/m         | 'smoke > 111 %/m' can never hold
                    smoke > 4 %/m or smoke > 8 %/m for 1 min      | 'smoke > 8 %/m for 1 min' adds nothing: whenever it holds, 'smoke > 4 %/m' holds
                    2 of neighbours within 1 km in 5 min have smoke > 4 %/m | fewer stand around 3 of its 3 devices: n-1, n-2, n-3
                    1 of neighbours within 1 km in 5 min have smoke > 4 %/m | fewer stand around 1 of its 3 devices: n-3
                    smoke > 4 %/m and silent for 40 s             | asks for 'silent for 40 s' at a node, whose interval is 1 min
                    """)
    void aConditionThatCanNeverHoldIsTold(String raise, String why) {
        assertThat(warnings(SILENT + MOVES + alarm("trial", raise, "severe")))
                .singleElement()
                .asString()
                .startsWith("rules/all.yaml:13:9: rule 'trial' ")
                .contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temperature > 57 °C or broken(temperature)",
                "smoke > 4 %/m for 20 s and rise(smoke, 3 min) > 1 %/m/min",
                "smoke < 4 %/m or smoke > 8 %/m",
                "smoke > 4 %/m and silent for 1 min",
                "smoke > 4 %/m and silent for 2 intervals",
                "not smoke > 8 %/m and smoke > 4 %/m",
                "temperature - min(temperature, 1 h) > 100 °C and smoke >= 0 %/m",
            })
    void aConditionThatCanHoldIsNotBlamed(String raise) {
        assertThat(warnings(SILENT + MOVES + alarm("trial", raise, "severe"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice-failed", "out-of-service", "watch-list"})
    void aRuleThatBearsTheNameOfAnAlarmOfTheHubsOwnIsTold(String name) {
        assertThat(warnings(SILENT + MOVES + alarm(name, "temperature > 57 °C", "severe")))
                .singleElement()
                .asString()
                .contains("rule '" + name + "' has the name of an alarm that the hub raises by itself");
    }

    @Test
    void aRuleIsToldThatIsDeadAtOneTypeAlone() {
        String rules = rule("quiet", "node, plain", "silent for 5 min", "trouble", "minor")
                + rule("trial", "node, plain", "smoke > 4 %/m and temperature > 40 °C", "alarm", "severe");
        assertThat(warnings(rules))
                .containsExactly(
                        "rules/all.yaml:7:9: rule 'trial' can never be raised at a plain (a plain does not measure smoke)");
    }

    @Test
    void aLongerSilenceAddsNothingToAShorterOneThatIsAsSevere() {
        assertThat(warnings(SILENT + MOVES + rule("long", "node", "silent for 3 h", "trouble", "minor")))
                .singleElement()
                .asString()
                .contains("'long' adds nothing to ");
        assertThat(warnings(SILENT + MOVES + rule("long", "node", "silent for 3 h", "trouble", "severe")))
                .isEmpty();
    }

    @Test
    void aRuleThatAddsNothingToAnotherIsToldAndOneThatIsMoreSevereIsNot() {
        String usual = SILENT + alarm("smoke", "smoke > 4 %/m for 20 s", "severe");
        assertThat(warnings(usual + alarm("more-smoke", "smoke > 8 %/m for 1 min", "moderate")))
                .singleElement()
                .asString()
                .contains("'more-smoke' adds nothing to 'smoke' (rules/all.yaml:7:9)");
        assertThat(warnings(usual + alarm("more-smoke", "smoke > 8 %/m for 1 min", "critical")))
                .isEmpty();
        assertThat(warnings(usual + alarm("more-smoke", "smoke > 8 %/m for 10 s", "severe")))
                .isEmpty();
        assertThat(warnings(usual + alarm("again", "smoke > 4 %/m for 20 s", "severe")))
                .hasSize(1);
        assertThat(warnings(SILENT
                        + rule("here", "node in town", "smoke > 4 %/m", "alarm", "severe")
                        + alarm("hot", "smoke > 4 %/m and temperature > 50 °C", "severe")))
                .singleElement()
                .asString()
                .contains("'hot' adds nothing to 'here' (rules/all.yaml:7:9) at 2 of its devices");
    }

    @Test
    void devicesThatNobodyWatchesAndRulesThatWatchNobodyAreTold() {
        assertThat(warnings(rule("open", "knob", "door", "alarm", "severe")))
                .containsExactly(
                        "devices.yaml:2:5: 3 of type node are watched by no rule: n-1, n-2, n-3",
                        "rules/all.yaml:1:9: rule 'open' watches no device: there is none of 'knob in **'");
        assertThat(warnings(alarm("hot", "temperature > 57 °C", "severe")))
                .containsExactly(
                        "devices.yaml:2:5: 3 of type node may fall silent and no rule tells: n-1, n-2, n-3",
                        "devices.yaml:2:5: 3 of type node measure smoke and no rule asks for it: n-1, n-2, n-3");
    }

    @Test
    void aClearThatCanNeverHoldIsTold() {
        String rule =
                alarm("trial", "smoke > 4 %/m", "severe").replace("  kind:", "  clear: temperature < -70 °C\n  kind:");
        assertThat(warnings(SILENT + rule)).singleElement().asString().contains("'trial' never clears");
    }
}
