package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.beaconhub.gateway.run.Receipt;
import org.junit.jupiter.api.Test;

/** A flood of alarms, at a desk and on a wall: what began it is on top, and what has no room is counted. */
class FloodPageTest extends PageTrial {
    /** Seven nodes of the east slope, the second of them first, and six of the west slope after them. */
    private static final List<Integer> BURNING = List.of(2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11);

    private void heat(int node) {
        hub.heat("fn-" + node);
        long now = hub.clock.nowMs();
        await().until(() -> hub.clock.nowMs() > now); // so that no two begin at the same moment
    }

    private void flood() {
        BURNING.forEach(this::heat);
    }

    private Locator card(int place) {
        return page.locator("#alarm-list .kind-alarm [data-alarm]").nth(place);
    }

    private int number(String script) {
        return ((Number) page.evaluate(script)).intValue();
    }

    @Test
    void theFirstOutOfEachAreaIsOnTopAndMarkedTheEldestFirstAndWhatFollowedComesAfterThem() {
        flood();
        open("", "en", 1366);
        signIn();
        assertThat(card(0)).containsText("Forest node 2 · fn-2");
        assertThat(card(0).locator(".first-out")).hasText("① first-out +6 (unacknowledged 6)");
        assertThat(card(1)).containsText("Forest node 1 · fn-1");
        assertThat(card(1).locator(".first-out")).hasText("① first-out +5 (unacknowledged 5)");
        assertThat(card(2)).containsText("Forest node 11 · fn-11");
        assertThat(card(12)).containsText("Forest node 4 · fn-4");
        press("j", "a");
        assertThat(card(0)).containsText("acknowledged · Wang Fang");
        assertThat(card(0)).containsText("Forest node 2 · fn-2"); // what it began has not been seen yet
        look("flood-first-outs-en-1366");
        page.locator("#filter-sort").selectOption("time");
        assertThat(card(0)).containsText("Forest node 11 · fn-11");
    }

    @Test
    void howeverLongTheListOfAlarmsIsTheCurveStandsRightBelowTheMap() {
        flood();
        open("", "en", 1366);
        assertThat(page.locator("#alarm-list [data-alarm]")).hasCount(BURNING.size());
        assertThat(number("document.querySelector('.chart').getBoundingClientRect().top"
                        + " - document.querySelector('.map').getBoundingClientRect().bottom"))
                .isLessThan(40);
    }

    @Test
    void outOfAFloodTheNewestOfEqualsIsOnTop() {
        List.of(2, 4, 6).forEach(this::heat);
        open("", "zh", 1366);
        assertThat(card(0)).containsText("林区节点 6 · fn-6");
        assertThat(card(2)).containsText("林区节点 2 · fn-2");
        assertThat(card(2).locator(".first-out")).hasText("① 首发 +2 (未确认 2)");
    }

    /** How many alarms of a wall are in sight whole, and how many it says are not. */
    private static final String SEEN = """
            () => {
              const below = document.querySelector('[data-below=alarms]:not([hidden])'), section = document.querySelector('.alarms').getBoundingClientRect();
              const edge = below ? below.getBoundingClientRect().top : section.bottom;
              const seen = [...document.querySelectorAll('#alarm-list [data-alarm]')].filter(each => each.getBoundingClientRect().bottom <= edge + 1).length;
              return `${seen} seen, ${below?.textContent.match(/(?:火警|Alarm) (\\d+)/)[1] ?? 0} not`;
            }""";

    private boolean countsAll() {
        String[] words = String.valueOf(page.evaluate(SEEN)).split(" ");
        return Integer.parseInt(words[0]) + Integer.parseInt(words[2]) == BURNING.size();
    }

    /** A wall whose browser makes no sound, which a bar says. */
    private void openWall(String language, int height) {
        renew(new Browser.NewContextOptions().setViewportSize(height * 16 / 9, height));
        context.addInitScript(
                "window.AudioContext = class { state = 'suspended'; resume() { return new Promise(() => {}); } }");
        page = context.newPage();
        page.navigate(console.url() + "?lang=" + language + "#/wall");
        page.locator("html[data-link=live]").waitFor();
    }

    @Test
    void aWallUnderThreeBarsHasTheFirstOutsInSightAndCountsTheAlarmsThatHaveNoRoom() {
        flood();
        hub.put(List.of(TrialScenarios.read().scenarios().getFirst().ordered("Zhao")), Receipt.NONE);
        for (int height : new int[] {1080, 2160}) {
            openWall(height == 1080 ? "zh" : "en", height);
            for (String bar : List.of(".drill-bar", "#flood", "#sound-hint")) {
                assertThat(page.locator(bar)).isVisible();
            }
            page.locator("#map .sign").first().waitFor();
            assertThat(card(0).locator(".first-out")).isVisible();
            assertThat(card(1).locator(".first-out")).isVisible();
            page.waitForCondition(this::countsAll);
            assertThat(String.valueOf(page.evaluate(SEEN))).as("at " + height).matches("(8|9|1[0-3]) seen, \\d not");
            look("flood-wall-" + height);
        }
    }

    private static final String SCROLLED = "Math.ceil(document.querySelector('.alarms').scrollTop)";

    @Test
    void aWallThatSomebodyScrolledShowsANewAlarmAtOnce() {
        List.of(2, 4, 6, 8, 10, 12, 14, 16).forEach(this::heat);
        open("#/wall", "en", 1366, 600, ColorScheme.DARK);
        assertThat(page.locator("[data-below=alarms]")).containsText("below, out of sight");
        page.evaluate("document.querySelector('.alarms').scrollTo(0, 9999)");
        assertThat(number(SCROLLED)).isPositive();
        heat(18);
        page.waitForCondition(() -> number(SCROLLED) == 0);
        assertThat(card(0)).containsText("Forest node 18");
    }
}
