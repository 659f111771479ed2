package org.beaconhub.rules.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a scenario is refused is told to a drill's coordinator in Chinese and in English. */
class ScenarioWordsTest {
    private static final Site SITE = site();

    private static Site site() {
        return switch (Site.parse(Stages.SITE)) {
            case Parsed.Valid valid -> valid.site();
            case Parsed.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static List<Problem> problems(String text) {
        return ScenarioReader.read(List.of(new SiteFile("drills/a.yaml", text)), SITE)
                .problems();
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN);
    }

    private static void areSaid(String text) {
        assertThat(problems(text)).as(text).isNotEmpty().allSatisfy(each -> {
            assertThat(isChinese(each.text().zh())).as(each.text().zh()).isTrue();
            assertThat(isChinese(each.text().en())).as(each.text().en()).isFalse();
            assertThat(each.told().zh()).startsWith("drills/a.yaml:");
            assertThat(each.told().en()).isEqualTo(each.toString());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "7",
                "scenarios: 7",
                "scenarios: [7]",
                "scenario: []",
                "a: 1\na: 2",
                "? [b]\n: 1",
                "scenarios: &a [*a]",
                "scenarios: [\"\\ud83d\"]",
                "[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void whatIsNoFileOfScenarios(String text) {
        areSaid(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ scenario: Fire, title: Fire, length: long, steps: 7 }",
                "{ scenario: '', title: { zh: 火 }, length: 1 s, ignition: 9 h, lenght: 1, steps: [] }",
                "{ scenario: [a], title: { zh: '', en: [a], de: x }, length: 500 d, device: n-9, steps: [7] }"
            })
    void whatIsNoScenario(String text) {
        areSaid("scenarios:\n  - " + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ at: 1 s, after: 1 s, smoke: 1 }",
                "{ at: noon, device: n-1, smoke: 1 }",
                "{ at: 29:00, device: n-1, smoke: 1 }",
                "{ at: 2027-13-01, device: n-1, smoke: 1 }",
                "{ at: 1969-01-01 10:00, device: n-1, smoke: 1 }",
                "{ smoke: 1 }",
                "{ device: n-9, smoke: 1 }",
                "{ device: n-1, smok: 1 }",
                "{ device: n-1, door: true }",
                "{ device: n-1, smoke: {} }",
                "{ device: n-1, smoke: [[1]] }",
                "{ device: n-1, smoke: [] }",
                "{ device: n-1, smoke: 1 furlong }",
                "{ device: n-1, smoke: 1 → 2 }",
                "{ device: n-1, smoke: [1, 2, 3], for: 1 h }",
                "{ device: n-1, smoke: 1, for: 300 d, every: 1 ms }",
                "{ device: gate-1, door: ajar }",
                "{ device: gate-1, door: [true, false] }",
                "{ device: gate-1, event: '' }",
                "{ broker: gone }",
                "{ device: n-1, acknowledge: smoke }",
                "{ acknowledge: smoke }",
                "{ acknowledge: smok, device: n-1 }",
                "{ take-out: broken }",
                "{ maintenance: town }",
                "{ maintenance: { area: harbour, for: 1 s } }",
                "{ device: n-1, close: { rule: smoke, as: burnt } }",
                "{ device: n-1, expect: { rule: held-open, severity: hot } }",
                "{ device: n-1, expect: raised }",
                "{ alarms: [smoke at n-9] }"
            })
    void whatIsNoStep(String step) {
        areSaid("scenarios:\n  - scenario: fire\n    title: { zh: 火, en: Fire }\n    length: 1 h\n    steps:\n      - "
                + step + "\n");
    }

    @Test
    void whatStandsTwiceIsLongerThanTheDrillOrSaysNothing() {
        String head = "  - scenario: fire\n    title: { zh: 火, en: Fire }\n    length: 10 min\n    steps:\n";
        String good = head + "      - { at: 0 s, device: n-1, smoke: 1 }\n";
        assertThat(problems("scenarios:\n" + good)).isEmpty();
        areSaid("scenarios:\n" + good + good);
        areSaid("scenarios:\n" + head + "      - { at: 1 h, device: n-1, smoke: 1 }\n");
        areSaid("scenarios:\n" + head + "      - { at: 1 s }\n");
        assertThat(problems("scenarios:\n" + head + "      - { device: n-11, smoke: 1 }\n"))
                .first()
                .extracting(each -> each.told().zh())
                .asString()
                .isEqualTo("drills/a.yaml:6:19：未知的设备“n-11”（是否指“n-1”？）");
    }
}
