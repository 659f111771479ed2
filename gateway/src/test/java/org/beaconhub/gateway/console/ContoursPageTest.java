package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;

/** Lines of equal height on the map of the example site. */
@NeedsServer(Server.CHROMIUM)
class ContoursPageTest extends ExamplePageTrial {
    /** The heights that are written on the map. */
    private List<Integer> heights() {
        return page.locator("#map .is-contour").allTextContents().stream()
                .map(each -> Integer.valueOf(each.replaceFirst(" m$", "")))
                .toList();
    }

    @Test
    void fromNearTheMapHasLinesOfEqualHeightThatTellItInMetresAndFromFarNone() {
        example();
        open("", "zh", 1366);
        page.locator("#map .zone.is-border").first().waitFor();
        assertThat(page.locator("#map .contour:visible")).hasCount(0);
        press("+", "+");
        page.waitForCondition(() -> !heights().isEmpty());
        assertThat(page.locator("#map .contour.is-main").first()).isVisible();
        assertThat(heights()).allMatch(each -> each > 0 && each < 450 && each % 100 == 0);
        press("0");
        page.waitForCondition(() ->
                heights().isEmpty() && page.locator("#map .contour:visible").count() == 0);
        assertThat(page.locator("#map .contour")).not().hasCount(0);
        for (Object[] each : new Object[][] {
            {"", "zh", 1366, ColorScheme.DARK},
            {"", "en", 1366, ColorScheme.LIGHT},
            {"#/wall", "zh", 3840, ColorScheme.DARK}
        }) {
            int width = (int) each[2];
            open((String) each[0], (String) each[1], width, width * 9 / 16, (ColorScheme) each[3]);
            page.locator("#map .zone.is-border").first().waitFor();
            page.evaluate("document.querySelector('[data-tool=zoom_in]').click()");
            page.waitForCondition(() -> !heights().isEmpty());
            look("map-contours-" + each[1] + "-" + width);
        }
    }
}
