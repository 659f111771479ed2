package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;

/** A plate is put on the watch list at the console, is seen, and is taken off. */
class WatchPageTest extends PageTrial {
    private void watchesAPlate(String language, int width, String noReason, String none) {
        open("#/watch-list", language, width);
        signIn();
        Locator body = page.locator(".watch");
        body.locator("[name=value]").fill("鲁B·12345");
        press("Enter");
        assertThat(body.locator(".answer")).containsText(noReason);
        assertThat(body.locator("[name=value]")).hasValue("鲁B·12345");
        body.locator("[name=reason]").fill("<b>stolen</b>");
        body.locator("[data-act=watch]").click();
        assertThat(body.locator("tbody tr")).hasCount(1);
        assertThat(body.locator("tbody tr")).containsText("<b>stolen</b>");
        assertThat(body.locator("[name=value]")).hasValue("");
        hub.observe("fn-1", 0, new Label(Quantity.PLATE, TrialHub.PSEUDONYMS.of(Quantity.PLATE, "鲁B12345")));
        look("watch-" + language + "-" + width);
        body.locator("[data-act=unwatch]").click();
        assertThat(body).containsText(none);
        page.evaluate("location.hash = '#/'");
        assertThat(page.locator("[data-alarm]")).hasCount(1);
        assertThat(hub.view().watched()).isEmpty();
    }

    @Test
    void inChinese() {
        watchesAPlate("zh", 1366, "原因", "没有");
    }

    @Test
    void inEnglishOnAPhone() {
        watchesAPlate("en", 360, "reason", "None");
    }
}
