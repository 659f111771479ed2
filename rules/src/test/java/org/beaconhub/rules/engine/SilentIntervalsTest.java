package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** Silence that is counted in intervals, in a site that does not list the hub itself. */
class SilentIntervalsTest {
    private static Story story() {
        Story story = new Story();
        story.tell(
                0,
                new SiteChanged(
                        "start",
                        List.of(
                                new SiteFile(
                                        "site.yaml",
                                        "name: { zh: 试验, en: Trial }\nzone: UTC\nareas: { wood: { zh: 林, en: Wood } }\n"),
                                new SiteFile("types.yaml", """
                                        types:
                                          quick: { measures: [smoke], interval: 1 s }
                                          slow: { measures: [smoke], interval: 1 min }
                                          never: { measures: [smoke] }
                                        """),
                                new SiteFile("devices.yaml", """
                                        devices:
                                          - { id: q, type: quick, area: wood, name: { zh: 一, en: 1 } }
                                          - { id: s, type: slow, area: wood, name: { zh: 二, en: 2 } }
                                          - { id: n, type: never, area: wood, name: { zh: 三, en: 3 } }
                                        """),
                                new SiteFile(
                                        "rules/all.yaml",
                                        Trials.rule("quick, slow, never", "silent for 4 intervals")))));
        return story;
    }

    private static void speak(Story story) {
        for (String device : List.of("q", "s", "n")) {
            story.observe(10, device, Quantity.SMOKE, 1);
        }
    }

    @Test
    void itIsAsLongAsTheTypeOfADeviceMakesIt() {
        Story story = story();
        story.observe(9, "hub", Quantity.BROKER_UP, 1);
        speak(story);
        assertThat(story.until(3600).moves()).containsExactly("14 RAISED trial q", "250 RAISED trial s");
        assertThat(story.engine.why("n", story.engine.hubTimeMs()).getFirst().reasons())
                .anySatisfy(reason -> assertThat(reason.en()).contains("the type of the device has no interval"));
    }

    @Test
    void nobodyIsSilentWhileTheHubsOwnBrokerIsGoneThoughTheSiteDoesNotListTheHub() {
        Story story = story();
        story.observe(9, "hub", Quantity.BROKER_UP, 1);
        speak(story);
        story.observe(11, "hub", Quantity.BROKER_UP, 0);
        assertThat(story.until(3600).moves()).isEmpty();
    }

    @Test
    void whoTellsOnlyWhatItsTypeDoesNotMeasureIsHeardAllTheSame() {
        Story story = story();
        story.observe(9, "hub", Quantity.BROKER_UP, 1);
        speak(story);
        story.observe(20, "q", Quantity.TEMPERATURE, 20);
        assertThat(story.moves()).containsExactly("14 RAISED trial q", "20 RETURNED trial q");
    }
}
