package org.beaconhub.rules.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.detect.Reference.Sample;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.weather.WeatherBook;
import org.junit.jupiter.api.Test;

/** Clauses keep little and reckon step by step; they must answer as one does who keeps all and reckons anew. */
class ReferenceTest {
    private static final int SEEDS = Integer.getInteger("reference.seeds", 600);
    private static final int SECONDS = 120;
    private static final long BEGIN_MS = 1_800_000_000_000L;

    private static final List<String> INSTANT = List.of(
            "temperature > 20 °C",
            "temperature <= 18 °C",
            "smoke > 4 %/m",
            "temperature - 3 °C > 15 °C",
            "door",
            "broken(temperature)",
            "jumped(temperature)",
            "not jumped(temperature) and temperature > 20 °C",
            "smoke != 3 %/m",
            "event = 'fire'",
            "event != 'smoke'",
            "max(smoke, 3 %/m) > 5 %/m",
            "min(temperature, 21 °C) > 19 °C",
            "max(smoke, last(smoke, 20 s)) > 6 %/m");
    private static final List<String> TEXTS = List.of("none", "smoke", "fire");
    private static final List<String> SEQUENCES = List.of(
            "door then smoke > 4 %/m within 10 s",
            "smoke > 4 %/m then (broken(temperature) or jumped(temperature)) within 20 s",
            "temperature > 20 °C then door within 5 s",
            "door without smoke > 4 %/m within 8 s",
            "temperature > 22 °C without event = 'fire' within 12 s",
            "(event = 'smoke' for 3 s) then silent for 4 s within 30 s",
            "silent for 5 s",
            "silent for 3 s then smoke > 3 %/m within 9 s");
    private static final List<String> WINDOWED = List.of(
            "avg(temperature, 20 s) > 20 °C",
            "min(smoke, 30 s) > 2 %/m",
            "max(smoke, 12 s) < 6 %/m",
            "sum(door, 25 s) >= 2",
            "count(smoke, 30 s) > 5",
            "last(temperature, 6 s) > 20 °C",
            "rise(temperature, 30 s) > 6 °C/min",
            "rise(smoke, 15 s) < 0 %/m/min",
            "temperature > avg(temperature, 30 s) + 2 °C",
            "changed(door)",
            "changed(event)",
            "changed(event, 9 s)",
            "count(event, 20 s) >= 3",
            "changed(smoke, 10 s)",
            "stuck(temperature, 10 s)",
            "abs(rise(smoke, 20 s)) > 3 %/m/min");

    private final Device device;

    ReferenceTest() {
        device = ((Parsed.Valid) site("door")).site().device("n-1").orElseThrow();
    }

    private static Parsed site(String raise) {
        return Site.parse(List.of(
                new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: UTC
                        areas: { forest: { zh: 林区, en: Forest } }
                        """),
                new SiteFile("types.yaml", "types: { node: { measures: [temperature, smoke, door, event] } }\n"),
                new SiteFile(
                        "devices.yaml", "devices: [{ id: n-1, type: node, area: forest, name: { zh: 一, en: 1 } }]\n"),
                new SiteFile("rules/all.yaml", """
                        - rule: trial
                          on: node
                          raise: %s
                          kind: alarm
                          severity: severe
                          message: { zh: "", en: "" }
                        """.formatted(raise).replace("\"\"", "x"))));
    }

    private static String expression(Random random, int depth) {
        if (depth == 0 && random.nextInt(4) == 0) {
            return "(" + SEQUENCES.get(random.nextInt(SEQUENCES.size())) + ")";
        } else if (depth == 0) {
            int kind = random.nextInt(3);
            return kind == 0
                    ? "(" + INSTANT.get(random.nextInt(INSTANT.size())) + " for " + (1 + random.nextInt(20)) + " s)"
                    : kind == 1
                            ? INSTANT.get(random.nextInt(INSTANT.size()))
                            : WINDOWED.get(random.nextInt(WINDOWED.size()));
        }
        String left = expression(random, depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> "(" + left + " and " + expression(random, depth - 1) + ")";
            case 1 -> "(" + left + " or " + expression(random, depth - 1) + ")";
            case 2 -> "(not " + left + ")";
            default -> left;
        };
    }

    private static List<Reading> readings(Random random, int second) {
        Measurement temperature = new Measurement(
                Quantity.TEMPERATURE,
                random.nextInt(15) == 0
                        ? -1.7e8
                        : random.nextInt(10) == 0 ? 700 : 15 + random.nextInt(10) + (second > 60 ? second / 10 : 0));
        Measurement smoke = new Measurement(Quantity.SMOKE, random.nextInt(8));
        Measurement door = new Measurement(Quantity.DOOR, random.nextInt(2));
        return switch (random.nextInt(5)) {
            case 0 -> List.of(temperature);
            case 1 -> List.of(smoke, door);
            case 2 -> List.of(new Label(Quantity.EVENT, TEXTS.get(random.nextInt(TEXTS.size()))), smoke);
            case 3 -> List.of(temperature, smoke);
            default -> List.of(temperature, smoke, door);
        };
    }

    @Test
    void clausesAnswerAsTheWholeHistoryDoes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            String text = expression(random, 2);
            Parsed parsed = site(text);
            assertThat(parsed).as(text).isInstanceOf(Parsed.Valid.class);
            Parsed.Valid valid = (Parsed.Valid) parsed;
            run(valid.site().rulebook().rules().getFirst().raise(), random, "seed " + seed + ": " + text);
        }
    }

    private void run(Condition condition, Random random, String name) {
        Track track = new Track(device, new HashMap<>());
        Clause clause = working(condition, track);
        Reference reference = new Reference(BEGIN_MS, TEXTS, Beyond.NOTHING);
        int gap = 1 + random.nextInt(6);
        for (int second = 0; second < SECONDS; second++) {
            long ms = BEGIN_MS + second * 1000L;
            while (clause.dueMs() < ms) {
                // Whatever is due between two readings is looked at when it is due.
                long dueMs = clause.dueMs();
                reference.look(dueMs);
                clause.look(track.deviceTimeMs(dueMs), dueMs);
                if (clause.dueMs() <= dueMs) {
                    break;
                }
            }
            if (random.nextInt(gap) > 0) {
                continue;
            }
            List<Reading> readings = readings(random, second);
            readings.forEach(each -> reference.add(new Sample(ms, each.quantity(), number(each))));
            reference.look(ms);
            track.heard(ms, BEGIN_MS);
            track.observe(
                    new Observation(
                            "n-1", ms, Observation.TimeSource.DEVICE, Observation.NO_SEQ, List.copyOf(readings)),
                    second + 1);
            assertThat(clause.look(ms, ms)).as("%s, %d s", name, second).isEqualTo(reference.truth(condition, ms));
            if (random.nextInt(30) == 0) {
                Track restored = new Track(device, new HashMap<>());
                Clause again = working(condition, restored);
                restored.read(new ByteSource(bytes(track)));
                again.read(new ByteSource(bytes(clause)));
                track = restored;
                clause = again;
            }
        }
    }

    private static double number(Reading reading) {
        return switch (reading) {
            case Measurement measurement -> measurement.value();
            case Label label -> TEXTS.indexOf(label.text());
        };
    }

    private static Clause working(Condition condition, Track track) {
        Listening listening = new Listening();
        listening.broker(true, BEGIN_MS);
        return Clauses.of(
                        condition,
                        track,
                        new Surroundings(
                                listening,
                                List.of(),
                                Calendars.NONE,
                                new WeatherBook("UTC", List.of()),
                                new CoverBook(List.of()),
                                Surroundings.Others.NONE,
                                _ -> false))
                .clause();
    }

    private static byte[] bytes(Track track) {
        ByteSink sink = new ByteSink(64);
        track.write(sink);
        return sink.toBytes();
    }

    private static byte[] bytes(Clause clause) {
        ByteSink sink = new ByteSink(64);
        clause.write(sink);
        return sink.toBytes();
    }
}
