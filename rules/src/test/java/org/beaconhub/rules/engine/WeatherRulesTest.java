package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.weather.AreaWeather;
import org.beaconhub.rules.weather.Codes;
import org.beaconhub.rules.weather.DangerGrade;
import org.beaconhub.rules.weather.Day;
import org.beaconhub.rules.weather.Edition;
import org.beaconhub.rules.weather.FireWeather;
import org.beaconhub.rules.weather.FireWeatherIndex;
import org.beaconhub.rules.weather.Weather;
import org.junit.jupiter.api.Test;

/**
 * Two stations on the east slope and one in the west. Stories begin on Friday, 15 January 2027, at 16:00 in the site's
 * zone, UTC+8 all year; their noons are 20 h later and every day after.
 */
class WeatherRulesTest {
    private static final double HOUR_S = 3600;
    private static final double NOON_S = 20 * HOUR_S;
    private static final double DAY_S = 24 * HOUR_S;
    private static final double GRACE_S = 1800;
    private static final FireWeatherIndex INDEX = new FireWeatherIndex(Edition.PRINTED_1985);
    private static final Day JANUARY = new Day(1, 36);
    private static final Weather DRY = new Weather(20, 25, 36, 0);

    private static SiteChanged site(String rules) {
        return new SiteChanged(
                "start",
                List.of(
                        new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: Asia/Shanghai
                        areas:
                          forest: { zh: 林区, en: Forest }
                          forest/east: { zh: 东坡, en: East }
                          forest/east/gully: { zh: 沟, en: Gully }
                          forest/west: { zh: 西坡, en: West }
                          town: { zh: 社区, en: Town }
                        """),
                        new SiteFile("types.yaml", """
                        types:
                          station: { measures: [temperature, humidity, wind_speed, rain], interval: 30 s, dialect: senml }
                          gate: { measures: [door], dialect: beacon }
                        """),
                        new SiteFile("devices.yaml", """
                        devices:
                          - { id: ws-1, type: station, area: forest/east, lat: 36, lon: 120.1, name: { zh: 一, en: One } }
                          - { id: ws-2, type: station, area: forest/east, lat: 36, lon: 120.2, name: { zh: 二, en: Two } }
                          - { id: ws-3, type: station, area: forest/west, lat: 36, lon: 120.0, name: { zh: 三, en: Three } }
                          - { id: gully, type: gate, area: forest/east/gully, lat: 36, lon: 120.1, name: { zh: 沟口, en: Gully gate } }
                          - { id: town, type: gate, area: town, lat: 36, lon: 120.1, name: { zh: 东门, en: Town gate } }
                        """),
                        new SiteFile("rules/all.yaml", rules)));
    }

    private static Story begin(String rules) {
        Story story = new Story();
        return story.tell(0, site(rules));
    }

    private static Story begin() {
        return begin(Trials.rule("gate in forest/**", "fwi(area) > 1000 and door"));
    }

    /** Tells a station's weather each hour of the 24 before a noon, the rain in the first of them. */
    private static void day(Story story, String station, int day, Weather weather) {
        for (int hour = 23; hour >= 0; hour--) {
            hour(
                    story,
                    station,
                    NOON_S + day * DAY_S - hour * HOUR_S,
                    weather.withRain(hour == 19 ? weather.rainMm() : 0));
        }
    }

    private static void hour(Story story, String station, double second, Weather weather) {
        if (second >= 0) {
            story.observe(second, station, readings(weather));
        }
    }

    private static List<Reading> readings(Weather weather) {
        return List.of(
                new Measurement(Quantity.TEMPERATURE, weather.temperatureC()),
                new Measurement(Quantity.HUMIDITY, weather.humidityPercent()),
                new Measurement(Quantity.WIND_SPEED, weather.windKmh() / 3.6),
                new Measurement(Quantity.RAIN, weather.rainMm()));
    }

    private static Story after(Story story, int day) {
        return story.until(NOON_S + day * DAY_S + GRACE_S);
    }

    private static AreaWeather weather(Story story, String area) {
        return story.engine.view().fireWeather().stream()
                .filter(each -> each.area().equals(area))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> known(Story story) {
        return story.engine.view().fireWeather().stream().map(AreaWeather::area).toList();
    }

    /** A station in a fire tells what it feels: its thermometer is sound up to 1,300 °C, the indices know weather only. */
    @Test
    void whatNoWeatherCanBeIsLeftOut() {
        Story story = begin();
        for (int hour = 19; hour >= 1; hour--) {
            hour(story, "ws-3", NOON_S - hour * HOUR_S, DRY);
        }
        story.observe(NOON_S, "ws-3", Quantity.TEMPERATURE, 89);
        assertThat(weather(after(story, 0), "forest/west").weather().temperatureC())
                .isEqualTo(20);
    }

    @Test
    void aDayIsReckonedHalfAnHourAfterNoonFromTheStandardStart() {
        Story story = begin();
        day(story, "ws-3", 0, DRY);
        assertThat(known(story.until(NOON_S + GRACE_S - 1))).isEmpty();
        after(story, 0);
        assertThat(known(story)).containsExactly("forest", "forest/west");
        AreaWeather west = weather(story, "forest/west");
        assertThat(Instant.ofEpochMilli(west.noonMs())
                        .atOffset(ZoneOffset.ofHours(8))
                        .toString())
                .isEqualTo("2027-01-16T12:00+08:00");
        assertThat(west.fireWeather()).isEqualTo(INDEX.next(Codes.START, west.weather(), JANUARY));
        assertThat(west.weather().windKmh()).isCloseTo(36, within(1e-9));
        assertThat(west.grade()).isEqualTo(DangerGrade.MODERATE);
    }

    @Test
    void theCodesGoOnFromDayToDayAndThroughARestart() {
        Story story = begin();
        Codes codes = Codes.START;
        for (int day = 0; day < 20; day++) {
            day(story, "ws-3", day, day == 7 ? new Weather(12, 90, 10, 12) : DRY);
            if (day % 5 == 2) {
                story.engine = Engine.restore(story.engine.snapshot());
            }
            after(story, day);
            FireWeather expected =
                    INDEX.next(codes, weather(story, "forest/west").weather(), month(day));
            assertThat(weather(story, "forest/west").fireWeather()).isEqualTo(expected);
            codes = expected.codes();
        }
        assertThat(weather(story, "forest/west").dangerIndex()).isEqualTo(12 + 16 + 50 + 25);
    }

    private static Day month(int day) {
        return new Day(day < 16 ? 1 : 2, 36);
    }

    @Test
    void severalStationsMakeOneWeatherByTheMedianAndAForestHasThatOfAllOfThem() {
        Story story = begin();
        List<String> stations = List.of("ws-1", "ws-2", "ws-3");
        for (int hour = 20; hour >= 0; hour--) {
            for (int i = 0; i < 3; i++) {
                hour(
                        story,
                        stations.get(i),
                        NOON_S - hour * HOUR_S + i,
                        new Weather(10 + i, 40, 10, hour == 3 ? i : 0));
            }
        }
        after(story, 0);
        assertThat(weather(story, "forest/east").weather().temperatureC()).isEqualTo(10.5);
        assertThat(weather(story, "forest/east").weather().rainMm()).isEqualTo(0.5);
        assertThat(weather(story, "forest").weather().temperatureC()).isEqualTo(11);
        assertThat(weather(story, "forest").stations()).isEqualTo(3);
    }

    @Test
    void aStationThatDiesIsReplacedByItsNeighbour() {
        Story story = begin();
        day(story, "ws-1", 0, DRY);
        Story dead = begin();
        day(dead, "ws-2", 0, DRY);
        assertThat(weather(after(story, 0), "forest/east")).isEqualTo(weather(after(dead, 0), "forest/east"));
    }

    @Test
    void aMissingDayIsEstimatedFromTheLastAndAfterThreeTheFireWeatherIsNotKnown() {
        Story story = begin();
        day(story, "ws-3", 0, DRY);
        after(story, 0);
        Codes first = weather(story, "forest/west").fireWeather().codes();
        after(story, 1);
        AreaWeather estimated = weather(story, "forest/west");
        assertThat(estimated.estimatedDays()).isEqualTo(1);
        assertThat(estimated.stations()).isZero();
        assertThat(estimated.fireWeather()).isEqualTo(INDEX.next(first, estimated.weather(), JANUARY));
        after(story, 3);
        Codes third = weather(story, "forest/west").fireWeather().codes();
        assertThat(known(after(story, 4))).isEmpty();
        day(story, "ws-3", 6, DRY);
        after(story, 6);
        AreaWeather again = weather(story, "forest/west");
        assertThat(again.estimatedDays()).isZero();
        assertThat(again.fireWeather()).isEqualTo(INDEX.next(third, again.weather(), JANUARY));
    }

    @Test
    void noonDataThatComeHoursLateStillMakeTheDay() {
        Story story = begin();
        for (int hour = 23; hour > 2; hour--) {
            hour(story, "ws-3", NOON_S - hour * HOUR_S, DRY);
        }
        assertThat(known(after(story, 0))).isEmpty();
        long noonMs = Story.START_MS + Math.round(NOON_S * 1000);
        story.tell(
                NOON_S + 5 * HOUR_S,
                new Observation("ws-3", noonMs, Observation.TimeSource.DEVICE, Observation.NO_SEQ, readings(DRY)));
        assertThat(weather(story, "forest/west").noonMs()).isEqualTo(noonMs);
        assertThat(weather(story, "forest/west").stations()).isEqualTo(1);
    }

    @Test
    void aMessageSentAgainAddsNoRain() {
        Story story = begin();
        Weather wet = new Weather(10, 90, 5, 4);
        day(story, "ws-3", 0, wet);
        long atMs = Story.START_MS + Math.round((NOON_S - HOUR_S) * 1000);
        Observation shower = new Observation(
                "ws-3", atMs, Observation.TimeSource.DEVICE, 7, List.of(new Measurement(Quantity.RAIN, 3)));
        story.tell(NOON_S + 1, shower).tell(NOON_S + 2, shower);
        assertThat(weather(after(story, 0), "forest/west").weather().rainMm()).isEqualTo(7);
    }

    @Test
    void aRuleAsksForTheFireWeatherOfItsDevicesAreaOrTheNearestAroundWithStations() {
        Story story = begin(Trials.rule("gate in forest/**", "fire_danger(area) >= 3"));
        day(story, "ws-1", 0, DRY);
        after(story, 0);
        assertThat(story.moves()).containsExactly("73800 RAISED trial gully");
        assertThat(story.alarm().explanation()).singleElement().satisfies(evidence -> {
            assertThat(evidence.clause()).isEqualTo("fire_danger(area) >= 3");
            assertThat(evidence.value()).isEqualTo("3");
        });
        day(story, "ws-1", 1, new Weather(3, 95, 2, 20));
        after(story, 1);
        assertThat(story.moves()).hasSize(2).last().isEqualTo("160200 RETURNED trial gully");
    }

    @Test
    void aRuleMayNameAnAreaAndReckonWithItsFigures() {
        Story story = begin(Trials.rule("gate in town", "fwi('forest/west') * 2 > 20 and dc('forest') < 400"));
        day(story, "ws-3", 0, DRY);
        after(story, 0);
        assertThat(story.moves()).containsExactly("73800 RAISED trial town");
    }

    @Test
    void aChangedSiteKeepsTheCodesAndARestoredOneTheDigest() {
        Story story = begin();
        day(story, "ws-3", 0, DRY);
        after(story, 0);
        AreaWeather before = weather(story, "forest/west");
        story.tell(NOON_S + 2 * HOUR_S, site(Trials.rule("gate in forest/**", "dmc(area) > 1000")));
        assertThat(weather(story, "forest/west")).isEqualTo(before);
        Engine restored = Engine.restore(story.engine.snapshot());
        assertThat(restored.digest()).isEqualTo(story.engine.digest());
        assertThat(restored.view().fireWeather()).isEqualTo(story.engine.view().fireWeather());
    }

    private static SiteChanged changed(String from, String to) {
        return new SiteChanged(
                "li",
                site(Trials.rule("gate in forest/**", "fwi(area) > 1000 and door")).files().stream()
                        .map(file -> new SiteFile(file.name(), file.text().replace(from, to)))
                        .toList());
    }

    /** Ten dry days at a station of the east, and the site as it is changed then. */
    private static Story droughtThen(SiteChanged changed) {
        Story story = begin();
        for (int day = 0; day < 10; day++) {
            day(story, "ws-1", day, DRY);
            after(story, day);
        }
        return story.tell(NOON_S + 9 * DAY_S + HOUR_S, changed);
    }

    @Test
    void aStationThatIsSetUpInADroughtDoesNotEndIt() {
        Story story = droughtThen(
                changed(
                        "  - { id: ws-2,",
                        "  - { id: ws-4, type: station, area: forest/east/gully, lat: 36, lon: 120.1, name: { zh: 四, en: Four } }\n  - { id: ws-2,"));
        Codes east = weather(story, "forest/east").fireWeather().codes();
        assertThat(weather(story, "forest/east/gully").fireWeather().codes()).isEqualTo(east);
        for (int hour = 22; hour >= 0; hour--) {
            hour(story, "ws-4", NOON_S + 10 * DAY_S - hour * HOUR_S, DRY);
        }
        after(story, 10);
        assertThat(weather(story, "forest/east/gully").fireWeather().codes().dc())
                .as("it goes on from what the gully had by the stations around it, not from spring")
                .isGreaterThanOrEqualTo(east.dc());
    }

    @Test
    void anAreaOfAnotherNameHasTheFireWeatherOfItsStations() {
        Story story = droughtThen(changed("forest/east", "forest/sunrise"));
        Story same = droughtThen(site(Trials.rule("gate in forest/**", "fwi(area) > 1000 and door")));
        assertThat(weather(story, "forest/sunrise").fireWeather())
                .isEqualTo(weather(same, "forest/east").fireWeather());
    }

    @Test
    void theSameEntriesGiveTheSameStateWhateverTheSite() {
        Story story = begin();
        for (int day = 0; day < 3; day++) {
            day(story, "ws-1", day, new Weather(10 + day, 50, 12, day));
            after(story, day);
        }
        Engine again = Engine.empty();
        story.entries.forEach(again::apply);
        assertThat(again.digest()).isEqualTo(story.engine.digest());
    }

    @Test
    void whatCannotBeAskedIsRefusedWithWhatWouldBeRight() {
        assertThat(problems("fwi(are) > 20"))
                .contains("fwi takes 'area', for the area of the device, or a path in quotes");
        assertThat(problems("fwi('forest/eas') > 20"))
                .contains("unknown area 'forest/eas'")
                .contains("forest/east");
        assertThat(problems("fwi(area) > 20 °C")).contains("expected a plain number, found '20 °C'");
        assertThat(problems("fwy(area) > 20"))
                .contains("unknown function 'fwy'")
                .contains("fwi");
        assertThat(problems("fwi('town') > 20"))
                .contains("asks for the fire weather of 'town', which has no weather station")
                .contains("humidity, rain, temperature, wind_speed");
    }

    private static String problems(String raise) {
        List<String> problems = new ArrayList<>();
        if (Site.parse(site(Trials.rule("gate in forest/**", raise)).files()) instanceof Parsed.Invalid invalid) {
            invalid.problems().forEach(problem -> problems.add(problem.toString()));
        }
        return String.join("\n", problems);
    }
}
