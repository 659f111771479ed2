package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    void outOfAFloodTheNewestOfEqualsIsOnTop() {
        List.of(2, 4, 6).forEach(this::heat);
        open("", "zh", 1366);
        assertThat(card(0)).containsText("林区节点 6 · fn-6");
        assertThat(card(2)).containsText("林区节点 2 · fn-2");
        assertThat(card(2).locator(".first-out")).hasText("① 首发 +2 (未确认 2)");
    }

    /** How many alarms of a wall are in sight whole. */
    private static final String IN_SIGHT = """
            () => {
              const below = document.querySelector('[data-below=alarms]:not([hidden])') ?? document.querySelector('.alarms');
              const edge = below.dataset.below ? below.getBoundingClientRect().top : below.getBoundingClientRect().bottom;
              return [...document.querySelectorAll('#alarm-list [data-alarm]')].filter(each => each.getBoundingClientRect().bottom <= edge + 1).length;
            }""";

    @Test
    void aWallUnderThreeBarsHasTheFirstOutsInSightAndCountsTheAlarmsThatHaveNoRoom() {
        flood();
        hub.put(List.of(TrialScenarios.read().scenarios().getFirst().ordered("Zhao")), Receipt.NONE);
        for (int height : new int[] {1080, 2160}) {
            open("#/wall", height == 1080 ? "zh" : "en", height * 16 / 9, height, ColorScheme.DARK);
            for (String bar : List.of(".drill-bar", "#flood", "#sound-hint")) {
                assertThat(page.locator(bar)).isVisible();
            }
            page.locator("#map .sign").first().waitFor();
            assertThat(card(0).locator(".first-out")).isVisible();
            assertThat(card(1).locator(".first-out")).isVisible();
            int inSight = number(IN_SIGHT);
            assertThat(inSight).as("in sight at " + height).isGreaterThanOrEqualTo(6);
            Locator below = page.locator("[data-below=alarms]");
            if (inSight < BURNING.size()) {
                String left = String.valueOf(BURNING.size() - inSight);
                assertThat(below).containsText(height == 1080 ? "火警 " + left : "Alarm " + left);
            } else {
                assertThat(below).isHidden();
            }
            look("flood-wall-" + height);
        }
    }

    @Test
    void aWallThatSomebodyScrolledShowsANewAlarmAtOnce() {
        List.of(2, 4, 6, 8, 10, 12, 14, 16).forEach(this::heat);
        open("#/wall", "en", 1366, 600, ColorScheme.DARK);
        assertThat(page.locator("[data-below=alarms]")).containsText("below, out of sight");
        page.evaluate("document.querySelector('.alarms').scrollTo(0, 9999)");
        page.waitForFunction("document.querySelector('.alarms').scrollTop > 0");
        heat(18);
        page.waitForFunction("document.querySelector('.alarms').scrollTop === 0");
        assertThat(card(0)).containsText("Forest node 18");
    }
}
