package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.BROKER_UP;
import static org.beaconhub.rules.fact.Quantity.DOOR;
import static org.beaconhub.rules.fact.Quantity.EVENT;
import static org.beaconhub.rules.fact.Quantity.HUMIDITY;
import static org.beaconhub.rules.fact.Quantity.RAIN;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;
import static org.beaconhub.rules.fact.Quantity.WIND_SPEED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.beaconhub.rules.explain.Operators;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the table of docs/rules.md that says what each operator makes of bad readings. Every operator of the language must have
 * a row there.
 */
class BadReadingsDocTest {
    private static final String HEAD =
            "| rule | as it should be | twice | out of order | hours late | ahead | impossible |";
    private static final int ROUNDS = 12;
    private static final int CALM = 6;
    private static final double STEP_S = 10;
    private static final double HOUR_S = 3600;
    private static final double LATE_S = 3 * HOUR_S + 600;

    /** What is wrong with the readings, in the order of the columns. */
    private enum Fault {
        NONE,
        TWICE,
        OUT_OF_ORDER,
        LATE,
        AHEAD,
        IMPOSSIBLE
    }

    record Row(String raise, List<String> raisedAt) {
        @Override
        public String toString() {
            return raise;
        }
    }

    private static SiteChanged site(String raise) {
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
                                  node: { measures: [temperature, smoke, humidity, door, event], interval: 10 s, dialect: beacon }
                                  station: { measures: [temperature, humidity, wind_speed, rain], interval: 1 h, dialect: beacon }
                                  hub: { measures: [broker_up], dialect: beacon }
                                """),
                        new SiteFile("devices.yaml", """
                                devices:
                                  - { id: hub, type: hub, area: forest, name: { zh: 烽台, en: Hub } }
                                  - { id: n-1, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 一, en: 1 } }
                                  - { id: n-2, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 二, en: 2 } }
                                  - { id: n-3, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 三, en: 3 } }
                                  - { id: n-4, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 四, en: 4 } }
                                  - { id: ws, type: station, area: forest, lat: 35.9, lon: 120.1, name: { zh: 气象站, en: Station } }
                                """),
                        new SiteFile("calendars.yaml", "calendars: { evening: { times: [\"16:01-18:00\"] } }\n"),
                        new SiteFile("rules/all.yaml", """
                                - parameter: hot
                                  value: 57 °C
                                - rule: trial
                                  on: node
                                  raise: "%s"
                                  kind: alarm
                                  severity: severe
                                  message: { zh: x, en: x }
                                """.formatted(raise))));
    }

    private static List<Row> rows() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/rules.md"));
        int head = lines.indexOf(HEAD);
        assertThat(head).as("docs/rules.md has the table '%s'", HEAD).isPositive();
        return lines.subList(head + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> new Row(cells.get(1).replace("`", ""), cells.subList(2, cells.size())))
                .toList();
    }

    private static Observation says(String device, double second, long number, List<Reading> readings) {
        return new Observation(
                device, Story.START_MS + Math.round(second * 1000), Observation.TimeSource.DEVICE, number, readings);
    }

    private static List<Reading> node(boolean burning, int round) {
        return List.of(
                new Measurement(TEMPERATURE, burning ? 60 + round : 20),
                new Measurement(SMOKE, burning ? 10 : 0.5),
                new Measurement(HUMIDITY, 50),
                new Measurement(DOOR, burning ? 1 : 0),
                new Label(EVENT, burning ? "fire" : "none"));
    }

    private static List<Reading> impossible(int round) {
        double value = round % 2 == 0 ? 1e9 : -1e9;
        return List.of(new Measurement(TEMPERATURE, value), new Measurement(SMOKE, value));
    }

    private static List<Reading> weather(boolean dry) {
        return List.of(
                new Measurement(TEMPERATURE, dry ? 30 : 5),
                new Measurement(HUMIDITY, dry ? 20 : 95),
                new Measurement(WIND_SPEED, 8),
                new Measurement(RAIN, dry ? 0 : 20));
    }

    /** Tells one reading, and what the fault makes of it. */
    private static void tell(Story story, Fault fault, double second, Observation good, List<Reading> contrary) {
        switch (fault) {
            case NONE, IMPOSSIBLE -> story.tell(second, good);
            case LATE -> story.tell(LATE_S + second / STEP_S, good);
            case AHEAD -> story.tell(second, says(good.device(), second + 30, good.deviceSeq(), good.readings()));
            case TWICE -> {
                story.tell(second, good);
                story.tell(second + 1, good);
            }
            case OUT_OF_ORDER -> {
                story.tell(second, good);
                story.tell(second + 2, says(good.device(), second - 5, Observation.NO_SEQ, contrary));
            }
        }
    }

    /** Humidity changes faster than a sensor can. */
    private static void leap(Story story, double second) {
        for (int i = 0; i < 2; i++) {
            double at = second + 0.2 * (i + 1);
            List<Reading> humidity = List.of(new Measurement(HUMIDITY, 50 + 50 * i));
            story.tell(at, says("n-1", at, Observation.NO_SEQ, humidity));
        }
    }

    private static void playNodes(Story story, Fault fault) {
        for (int round = 1; round <= ROUNDS; round++) {
            double second = round * STEP_S;
            boolean burning = round > CALM;
            for (int other = 2; other <= 4; other++) {
                story.tell(
                        fault == Fault.LATE ? LATE_S + round : second,
                        says("n-" + other, second, round, node(false, round)));
            }
            List<Reading> readings = fault == Fault.IMPOSSIBLE && burning ? impossible(round) : node(burning, round);
            tell(story, fault, second, says("n-1", second, round, readings), node(!burning, round));
            if (fault == Fault.IMPOSSIBLE && burning) {
                leap(story, second);
            }
        }
        story.until((fault == Fault.LATE ? LATE_S : 0) + 200);
    }

    /** Two dry days of a weather station; of the contrary readings each says that it rained. */
    private static void playWeather(Story story, Fault fault) {
        for (int hour = 1; hour <= 48; hour++) {
            double second = hour * HOUR_S;
            Observation good = says("ws", second, hour, fault == Fault.IMPOSSIBLE ? impossible(hour) : weather(true));
            if (fault == Fault.LATE) {
                story.tell(49 * HOUR_S + hour, good);
            } else {
                tell(story, fault, second, good, weather(false));
            }
        }
        story.until(51 * HOUR_S);
    }

    private static String raisedAt(String raise, Fault fault) {
        Story story = new Story();
        story.tell(0, site(raise));
        story.observe(0, "hub", BROKER_UP, 1);
        assertThat(story.engine.site().rulebook().rules()).as(raise).hasSize(1);
        if (raise.contains("fire_danger")) {
            playWeather(story, fault);
        } else {
            playNodes(story, fault);
        }
        return story.moves().stream()
                .filter(move -> move.endsWith(" RAISED trial n-1"))
                .map(move -> Long.parseLong(move.split(" ")[0]))
                .findFirst()
                .map(second -> second < HOUR_S ? second + " s" : String.format(Locale.ROOT, "%.1f h", second / HOUR_S))
                .orElse("nothing");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anOperatorMakesOfBadReadingsWhatTheTableSays(Row row) {
        List<String> got = Stream.of(Fault.values())
                .map(fault -> raisedAt(row.raise, fault))
                .toList();
        assertThat(got).isEqualTo(row.raisedAt);
    }

    @Test
    void everyOperatorOfTheLanguageHasARow() throws IOException {
        Set<Object> met = new HashSet<>();
        for (Row row : rows()) {
            Story story = new Story();
            story.tell(0, site(row.raise));
            Operators.within(story.engine.site().rulebook().rules().getFirst().raise(), met);
        }
        assertThat(met)
                .as("operators with a row in docs/rules.md")
                .contains((Object[]) Condition.class.getPermittedSubclasses())
                .contains((Object[]) Value.class.getPermittedSubclasses())
                .contains((Object[]) Value.Aggregate.values());
    }
}
