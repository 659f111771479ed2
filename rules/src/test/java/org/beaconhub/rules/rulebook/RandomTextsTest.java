package org.beaconhub.rules.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.review.Review;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random texts; a failure names its seed and its text. */
class RandomTextsTest {
    private static final int SEEDS = 4_000;
    private static final int SITES = 600;

    @Test
    void whatIsReadAndPrintedReadsTheSameAgain() {
        for (long seed = 0; seed < SEEDS; seed++) {
            String text = new Texts(seed).condition(3);
            Condition condition = ExpressionTest.read(text);
            String printed = condition.text();
            assertThat(ExpressionTest.read(printed))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(condition);
            assertThat(ExpressionTest.read(printed).text())
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(printed);
        }
    }

    @Test
    void aDamagedTextIsReadOrToldWithItsPlaceAndNothingElseHappens() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Texts texts = new Texts(seed);
            String text = texts.damaged(texts.condition(3));
            try {
                Condition condition = ExpressionTest.read(text);
                assertThat(ExpressionTest.read(condition.text()))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(condition);
            } catch (SyntaxFault fault) {
                assertThat(fault.offset()).as("seed %d: %s", seed, text).isBetween(0, text.length());
                assertThat(fault.why()).as("seed %d: %s", seed, text).isNotBlank();
            }
        }
    }

    private static List<SiteFile> site(String rules, String calendars) {
        return List.of(
                new SiteFile("calendars.yaml", calendars),
                new SiteFile("devices.yaml", """
                        devices:
                          - { id: n-1, type: any-node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 一, en: 1 } }
                          - { id: n-2, type: any-node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 二, en: 2 } }
                        """),
                new SiteFile("rules/all.yaml", rules),
                new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: Asia/Shanghai
                        areas: { forest: { zh: 林区, en: Forest } }
                        """),
                new SiteFile("types.yaml", """
                        types:
                          any-node:
                            measures: [temperature, smoke, humidity, door, tamper, motion, event, card, access]
                            interval: 10 s
                        """));
    }

    private static final String CALENDARS = """
            holidays: [{ date: 2027-01-01, name: { zh: 元旦, en: New Year } }]
            calendars: { night: { times: ["22:00-06:00"] }, fire-season: { dates: ["10-01..05-31"] } }
            """;

    private static String rules(Texts texts) {
        return """
                - define: smoky
                  as: %s
                - parameter: hot
                  value: 57 °C
                  for: [{ device: n-1, value: 60 °C }]
                - rule: one
                  on: any-node in forest/**
                  raise: smoky or temperature > hot
                  clear: temperature < 40 °C
                  confirm: 1 of neighbours in area in 5 min → severity extreme
                  kind: alarm
                  severity: critical
                  message: { zh: "{device}", en: "{device}" }
                """.formatted(texts.condition(2));
    }

    @Test
    void aDamagedSiteIsTakenWholeOrNotAtAllAndTheEngineGoesOn() {
        Engine engine = Engine.empty();
        long seq = 0;
        for (long seed = 0; seed < SITES; seed++) {
            Texts texts = new Texts(seed);
            boolean rulesToo = new Random(seed).nextInt(4) > 0;
            String good = rules(texts);
            List<SiteFile> files =
                    site(rulesToo ? texts.damaged(good) : good, rulesToo ? CALENDARS : texts.damaged(CALENDARS));
            Site before = engine.site();
            engine.apply(new Entry(++seq, seq, new SiteChanged("test", files)));
            switch (Site.parse(files)) {
                case Parsed.Valid valid -> {
                    assertThat(engine.siteFiles()).as("seed %d", seed).isEqualTo(files);
                    assertThatCode(() -> Review.of(valid.site()))
                            .as("seed %d", seed)
                            .doesNotThrowAnyException();
                }
                case Parsed.Invalid invalid -> {
                    assertThat(invalid.problems()).as("seed %d", seed).isNotEmpty();
                    assertThat(engine.site()).as("seed %d", seed).isSameAs(before);
                    assertThatCode(() -> Review.ofRest(invalid.rest()))
                            .as("seed %d", seed)
                            .doesNotThrowAnyException();
                }
            }
        }
        assertThat(Engine.restore(engine.snapshot()).digest()).isEqualTo(engine.digest());
    }

    private static Stream<String> hostile() {
        return Stream.of(
                "(".repeat(100_000),
                "not ".repeat(900) + "door",
                "door" + " and door".repeat(400),
                "door" + " or door".repeat(10_000),
                "smoke" + " + smoke".repeat(390) + " > 1 %/m",
                "abs(".repeat(900) + "smoke" + ")".repeat(900) + " > 1 %/m",
                "door" + " for 1 s".repeat(480),
                "'" + "x".repeat(3_000) + "' = event",
                "-".repeat(3_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileExpressionIsRefusedOrReadWithoutExhaustingAnything(String text) {
        try {
            ExpressionTest.read(text).text();
        } catch (SyntaxFault fault) {
            assertThat(fault.why()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    temperature > 1e999 °C                                    | beyond reckoning
                    temperature > 11111111111111111111111111111111111 °C      | at most 30 characters
                    smoke > 4 %/m for 400 d                                   | 1 ms to 366 d
                    smoke > 4 %/m for 1e99 s                                  | 1 ms to 366 d
                    smoke > 4 %/m for 1e-99 s                                 | 1 ms to 366 d
                    avg(smoke, 40 d) > 4 %/m                                  | at most 31 d
                    65 of any-node in area in 5 min have door                 | 1 to 64
                    1e9 of any-node in area in 5 min have door                | 1 to 64
                    2 of any-node within 1e9 km in 5 min have door            | 1 m to 50 km
                    """)
    void whatIsBeyondALimitIsRefusedWithTheLimit(String text, String why) {
        assertThatThrownBy(() -> ExpressionTest.read(text))
                .isInstanceOfSatisfying(
                        SyntaxFault.class, fault -> assertThat(fault.why()).contains(why));
    }

    @Test
    void anExpressionThatIsTooLongIsTold() {
        assertThatThrownBy(() -> ExpressionTest.read("door or ".repeat(1_000) + "door"))
                .isInstanceOfSatisfying(
                        SyntaxFault.class, fault -> assertThat(fault.why()).contains("at most 4000 characters"));
    }

    @Test
    void moreProblemsThanAreKeptAreStillOnlyProblems() {
        String bad = "- { rule: a, on: any-node, raise: nonsense, clear: more, kind: alarm, severity: severe }\n";
        String calendars = "calendars: { a: { days: [never] }, b: { times: [never] } }\n";
        assertThat(Site.parse(site(bad.repeat(300), calendars)))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.problems()).hasSizeGreaterThan(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%d", "not a%d", "a%d or a%d"})
    void definitionsThatStandTooDeepWithinEachOtherAreTold(String body) {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 1_990; i++) {
            rules.append("- define: a" + i + "\n  as: "
                    + (i == 1_989 ? "door" : body.replace("%d", String.valueOf(i + 1))) + "\n");
        }
        assertThat(Site.parse(site(rules.toString(), CALENDARS)))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .first()
                                .asString()
                                .matches(".*'a\\d+' (stands on more than 64 definitions|has more than 512 parts).*"));
    }

    @Test
    void tooManyRulesAreTold() {
        assertThat(Site.parse(site("- { define: a, as: door }\n".repeat(2_001), CALENDARS)))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .anySatisfy(
                                        problem -> assertThat(problem.message()).contains("more than 2000 rules")));
    }
}
