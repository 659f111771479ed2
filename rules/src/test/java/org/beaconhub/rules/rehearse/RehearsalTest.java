package org.beaconhub.rules.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.source.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rehearsal plays, and what it says where something is not as expected. */
class RehearsalTest {
    private static void passes(Rehearsal rehearsal) {
        assertThat(rehearsal.problems()).isEmpty();
        assertThat(rehearsal.failed()).isEmpty();
        assertThat(rehearsal.expectations()).isPositive();
    }

    @Test
    void anAlarmComesWhenItsConditionHasHeldAndNotBefore() {
        passes(
                Stages.steps(
                        "smoke",
                        "n-1",
                        "{ at: 0 s, smoke: 5 }",
                        "{ at: 10 s, smoke: 5 }",
                        "{ at: 19 s, expect: none }",
                        "{ at: 20 s, expect: { state: raised, severity: severe, kind: alarm, raised-at: 20 s, because: [for 20 s, 5 %/m] } }"));
    }

    @Test
    void aStepSpeaksForATimeByTheDevicesOwnInterval() {
        passes(Stages.steps("smoke", "n-1", "{ at: 1 min, for: 20 s, smoke: 5 %/m, expect: raised }"));
    }

    @Test
    void aLineGoesFromOneValueToTheOther() {
        passes(Stages.steps(
                "burning",
                "n-1",
                "{ at: 0 s, for: 40 s, temperature: 20 → 60 °C }",
                "{ at: 39 s, expect: none }",
                "{ at: 40 s, expect: { because: 60 °C } }"));
    }

    @Test
    void aListHasOneValueForEachMessage() {
        passes(Stages.steps(
                "burning",
                "n-1",
                "{ temperature: [20, 60, 20], every: 5 s }",
                "{ at: 4 s, expect: none }",
                "{ at: 5 s, expect: raised }",
                "{ at: 10 s, expect: returned }"));
    }

    @Test
    void otherUnitsAreConverted() {
        passes(Stages.steps("burning", "n-1", "{ temperature: 140 °F, expect: { because: 60 °C } }"));
    }

    @Test
    void timePassesWithoutAWordAndBringsSilence() {
        passes(Stages.steps(
                "quiet",
                "n-1",
                "{ temperature: 20 }",
                "{ after: 4 min 59 s, expect: none }",
                "{ after: 1 s, expect: { state: raised, kind: trouble } }"));
    }

    @Test
    void withoutItsBrokerTheHubBlamesNoDevice() {
        passes(Stages.steps(
                "quiet",
                "n-1",
                "{ temperature: 20 }",
                "{ after: 1 min, broker: down }",
                "{ after: 1 h, expect: none }",
                "{ broker: up }",
                "{ after: 5 min, expect: raised }"));
    }

    @Test
    void theBrokerIsUpUntilAStepSaysOtherwiseThoughTheSiteDoesNotListTheHub() {
        List<SiteFile> site = Stages.SITE.stream()
                .map(file -> new SiteFile(
                        file.name(), file.text().replaceAll("(?m)^ +- \\{ id: hub,.*\n| +hub: \\{.*\n", "")))
                .toList();
        assertThat(site).noneMatch(file -> file.text().contains("hub"));
        SiteFile tests = new SiteFile("t.yaml", """
                stories:
                  - story: silence
                    rule: quiet
                    device: n-1
                    steps:
                      - { temperature: 20 }
                      - { after: 5 min, expect: raised }
                      - { after: 1 s, temperature: 20, expect: returned }
                      - { after: 1 s, broker: down }
                      - { after: 1 h, expect: returned }
                      - { broker: up }
                      - { after: 5 min, expect: raised }
                """);
        passes(Rehearsal.of(site, List.of(tests), Optional.empty()));
    }

    @Test
    void peopleActAndTheAlarmFollows() {
        passes(Stages.steps(
                "held-open",
                "gate-1",
                "{ door: true }",
                "{ at: 1 min, expect: unacknowledged }",
                "{ after: 1 s, acknowledge: true, expect: acknowledged }",
                "{ after: 1 s, shelve: { for: 10 min, reason: works }, expect: shelved }",
                "{ after: 10 min, expect: unacknowledged }",
                "{ door: false, expect: returned-unacknowledged }",
                "{ acknowledge: held-open, close: { as: false }, expect: none }"));
    }

    @Test
    void whatIsRefusedIsExpectedWithPartOfItsSentence() {
        passes(Stages.steps(
                "burning",
                "n-1",
                "{ temperature: 60, expect: raised }",
                "{ shelve: true, refused: life, expect: raised }"));
        assertThat(Stages.steps("burning", "n-1", "{ temperature: 60 }", "{ shelve: true }")
                        .failed())
                .singleElement()
                .satisfies(played ->
                        assertThat(played.shortfalls().getFirst().got()).startsWith("it was refused"));
    }

    @Test
    void maintenanceAndDevicesOutOfServiceHushAlarms() {
        passes(Stages.steps(
                "held-open",
                "gate-1",
                "{ maintenance: { area: town, for: 10 min } }",
                "{ door: true }",
                "{ at: 1 min, expect: suppressed }",
                "{ after: 1 s, end-maintenance: town, expect: raised }",
                "{ after: 1 s, take-out: works, expect: out-of-service }",
                "{ after: 1 s, put-back: done, expect: raised }"));
    }

    @Test
    void allAlarmsOfTheDevicesOfAStoryAreExpectedAtOnce() {
        passes(Stages.steps(
                "smoke",
                "[n-1, n-2]",
                "{ at: 0 s, alarms: [] }",
                "{ device: n-2, temperature: 70, alarms: [burning at n-2] }",
                "{ device: n-1, for: 20 s, smoke: 9, alarms: [smoke at n-1, burning at n-2] }"));
        assertThat(Stages.steps("smoke", "n-1", "{ temperature: 70, alarms: [] }")
                        .failed())
                .singleElement()
                .satisfies(played ->
                        assertThat(played.shortfalls().getFirst().got()).isEqualTo("alarms [burning at n-1]"));
    }

    @Test
    void timesOfDayGoByTheSitesClock() {
        passes(Stages.play("""
                start: 2027-03-01 22:00
                stories:
                  - story: over midnight
                    device: n-1
                    rule: burning
                    steps:
                      - { at: "01:30", temperature: 60 }
                      - { after: 1 s, expect: { raised-at: 3 h 30 min } }
                """));
    }

    @Test
    void aTestFileBringsItsOwnDevices() {
        passes(Stages.play("""
                devices:
                  - { id: extra, type: node, area: forest, name: { zh: 备用, en: "It's extra" } }
                  - { id: plain, type: node, area: forest }
                stories:
                  - story: one more
                    device: [extra, plain]
                    steps:
                      - { temperature: 70, alarms: [burning] }
                """));
    }

    @Test
    void aDifferenceIsToldWithItsTimeWhatWasExpectedWhatWasThereAndWhatHappened() {
        Rehearsal rehearsal = Stages.steps(
                "smoke",
                "n-1",
                "{ at: 0 s, for: 10 s, smoke: 5 %/m, temperature: 60 }",
                "{ at: 15 s, expect: { severity: minor } }");
        assertThat(rehearsal.passed()).isFalse();
        assertThat(rehearsal.failed()).singleElement().satisfies(played -> {
            Shortfall shortfall = played.shortfalls().getFirst();
            assertThat(shortfall.when()).isEqualTo("15 s");
            assertThat(shortfall.at()).hasToString("tests/one.yaml:7:29");
            assertThat(shortfall.expected()).isEqualTo("smoke at n-1: raised, severity minor");
            assertThat(shortfall.got()).isEqualTo("smoke at n-1: none");
            assertThat(shortfall.before())
                    .containsExactly(
                            "0 s  n-1 smoke 5 %/m, temperature 60 °C",
                            "0 s  alarm burning at n-1 raised, unacknowledged",
                            "10 s  n-1 smoke 5 %/m, temperature 60 °C");
        });
    }

    @Test
    void aRuleWithoutAStoryIsToldSo() {
        assertThat(Stages.steps("smoke", "n-1", "{ expect: none }").untested())
                .containsExactly("burning", "held-open", "quiet");
    }

    @Test
    void aClauseThatNoStoryAboutItsRuleMadeTrueOrFalseIsToldSo() {
        Coverage coverage = Stages.steps("smoke", "n-1", "{ for: 10 s, smoke: 9, expect: none }")
                .coverage();
        assertThat(coverage.clauses()).isEqualTo(3);
        assertThat(coverage.neverTrue())
                .extracting(Coverage.Unseen::clause)
                .containsExactly("raise: smoke > 4 %/m for 20 s", "clear: smoke < 1.5 %/m");
        assertThat(coverage.neverFalse()).extracting(Coverage.Unseen::clause).containsExactly("raise: smoke > 4 %/m");
        assertThat(Stages.steps(
                                "smoke",
                                "n-1",
                                "{ smoke: 1 }",
                                "{ after: 10 s, for: 20 s, smoke: 9, expect: raised }",
                                "{ after: 10 s, smoke: 1, expect: returned }")
                        .coverage()
                        .neverTrue())
                .isEmpty();
    }

    @Test
    void theStoriesOfOneRuleArePlayedAlone() {
        SiteFile tests = new SiteFile("t.yaml", """
                stories:
                  - { story: a, rule: smoke, device: n-1, steps: [{ expect: none }] }
                  - { story: b, rule: quiet, device: n-1, steps: [{ expect: none }] }
                """);
        assertThat(Rehearsal.of(Stages.SITE, List.of(tests), Optional.of("quiet"))
                        .stories())
                .extracting(played -> played.story().name())
                .containsExactly("b");
        assertThat(Rehearsal.of(Stages.SITE, List.of(tests), Optional.of("quite"))
                        .problems())
                .singleElement()
                .asString()
                .contains("unknown rule 'quite' (did you mean 'quiet'?)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { at: soon }                              | 6:15: at 'soon' is no length of time up to 400 d; write one such as '90 s' or '1 min 30 s'
            { smok: 5 }                               | 6:11: unknown key 'smok' (did you mean 'smoke'?)
            { smoke: much }                           | 6:18: smoke 'much' must be a number in %/m or a unit like it, as in '20 %/m' or '20 → 60 %/m'
            { smoke: 5 °C }                           | 6:18: smoke '5 °C' must be a number in %/m or a unit like it, as in '20 %/m' or '20 → 60 %/m'
            { smoke: 1 → 5 }                          | 6:9: for how long does it go from one value to the other? write 'for: 2 min'
            { smoke: [1, 2], for: 40 s }              | 6:9: 2 values for 5 messages; leave out 'for', or match
            { door: true }                            | 6:17: n-1 is a node, which does not measure door; it measures temperature, smoke
            { device: n-3, smoke: 1 }                 | 6:19: unknown device 'n-3' (did you mean 'n-1'?)
            { device: gate-1, for: 10 s, door: true } | 6:9: gate-1 has no interval of its own; say 'every' how long it speaks, as in 'every: 10 s'
            { expect: rised }                         | 6:19: expect 'rised' must be one of none, raised, unacknowledged, acknowledged, returned, returned-unacknowledged, returned-acknowledged, latched, latched-unacknowledged, latched-acknowledged, shelved, suppressed, out-of-service (did you mean 'raised'?)
            { expect: { rule: held-open } }           | 6:19: rule 'held-open' does not watch n-1, a node in forest; it is on 'gate in **'
            { expect: { rule: smoky } }               | 6:27: unknown rule 'smoky' (did you mean 'smoke'?)
            { broker: gone }                          | 6:19: broker 'gone' must be up or down
            { maintenance: true }                     | 6:24: maintenance is a map: { area: town, for: 2 h, reason: … }
            { shelve: { for: 13 h } }                 | 6:19: 'for' must be 1 min to 12 h
            """)
    void whatCannotBeReadIsToldWithItsPlaceAndWhatWouldBeRight(String step, String told) {
        Rehearsal rehearsal = Stages.steps("smoke", "n-1", step);
        assertThat(rehearsal.stories()).isEmpty();
        assertThat(rehearsal.problems()).extracting(Problem::toString).contains("tests/one.yaml:" + told);
    }

    @Test
    void aDeviceOfTheTestThatIsWrongIsToldAtItsPlaceInTheTest() {
        assertThat(Stages.play("""
                        devices:
                          - { id: a, type: node, area: forest }
                          - { id: b, type: nod, area: forest }
                        stories: []
                        """).problems())
                .extracting(Problem::toString)
                .containsExactly("tests/one.yaml:3:5: unknown device type 'nod' (did you mean 'node'?)");
    }
}
