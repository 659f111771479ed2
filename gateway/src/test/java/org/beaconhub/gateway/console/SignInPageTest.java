package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.access.Sessions;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;

/** Signing in, in a real browser. */
class SignInPageTest extends DoorTrial {
    private static void fill(Page page, String name) {
        page.locator("[name=name]").fill(name);
        page.locator("[name=password]").fill(GOOD);
    }

    @Test
    void aPhoneSignsInWithoutAnyScript() {
        person("王芳", Role.OPERATOR);
        try (BrowserContext context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(360, 640)
                        .setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(console.url() + "?list=shelved");
            assertThat(page).hasURL(Pattern.compile("/sign-in\\?next="));
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/sign-in-360.png")));
            page.locator("[name=name]").fill("王芳");
            page.locator("[name=password]").fill("wrong");
            page.locator("button").click();
            assertThat(page.locator("[role=alert]")).containsText("姓名或密码不对");
            fill(page, "王芳");
            page.locator("button").click();
            assertThat(page).hasURL(console.url() + "?list=shelved");
        }
    }

    @Test
    void anExpiredSessionKeepsWhatWasTypedAndTheActGoesThroughAfterSigningInAgain() {
        person("王芳", Role.OPERATOR);
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.TAMPER, 1));
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(console.url() + "?lang=en");
            fill(page, "王芳");
            page.locator("button").click();
            assertThat(page.locator("html")).hasAttribute("data-link", "live");
            assertThat(page.locator("#by")).hasValue("王芳");
            Locator card = page.locator("[data-alarm]");
            card.focus();
            page.keyboard().press("s");
            page.locator("[name=reason]").fill("painters at work");
            clock.pass(Sessions.IDLE_MS);
            page.keyboard().press("Control+Enter");
            Locator dialog = page.locator("#sign-in");
            assertThat(dialog).isVisible();
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/sign-in-again.png")));
            dialog.locator("[name=password]").fill(GOOD);
            page.keyboard().press("Enter");
            assertThat(dialog).hasCount(0);
            assertThat(page.locator("[data-list=shelved]")).containsText("1");
            page.locator("#sign-out").click();
            assertThat(page).hasURL(Pattern.compile("/sign-in$"));
        }
        assertThat(hub.view().alarms().getFirst().state())
                .hasFieldOrPropertyWithValue("reason", "painters at work")
                .hasFieldOrPropertyWithValue("by", "王芳");
    }
}
