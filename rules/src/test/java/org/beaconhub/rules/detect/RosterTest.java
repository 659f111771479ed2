package org.beaconhub.rules.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.weather.WeatherBook;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final long BEGIN_MS = 1_800_000_000_000L;

    private final Map<Object, Object> shared = new HashMap<>();

    /** A device whose clauses look when its roster calls them, as a watch does. */
    private final class Post {
        private final Track track;
        private final Roster roster;
        private final List<Clause> clauses = new ArrayList<>();
        private long seq;
        private long seconds;

        Post(String... conditions) {
            Site site = ((Parsed.Valid) Site.parse(site(conditions))).site();
            track = new Track(site.devices().getFirst(), shared);
            roster = new Roster(track);
            Surroundings around = new Surroundings(
                    new Listening(),
                    List.of(),
                    Calendars.NONE,
                    new WeatherBook("UTC", List.of()),
                    new CoverBook(List.of()),
                    Surroundings.Others.NONE,
                    _ -> false);
            for (Rule rule : site.rulebook().rules()) {
                Clauses.Working working = Clauses.of(rule.raise(), track, around);
                clauses.add(working.clause());
                roster.add(working.needs());
            }
            roster.ready(shared);
        }

        /** Ten seconds later it tells one number; the places of those who are called, and look. */
        List<Integer> tells(Quantity quantity, double value) {
            seconds += 10;
            long ms = BEGIN_MS + seconds * 1000;
            track.heard(ms, BEGIN_MS);
            Observation observation = new Observation(
                    "n-1",
                    ms,
                    Observation.TimeSource.DEVICE,
                    Observation.NO_SEQ,
                    List.of(new Measurement(quantity, value)));
            long told = track.observe(observation, ++seq);
            long called = roster.called(told, ms);
            List<Integer> places = new ArrayList<>();
            for (int i = roster.next(called, 0); i < roster.size(); i = roster.next(called, i + 1)) {
                if (Roster.isIn(called, i) && roster.concerns(i, told)) {
                    places.add(i);
                    clauses.get(i).look(track.deviceTimeMs(ms), ms);
                    roster.looked(i, clauses.get(i).restlessFromMs());
                }
            }
            return places;
        }
    }

    private static List<SiteFile> site(String... conditions) {
        String rules = IntStream.range(0, conditions.length)
                .mapToObj(i -> """
                        - rule: rule-%d
                          on: node
                          raise: %s
                          kind: alarm
                          severity: severe
                          message: { zh: x, en: x }
                        """.formatted(i, conditions[i]))
                .collect(Collectors.joining());
        return List.of(
                new SiteFile("site.yaml", """
                        name: { zh: x, en: x }
                        zone: UTC
                        areas: { forest: { zh: x, en: x } }
                        """),
                new SiteFile("types.yaml", "types: { node: { measures: [temperature, smoke] } }\n"),
                new SiteFile(
                        "devices.yaml", "devices: [{ id: n-1, type: node, area: forest, name: { zh: x, en: x } }]\n"),
                new SiteFile("rules/all.yaml", rules));
    }

    @Test
    void atFirstEverybodyLooksWhomTheReadingConcerns() {
        Post post = new Post("temperature > 20 °C", "smoke > 4 %/m", "temperature > 20 °C or smoke > 4 %/m");

        assertThat(post.tells(Quantity.TEMPERATURE, 15)).containsExactly(0, 2);
        assertThat(post.tells(Quantity.SMOKE, 1)).containsExactly(1, 2);
    }

    @Test
    void thenNobodyUntilAThresholdIsCrossed() {
        Post post = new Post("temperature > 20 °C", "temperature > 50 °C");
        post.tells(Quantity.TEMPERATURE, 15);

        assertThat(post.tells(Quantity.TEMPERATURE, 16)).as("below both").isEmpty();
        assertThat(post.tells(Quantity.TEMPERATURE, 30)).as("across one").containsExactly(0, 1);
        assertThat(post.tells(Quantity.TEMPERATURE, 31)).as("between both").isEmpty();
        assertThat(post.tells(Quantity.TEMPERATURE, 51)).as("across the other").containsExactly(0, 1);
    }

    @Test
    void aWindowCallsWhenItsFigureCrossesAThreshold() {
        Post post = new Post("max(temperature, 1 min) > 20 °C", "max(temperature, 1 min) > 30 °C");
        post.tells(Quantity.TEMPERATURE, 15);

        assertThat(post.tells(Quantity.TEMPERATURE, 19)).isEmpty();
        assertThat(post.tells(Quantity.TEMPERATURE, 25)).containsExactly(0, 1);
        assertThat(post.tells(Quantity.TEMPERATURE, 18))
                .as("the greatest stays")
                .isEmpty();
        for (int i = 0; i < 4; i++) {
            post.tells(Quantity.TEMPERATURE, 18);
        }
        assertThat(post.tells(Quantity.TEMPERATURE, 18))
                .as("25 °C has left the window")
                .containsExactly(0, 1);
    }

    @Test
    void whatStandsStillCallsWhenItHasStoodLongEnoughAndWhenItMoves() {
        Post post = new Post("stuck(temperature, 30 s)");
        post.tells(Quantity.TEMPERATURE, 15);
        post.tells(Quantity.TEMPERATURE, 15);

        assertThat(post.tells(Quantity.TEMPERATURE, 15)).as("20 s").isEmpty();
        assertThat(post.tells(Quantity.TEMPERATURE, 15)).as("30 s").containsExactly(0);
        assertThat(post.clauses.getFirst().truth()).isEqualTo(Truth.TRUE);
        assertThat(post.tells(Quantity.TEMPERATURE, 15)).as("40 s").isEmpty();
        assertThat(post.tells(Quantity.TEMPERATURE, 25)).as("it moves").containsExactly(0);
        assertThat(post.clauses.getFirst().truth()).isEqualTo(Truth.FALSE);
    }

    @Test
    void whoWaitsIsCalledWhenTheWaitIsOver() {
        Post post = new Post("temperature > 20 °C for 15 s");
        post.tells(Quantity.TEMPERATURE, 15);

        assertThat(post.tells(Quantity.TEMPERATURE, 25)).containsExactly(0);
        assertThat(post.tells(Quantity.TEMPERATURE, 26)).as("it waits").isEmpty();
        assertThat(post.tells(Quantity.TEMPERATURE, 27)).as("15 s are over").containsExactly(0);
        assertThat(post.tells(Quantity.TEMPERATURE, 28)).isEmpty();
    }

    @Test
    void whoIsWokenLooksAtTheNextReadingThatConcernsIt() {
        Post post = new Post("temperature > 20 °C", "smoke > 4 %/m");
        post.tells(Quantity.TEMPERATURE, 15);
        post.tells(Quantity.SMOKE, 1);
        post.roster.wake(1);

        assertThat(post.tells(Quantity.TEMPERATURE, 15)).isEmpty();
        assertThat(post.tells(Quantity.SMOKE, 1)).containsExactly(1);
    }

    @Test
    void devicesThatShareWhatTheyAskHaveAnswersOfTheirOwn() {
        Post one = new Post("max(temperature, 1 min) > 20 °C");
        Post other = new Post("max(temperature, 1 min) > 20 °C");
        one.tells(Quantity.TEMPERATURE, 15);
        other.tells(Quantity.TEMPERATURE, 15);

        assertThat(one.tells(Quantity.TEMPERATURE, 25)).containsExactly(0);
        assertThat(other.tells(Quantity.TEMPERATURE, 16)).isEmpty();
        assertThat(other.tells(Quantity.TEMPERATURE, 25)).containsExactly(0);
    }

    @Test
    void fromTheSixtyFourthOnEverybodyAlwaysLooks() {
        Post post = new Post(IntStream.range(0, 66)
                .mapToObj(i -> "temperature > " + (20 + i % 5) + " °C")
                .toArray(String[]::new));

        assertThat(post.tells(Quantity.TEMPERATURE, 15)).hasSize(66);
        assertThat(post.tells(Quantity.TEMPERATURE, 15)).containsExactly(63, 64, 65);
        assertThat(post.tells(Quantity.TEMPERATURE, 20.5))
                .as("across a threshold")
                .hasSize(66);
    }
}
