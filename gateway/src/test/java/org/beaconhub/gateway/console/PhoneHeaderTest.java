package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.beaconhub.gateway.records.PastRecords;
import org.beaconhub.gateway.run.Receipt;
import org.junit.jupiter.api.Test;

/** The header on a phone: two rows that say what is wrong and lead to every page, and the rest behind one button. */
class PhoneHeaderTest extends PageTrial {
    private static final int HEIGHT_MAX = 85;

    private Locator more() {
        return page.locator("#more");
    }

    private void assertTwoRows(String name) {
        assertThat(page.locator("header .badge.loud")).isVisible();
        assertThat(more()).isVisible();
        assertThat(page.locator("#by")).isHidden();
        assertThat(page.locator("header.bar").boundingBox().height).as(name).isLessThan(HEIGHT_MAX);
        look(name);
    }

    @Test
    void itIsTwoRowsInBothLanguagesByDayAndNightAndInADrill() {
        hub.heat("fn-1");
        for (String language : List.of("zh", "en")) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                open("", language, 360, 740, scheme);
                assertTwoRows("header-360-" + language + "-" + scheme);
                assertThat(Accessibility.violations(page)).isEmpty();
            }
        }
        hub.put(List.of(TrialScenarios.read().scenarios().getFirst().ordered("Zhao")), Receipt.NONE);
        for (String language : List.of("zh", "en")) {
            open("", language, 360);
            assertThat(page.locator("#drill-frame")).isVisible();
            assertTwoRows("header-360-drill-" + language);
        }
    }

    @Test
    void theButtonShowsTheRestUntilItIsPressedAgainOrAnotherPageIsOpened() {
        hub.heat("fn-1");
        open("", "zh", 360);
        more().click();
        assertThat(more()).hasAttribute("aria-expanded", "true");
        for (String part : List.of("#by", "#clock", "#mute", "#language", "#theme", "#rate")) {
            assertThat(page.locator(part)).isVisible();
        }
        look("header-360-open-zh");
        assertThat(Accessibility.violations(page)).isEmpty();
        more().click();
        assertThat(page.locator("#by")).isHidden();
        more().click();
        goTo("#/mine", ".mine");
        assertThat(page.locator("#by")).isHidden();
    }

    @Test
    void thePageThatIsOpenIsInSightAmongTheOthers() {
        PastRecords.write(hub.recorded);
        for (String name : pagesOfTheConsole()) {
            open("#/" + name, "zh", 360);
            Locator current = page.locator("nav a[aria-current]");
            if (current.count() > 0) {
                BoundingBox box = current.boundingBox();
                assertThat(box.x).as(name).isGreaterThanOrEqualTo(0);
                assertThat(box.x + box.width).as(name).isLessThan(350);
            }
        }
    }

    @Test
    void whoActsWithoutANameHasTheFieldBeforeThem() {
        hub.heat("fn-1");
        open("", "zh", 360);
        page.locator(".alarm [data-act=acknowledge]").first().click();
        assertThat(page.locator("#by")).isVisible();
        assertThat(page.locator("#by")).isFocused();
    }

    @Test
    void thatTheSoundIsOffStaysInSight() {
        open("", "zh", 360);
        assertThat(page.locator("#mute")).isHidden();
        press("m");
        assertThat(page.locator("#mute")).isVisible();
        assertThat(page.locator("#mute")).containsText("■");
        assertThat(page.locator("#language")).isHidden();
    }

    @Test
    void onAWideScreenAllOfItIsInSight() {
        open("", "zh", 1366);
        assertThat(more()).isHidden();
        assertThat(page.locator("#by")).isVisible();
        assertThat(page.locator("#language")).isVisible();
    }
}
