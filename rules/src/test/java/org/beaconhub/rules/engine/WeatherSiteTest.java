package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/**
 * The weather rules of the example site, under dry and windy days at the east station alone. A story begins at 16:00; its
 * first noon is 20 h later.
 */
class WeatherSiteTest {
    private static final int HOUR_S = 3600;
    private static final int DAY_S = 24 * HOUR_S;
    private static final int FIRST_NOON_S = 20 * HOUR_S;
    private static final int GRACE_S = 1800;
    private static final int MS = 10;
    /** Those of the weather, and those that say what may be fog. */
    private static final List<String> RULES = List.of("rules/forest.yaml", "rules/weather.yaml");

    private final Story story = new Story().tell(0, site()).observe(0, "hub", Quantity.BROKER_UP, 1);
    private int hour;

    private static SiteChanged site() {
        List<SiteFile> files = new ArrayList<>();
        Path folder = Path.of("..", "site");
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(path).toString();
                if (!name.contains("/") || RULES.contains(name)) {
                    files.add(new SiteFile(name, Files.readString(path)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("run from the module's folder", e);
        }
        return new SiteChanged("start", files);
    }

    /** Tells the east station's weather each hour until half an hour after a noon, counted from 0. */
    private WeatherSiteTest weatherUntil(int noon, double celsius, double humidity, double windMs, double rainMm) {
        for (; hour * HOUR_S <= FIRST_NOON_S + noon * DAY_S; hour++) {
            story.observe(
                    hour * HOUR_S,
                    "ws-east",
                    List.of(
                            new Measurement(Quantity.TEMPERATURE, celsius),
                            new Measurement(Quantity.HUMIDITY, humidity),
                            new Measurement(Quantity.WIND_SPEED, windMs),
                            new Measurement(Quantity.RAIN, rainMm / 24)));
        }
        story.until(FIRST_NOON_S + noon * DAY_S + GRACE_S);
        return this;
    }

    private List<String> moves(String rule) {
        return story.moves().stream()
                .filter(move -> move.contains(" " + rule + " "))
                .map(move -> move.substring(move.indexOf(' ') + 1))
                .toList();
    }

    @Test
    void theForestIsClosedToFireAtGradeFourAndToVisitorsAtGradeFiveUntilItRains() {
        weatherUntil(2, 20, 25, MS, 0);
        assertThat(moves("fire-danger-high")).isEmpty();
        weatherUntil(3, 20, 25, MS, 0);
        assertThat(moves("fire-danger-high")).containsExactly("RAISED fire-danger-high fire-weather-forest");
        weatherUntil(6, 20, 25, MS, 0);
        assertThat(moves("fire-danger-extreme")).isEmpty();
        weatherUntil(7, 20, 25, MS, 0);
        assertThat(moves("fire-danger-extreme")).containsExactly("RAISED fire-danger-extreme fire-weather-forest");
        weatherUntil(8, 12, 90, 2, 15);
        assertThat(moves("fire-danger-high")).last().isEqualTo("RETURNED fire-danger-high fire-weather-forest");
        assertThat(moves("fire-danger-extreme")).last().isEqualTo("RETURNED fire-danger-extreme fire-weather-forest");
    }

    @Test
    void weeksOfHeatMakeADeepDroughtAndAFireThatWouldRun() {
        weatherUntil(2, 8, 60, 2, 0);
        assertThat(moves("fire-would-run")).isEmpty();
        assertThat(moves("deep-drought")).isEmpty();
        weatherUntil(55, 35, 20, 9, 0);
        assertThat(moves("fire-would-run"))
                .containsExactly(
                        "RAISED fire-would-run fire-weather-forest", "RAISED fire-would-run fire-weather-east");
        assertThat(moves("deep-drought")).containsExactly("RAISED deep-drought fire-weather-forest");
    }

    @Test
    void smokeIsJudgedHarderOnADangerousDay() {
        weatherUntil(0, 20, 25, MS, 0);
        smokeForTwoMinutes();
        assertThat(moves("forest-smoke-on-dangerous-day")).isEmpty();
        weatherUntil(3, 20, 25, MS, 0);
        smokeForTwoMinutes();
        assertThat(moves("forest-smoke-on-dangerous-day"))
                .containsExactly("RAISED forest-smoke-on-dangerous-day fn-east-01");
    }

    private void smokeForTwoMinutes() {
        double from = (story.engine.hubTimeMs() - Story.START_MS) / 1000.0;
        for (int second = 0; second <= 120; second += 10) {
            story.observe(from + second, "fn-east-01", Quantity.SMOKE, 5);
        }
        story.observe(from + 130, "fn-east-01", Quantity.SMOKE, 0);
    }

    @Test
    void aStrongWindStopsHotWorkAndADryOneIsTold() {
        weatherUntil(0, 20, 60, 7, 0);
        assertThat(moves("wind-stops-hot-work")).isEmpty();
        weatherUntil(1, 20, 60, 9, 0);
        assertThat(moves("wind-stops-hot-work")).containsExactly("RAISED wind-stops-hot-work ws-east");
        assertThat(moves("dry-wind")).isEmpty();
        weatherUntil(2, 20, 20, 9, 0);
        assertThat(moves("dry-wind")).containsExactly("RAISED dry-wind ws-east");
    }

    @Test
    void anAreaWhoseFireWeatherDoesNotComeIsTroubleAfterADayAndTwoHours() {
        story.observe(0, "hub", Quantity.BROKER_UP, 1);
        story.observe(1, "fire-weather-east", Quantity.FWI, 5);
        story.until(26 * HOUR_S);
        assertThat(moves("fire-weather-missing")).doesNotContain("RAISED fire-weather-missing fire-weather-east");
        story.until(26 * HOUR_S + 1);
        assertThat(moves("fire-weather-missing")).contains("RAISED fire-weather-missing fire-weather-east");
    }
}
