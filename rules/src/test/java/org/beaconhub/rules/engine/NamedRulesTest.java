package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.util.List;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedRulesTest {
    private static final String NAMES = """
            - define: smoky
              as: smoke > 4 %/m for 20 s
            - define: warming
              as: temperature - min(temperature, 10 min)
            - define: burning
              as: smoky and warming > 10 °C
            - parameter: hot
              value: 57 °C
              for:
                - { device: fn-2, value: 158 °F }
                - { on: forest-node in forest/east, value: 60 °C }
            """;

    private static List<Problem> problems(String rules) {
        return switch (Site.parse(Sites.with(rules).files())) {
            case Parsed.Valid valid -> valid.warnings();
            case Parsed.Invalid invalid -> invalid.problems();
        };
    }

    @Test
    void aNamedExpressionMeansWhatItStandsForAndTheAlarmShowsItWrittenOut() {
        Story story = Story.begin(NAMES + Trials.rule("forest-node", "burning"));
        story.observe(0, "fn-1", TEMPERATURE, 20).observe(1, "fn-1", SMOKE, 5).observe(10, "fn-1", TEMPERATURE, 35);
        story.until(22);
        assertThat(story.moves()).containsExactly("21 RAISED trial fn-1");
        assertThat(story.alarm().explanation().getFirst().clause()).isEqualTo("smoke > 4 %/m for 20 s");
    }

    @Test
    void oneRuleHasTheThresholdOfEachDeviceTheFirstThatMatches() {
        Story story = Story.begin(NAMES + Trials.rule("forest-node", "temperature > hot"));
        double[] temperatures = {57, 58, 61, 71};
        for (int i = 0; i < temperatures.length; i++) {
            for (String device : List.of("fn-1", "fn-2", "fn-3")) {
                story.observe(i + 1, device, TEMPERATURE, temperatures[i]);
            }
        }
        assertThat(story.moves())
                .containsExactlyInAnyOrder("2 RAISED trial fn-3", "3 RAISED trial fn-1", "4 RAISED trial fn-2");
        assertThat(story.engine.view().alarms())
                .extracting(alarm -> alarm.explanation().getFirst().clause())
                .containsExactlyInAnyOrder("temperature > 57 °C", "temperature > 60 °C", "temperature > 158 °F");
    }

    @Test
    void whatIsAskedOfANeighbourGoesByTheNeighboursThreshold() {
        Story story = Story.begin(
                NAMES + Trials.rule("forest-node", "1 of neighbours within 50 km in 5 min have temperature > hot"));
        story.observe(1, "fn-2", TEMPERATURE, 65);
        assertThat(story.moves()).isEmpty();
        story.observe(2, "fn-2", TEMPERATURE, 71);
        assertThat(story.moves()).contains("2 RAISED trial fn-1", "2 RAISED trial fn-3");
    }

    @Test
    void aChangedThresholdTouchesOnlyTheDevicesThatItIsFor() {
        String rule = Trials.rule("forest-node", "temperature > hot");
        Story story = Story.begin(NAMES + rule);
        story.observe(1, "fn-2", TEMPERATURE, 75).observe(1, "fn-3", TEMPERATURE, 75);
        story.tell(2, Sites.with(NAMES.replace("158 °F", "80 °C") + rule));
        assertThat(story.moves())
                .containsExactly(
                        "1 RAISED trial fn-2",
                        "1 RAISED trial fn-3",
                        "1 RULE_CHANGED trial fn-2",
                        "2 RETURNED trial fn-2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    - { define: a, as: b and smoke > 1 %/m }       | unknown quantity 'b'
                    - { define: a, as: a }                         | 'a' is defined by itself
                    - { define: smoke, as: temperature > 1 °C }    | no word of the language
                    - { define: in, as: temperature > 1 °C }       | no word of the language
                    - { define: A, as: temperature > 1 °C }        | must be small letters
                    - { define: a, as: 5 °C }                      | a number is named by 'parameter'
                    - { define: a, as: temperature > 1 %/m }       | not in a unit of °C
                    - { define: a, as: door > 1 }                  | door is not a number to reckon with
                    - { parameter: a, value: smoke }               | a value is a number with its unit
                    - { parameter: a, value: 5 °C, for: [{ device: fn-1, value: 5 %/m }] } | must measure the same
                    - { parameter: a, value: 5 °C, for: [{ device: fn-9, value: 5 °C }] }  | did you mean 'fn-1'?
                    - { parameter: a, value: 5 °C, for: [{ on: forest-nod, value: 5 °C }] } | did you mean 'forest-node'?
                    - { parameter: a, value: 5 °C, for: [{ value: 5 °C }] } | say for whom
                    """)
    void aNameThatMakesNoSenseIsToldAtItsPlace(String item, String why) {
        assertThat(problems(item + "\n" + Trials.rule("forest-node", "smoke > 4 %/m")))
                .anySatisfy(problem -> {
                    assertThat(problem.message()).contains(why);
                    assertThat(problem.at().line()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    warmin > 3 °C             | did you mean 'warming'?
                    smoke > hot               | '57 °C' is not in a unit of %/m
                    hot > hot                 | both sides are plain numbers
                    warming                   | compare it with something
                    temperature > smoky       | found a condition
                    """)
    void aNameUsedWronglyIsToldWhereItIsUsed(String raise, String why) {
        assertThat(problems(NAMES + Trials.rule("forest-node", raise)))
                .anySatisfy(problem -> assertThat(problem.message()).contains(why));
    }

    @Test
    void aNamedExpressionThatTheDevicesCannotAnswerIsToldWhereItIsUsed() {
        assertThat(problems(NAMES + Trials.rule("gate", "smoky")))
                .anySatisfy(problem -> assertThat(problem.message())
                        .contains("in 'smoky': none of this rule's device types measures 'smoke'"));
    }

    @Test
    void namesThatDoubleAndDoubleAgainAreRefused() {
        StringBuilder names = new StringBuilder("- { define: d0, as: smoke > 1 %/m }\n");
        for (int i = 1; i < 40; i++) {
            names.append("- { define: d%d, as: d%d or d%d }\n".formatted(i, i - 1, i - 1));
        }
        assertThat(problems(names + Trials.rule("forest-node", "d39")))
                .anySatisfy(problem -> assertThat(problem.message()).contains("more than 512 parts"));
    }

    @Test
    void aNameThatNobodyUsesIsAWarning() {
        assertThat(problems(NAMES + Trials.rule("forest-node", "burning")))
                .singleElement()
                .asString()
                .isEqualTo("rules/all.yaml:7:14: 'hot' is defined, but no rule uses it");
    }
}
