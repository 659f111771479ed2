package org.beaconhub.rules.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hourly FFMC of a forest with three stations. Times are hours since midnight UTC of a Monday in April. */
class HoursTest {
    private static final long HOUR_MS = 3_600_000;
    private static final long MONDAY_MS = 1_807_488_000_000L;
    private static final int NOON = 12;
    private static final Weather DRY = new Weather(25, 20, 36, 0);
    private static final List<WeatherBook.Place> PLACES = List.of(
            new WeatherBook.Place("a", "forest", 36),
            new WeatherBook.Place("b", "forest", 36),
            new WeatherBook.Place("c", "forest", 36));
    private static final FireWeatherIndex INDEX = new FireWeatherIndex(Edition.PRINTED_1985);

    private WeatherBook book = new WeatherBook("UTC", PLACES);

    private static long atMs(double hour) {
        return MONDAY_MS + Math.round(hour * HOUR_MS);
    }

    /** Lets the timers run that are due until then. */
    private void until(double hour) {
        while (book.nextTimerMs() <= atMs(hour)) {
            assertThat(book.timePassed(book.nextTimerMs())).isTrue();
        }
    }

    private void tell(String station, double hour, Weather weather) {
        until(hour);
        book.observe(station, atMs(hour), readings(weather), atMs(hour));
    }

    private static List<Reading> readings(Weather weather) {
        List<Reading> readings = new ArrayList<>(List.of(
                new Measurement(Quantity.TEMPERATURE, weather.temperatureC()),
                new Measurement(Quantity.HUMIDITY, weather.humidityPercent()),
                new Measurement(Quantity.WIND_SPEED, weather.windKmh() / 3.6),
                new Measurement(Quantity.RAIN, weather.rainMm())));
        Collections.reverse(readings);
        return readings;
    }

    private HourWeather last() {
        return Objects.requireNonNull(book.hourOf("forest"));
    }

    private double ffmc() {
        return last().fireWeather().codes().ffmc();
    }

    private double noonFfmc() {
        return Objects.requireNonNull(book.of("forest")).fireWeather().codes().ffmc();
    }

    /** All three stations have told a day and a half, up to just before Tuesday's noon. */
    @BeforeEach
    void theDayBefore() {
        for (int hour = 0; hour < 24 + NOON; hour++) {
            for (WeatherBook.Place place : PLACES) {
                tell(place.device(), hour + 0.25, DRY);
            }
        }
    }

    @Test
    void itIsNotKnownBeforeTheDailyCodes() {
        assertThat(book.hourOf("forest")).isNull();
        until(24 + NOON + 0.5);
        assertThat(book.of("forest")).isNotNull();
        assertThat(book.hourOf("forest")).isNull();
    }

    @Test
    void itBeginsWithTheDailyCodeAndGoesOnFromHourToHour() {
        tell("a", 36.25, DRY);
        until(37 + 5 / 60.0);
        double first = FireWeatherIndex.hourlyFfmc(noonFfmc(), DRY, 1);
        assertThat(ffmc()).isCloseTo(first, within(1e-9));
        assertThat(last().endMs()).isEqualTo(atMs(37));
        Weather wet = new Weather(15, 90, 10, 3);
        tell("a", 37.5, wet);
        until(38 + 5 / 60.0);
        assertThat(ffmc())
                .isCloseTo(FireWeatherIndex.hourlyFfmc(first, wet, 1), within(1e-9))
                .isLessThan(first - 10);
    }

    @Test
    void anHourHasTheMeanOfWhatWasToldAndTheSumOfItsRain() {
        tell("a", 36.1, new Weather(20, 40, 10, 1));
        tell("a", 36.9, new Weather(30, 20, 20, 2));
        until(37 + 5 / 60.0);
        Weather hour = last().weather();
        assertThat(hour.temperatureC()).isCloseTo(25, within(1e-9));
        assertThat(hour.humidityPercent()).isCloseTo(30, within(1e-9));
        assertThat(hour.windKmh()).isCloseTo(15, within(1e-9));
        assertThat(hour.rainMm()).isEqualTo(3);
    }

    @Test
    void oneBrokenStationOfThreeDoesNotMoveIt() {
        tell("a", 36.2, DRY);
        tell("b", 36.2, DRY);
        tell("c", 36.2, new Weather(60, 0, 200, 0));
        until(37 + 5 / 60.0);
        assertThat(last().weather()).isEqualTo(DRY);
        assertThat(last().stations()).isEqualTo(3);
    }

    @Test
    void indicesOfTheHourStandOnTheDeeperLayersOfNoon() {
        Weather windy = new Weather(28, 15, 60, 0);
        tell("a", 36.2, windy);
        until(37 + 5 / 60.0);
        Codes noon = Objects.requireNonNull(book.of("forest")).fireWeather().codes();
        FireWeather expected = INDEX.indices(
                new Codes(ffmc(), noon.dmc(), noon.dc()), last().weather().windKmh());
        assertThat(last().fireWeather()).isEqualTo(expected);
        assertThat(FireIndex.HOURLY_FWI.in(book, "forest")).isEqualTo(expected.fwi());
        assertThat(FireIndex.HOURLY_FFMC.in(book, "forest")).isEqualTo(ffmc());
        assertThat(FireIndex.HOURLY_ISI.in(book, "forest")).isEqualTo(expected.isi());
    }

    @Test
    void threeHoursWithoutAWordAreEstimatedWithoutRainAndThenItIsNotKnown() {
        tell("a", 36.2, DRY.withRain(1));
        until(37.2);
        double known = ffmc();
        until(40.2);
        double expected = known;
        for (int i = 0; i < 3; i++) {
            expected = FireWeatherIndex.hourlyFfmc(expected, last().weather().withRain(0), 1);
        }
        assertThat(ffmc()).isCloseTo(expected, within(1e-9));
        assertThat(last().estimatedHours()).isEqualTo(3);
        until(41.2);
        assertThat(book.hourOf("forest")).isNull();
        assertThat(FireIndex.HOURLY_FFMC.in(book, "forest")).isNaN();
    }

    @Test
    void afterAGapItBeginsAnewWithTheDailyCode() {
        tell("a", 36.2, DRY);
        until(42.5);
        assertThat(book.hourOf("forest")).isNull();
        tell("a", 42.6, DRY);
        until(43.2);
        assertThat(ffmc()).isCloseTo(FireWeatherIndex.hourlyFfmc(noonFfmc(), DRY, 1), within(1e-9));
    }

    @Test
    void aHubThatWasAwayForHoursDoesNotMakeThemUp() {
        tell("a", 36.2, DRY);
        until(37.2);
        assertThat(book.timePassed(atMs(47.2))).isTrue();
        assertThat(book.hourOf("forest")).isNull();
        assertThat(book.nextTimerMs()).isEqualTo(atMs(48) + WeatherBook.HOUR_GRACE_MS);
    }

    @Test
    void whatComesAfterTheHourWasReckonedDoesNotCount() {
        tell("a", 36.2, DRY);
        until(37.5);
        HourWeather before = last();
        book.observe("a", atMs(36.9), readings(DRY.withRain(20)), atMs(37.5));
        tell("a", 37.6, DRY);
        until(38.2);
        assertThat(ffmc())
                .isCloseTo(
                        FireWeatherIndex.hourlyFfmc(before.fireWeather().codes().ffmc(), DRY, 1), within(1e-9));
    }

    @Test
    void aReadingFromTheFutureDoesNotCountForAnHourOfThePast() {
        tell("a", 36.2, DRY);
        book.observe("a", atMs(38.3), readings(DRY.withRain(20)), atMs(36.3));
        until(37.2);
        assertThat(last().weather()).isEqualTo(DRY);
    }

    @Test
    void itGoesOnAfterARestartAsIfNothingHadBeen() {
        tell("a", 36.2, DRY);
        until(37.2);
        tell("a", 37.4, DRY);
        WeatherBook restored = new WeatherBook("UTC", PLACES);
        restored.read(ByteSource.of(book::write));
        assertThat(restored.hourOf("forest")).isEqualTo(book.hourOf("forest"));
        WeatherBook before = book;
        book = restored;
        until(38.2);
        HourWeather after = last();
        book = before;
        until(38.2);
        assertThat(after).isEqualTo(last());
    }
}
