package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every example of docs/rules.md. */
class RulesDocTest {
    private static final List<String> WORDS = List.of(
            "avg(",
            "min(",
            "max(",
            "sum(",
            "count(",
            "last(",
            "rise(",
            "abs(",
            "broken(",
            "jumped(",
            "coverage(",
            "drift(",
            "inhibited-by:",
            "latch:",
            "limit:",
            "changed(",
            "stuck(",
            "silent for",
            " then ",
            " without ",
            " within ",
            " have ",
            "neighbours",
            "in area",
            "in opening-hours",
            "in night",
            "not ",
            " and ",
            " or ",
            " for ",
            " + ",
            " - ",
            " / ",
            ">=",
            "!=",
            "define:",
            "parameter:",
            "confirm:",
            "clear:",
            "working-weekends:",
            "premises:",
            "except:",
            "dates:");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern STEP = Pattern.compile("(\\d+) s: (.*)");
    private static final Pattern READING = Pattern.compile("(?:(n-\\d) )?(\\w+) (-?[\\d.]+|'[^']*')");

    private final String text;

    RulesDocTest() throws IOException {
        text = Files.readString(Path.of("../docs/rules.md"));
    }

    private record Block(String kind, String text) {}

    private List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    private List<String> of(String kind) {
        return blocks().stream()
                .filter(block -> block.kind().equals(kind))
                .map(Block::text)
                .toList();
    }

    private SiteChanged site(String rules) {
        return new SiteChanged(
                "test",
                List.of(
                        new SiteFile("calendars.yaml", of("calendars").getFirst()),
                        new SiteFile("devices.yaml", """
                                devices:
                                  - { id: hub, type: hub, area: town, name: { zh: 烽台, en: Hub } }
                                  - { id: n-1, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 一, en: 1 } }
                                  - { id: n-2, type: node, area: forest/east, lat: 35.901, lon: 120.1, name: { zh: 二, en: 2 } }
                                  - { id: n-3, type: node, area: town, lat: 35.9, lon: 120.101, name: { zh: 三, en: 3 } }
                                """),
                        new SiteFile("rules/all.yaml", rules),
                        new SiteFile("site.yaml", """
                                name: { zh: 试验, en: Trial }
                                zone: Asia/Shanghai
                                areas:
                                  forest: { zh: 林区, en: Forest }
                                  forest/east: { zh: 东坡, en: East }
                                  town: { zh: 社区, en: Town }
                                  town/shops: { zh: 商业街, en: Shops }
                                """),
                        new SiteFile(
                                "types.yaml",
                                "types:\n  node: { measures: ["
                                        + String.join(
                                                ", ",
                                                Stream.of(Quantity.values())
                                                        .map(Quantity::key)
                                                        .toList())
                                        + "] }\n  hub: { measures: [broker_up] }\n")));
    }

    @TestFactory
    Stream<DynamicTest> everyConditionAndRuleIsTaken() {
        Stream<String> conditions =
                of("conditions").stream().flatMap(String::lines).map(line -> Trials.rule("node", line));
        return Stream.concat(conditions, of("rules").stream())
                .map(rules -> DynamicTest.dynamicTest(
                        rules.lines().skip(2).findFirst().orElseThrow(),
                        () -> assertThat(Site.parse(site(rules).files())).isInstanceOf(Parsed.Valid.class)));
    }

    @TestFactory
    Stream<DynamicTest> everyErrorIsTold() {
        return of("errors").stream()
                .flatMap(String::lines)
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    String[] parts = line.split("\\s*\\|\\s*");
                    String rules = Trials.rule("node", parts[0].replaceFirst("raise: ", ""));
                    assertThat(Site.parse(site(rules).files()))
                            .isInstanceOfSatisfying(
                                    Parsed.Invalid.class,
                                    invalid -> assertThat(invalid.problems())
                                            .anySatisfy(problem -> assertThat(problem.message())
                                                    .contains(parts[1])));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyStoryEndsAsItSays() {
        return of("story").stream()
                .map(story -> DynamicTest.dynamicTest(story.lines().findFirst().orElseThrow(), () -> run(story)));
    }

    private void run(String text) {
        List<String> lines = text.lines().toList();
        Story story = new Story();
        story.tell(0, site(Trials.rule("node", lines.getFirst().replaceFirst("raise: ", ""))));
        story.observe(0, "hub", Quantity.BROKER_UP, 1);
        for (String line : lines.subList(1, lines.size())) {
            Matcher step = STEP.matcher(line);
            assertThat(step.matches()).as(line).isTrue();
            int second = Integer.parseInt(step.group(1));
            switch (step.group(2)) {
                case "nothing" ->
                    assertThat(ofFirst(story.until(second))).as(line).isEmpty();
                case "raised" ->
                    assertThat(ofFirst(story.until(second)))
                            .as(line)
                            .last()
                            .asString()
                            .startsWith(second + " RAISED");
                case "returned" ->
                    assertThat(ofFirst(story.until(second)))
                            .as(line)
                            .last()
                            .asString()
                            .startsWith(second + " RETURNED");
                default -> observe(story, second, step.group(2));
            }
        }
    }

    private static List<String> ofFirst(Story story) {
        return story.moves().stream().filter(move -> move.endsWith(" n-1")).toList();
    }

    private static void observe(Story story, int second, String text) {
        List<Reading> readings = new ArrayList<>();
        String device = "n-1";
        for (String part : text.split(", ")) {
            Matcher reading = READING.matcher(part);
            assertThat(reading.matches()).as(text).isTrue();
            device = reading.group(1) == null ? device : reading.group(1);
            Quantity quantity = Quantity.of(reading.group(2)).orElseThrow();
            String value = reading.group(3);
            readings.add(
                    value.startsWith("'")
                            ? new Label(quantity, value.substring(1, value.length() - 1))
                            : new Measurement(quantity, Double.parseDouble(value)));
        }
        story.observe(second, device, readings);
    }

    @Test
    void everyWordOfTheLanguageHasAnExample() {
        String examples = String.join("\n", blocks().stream().map(Block::text).toList());
        for (String word : WORDS) {
            assertThat(examples).contains(word);
        }
    }
}
