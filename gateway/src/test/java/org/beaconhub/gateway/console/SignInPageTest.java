package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.access.Sessions;
import org.beaconhub.gateway.console.door.Keys;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in, in a real browser. */
class SignInPageTest extends DoorTrial {
    private final AheadClock ahead = new AheadClock();

    @BeforeEach
    void letTimePass() {
        console.close();
        console = hub.console(
                new ConsoleOptions("127.0.0.1", 0),
                new Entrance(Keys.of(accounts, audit, ahead), Optional.empty(), hub::entry),
                ahead);
    }

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
    void aOneTimeLinkTakesItsCodeOutOfTheAddressAndNothingThatIsAskedForTellsIt() {
        String code = accounts.add("王芳", Role.OPERATOR);
        List<String> told = new CopyOnWriteArrayList<>();
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            page.onRequest(request -> told.add(request.url().replaceAll("#.*", "") + " " + request.headers()));
            page.navigate(console.url() + "set-up#" + code);
            assertThat(page.locator("main")).containsText("王芳");
            assertThat(page).hasURL(console.url() + "set-up");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/set-up.png")));
            page.locator("[name=password]").fill(GOOD);
            page.locator("[name=again]").fill(GOOD);
            page.locator("button").click();
            assertThat(page).hasURL(console.url() + "sign-in");
        }
        assertThat(told).hasSizeGreaterThan(3).noneMatch(each -> each.contains(code));
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
            ahead.pass(Sessions.IDLE_MS);
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

    @Test
    void whoLeavesTheSignInDialogIsLeftInPeaceAndSeesWhyThePageIsOldUntilTheySignIn() {
        person("王芳", Role.OPERATOR);
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = signedIn(context, "王芳");
            ahead.pass(Sessions.IDLE_MS);
            Locator dialog = page.locator("#sign-in");
            dialog.waitFor(new Locator.WaitForOptions().setTimeout(15_000));
            page.keyboard().press("Escape");
            // What the page looks up may ask before the hub has cut off its stream, after which the page is old in a
            // moment.
            assertThat(page.locator("#stale"))
                    .containsText("SIGNED OUT", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
            for (int i = 0; i < 3; i++) {
                page.waitForResponse("**/api/v1/session", () -> {});
                assertThat(dialog).hasCount(0);
            }
            page.locator("#sign-in-again").click();
            fill(page, "王芳");
            page.keyboard().press("Enter");
            assertThat(page.locator("html")).hasAttribute("data-link", "live");
            assertThat(page.locator("#stale")).isHidden();
        }
    }

    /** Opens the form that shelves an alarm, fills it by the keyboard, and sends it when the session is over. */
    private Locator sendTooLate(Page page, String language) {
        page.navigate(console.url() + "?lang=" + language);
        fill(page, "王芳");
        page.keyboard().press("Enter");
        assertThat(page.locator("html")).hasAttribute("data-link", "live");
        page.locator("[data-alarm]").first().focus();
        page.keyboard().press("s");
        page.locator("[name=reason]").focus();
        page.keyboard().insertText("painters at work");
        ahead.pass(Sessions.IDLE_MS);
        page.keyboard().press("Control+Enter");
        Locator dialog = page.locator("#sign-in");
        assertThat(dialog).isVisible();
        return dialog;
    }

    @ParameterizedTest
    @CsvSource({"zh,再次提交将以此人名义执行： 李明", "en,it is done under the name of 李明"})
    void whoSignsInForSomebodyElseSeesTheirOwnNameBeforeTheActIsDone(String language, String told) {
        person("王芳", Role.OPERATOR);
        person("李明", Role.OPERATOR);
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.TAMPER, 1));
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            Locator dialog = sendTooLate(page, language);
            dialog.locator("[name=name]").fill("李明");
            dialog.locator("[name=password]").fill(GOOD);
            page.keyboard().press("Enter");
            assertThat(dialog).hasCount(0);
            assertThat(page.locator("[data-alarm] .answer").first()).containsText(told);
            assertThat(page.locator("#by")).hasValue("李明");
            assertThat(page.locator("[name=reason]")).hasValue("painters at work");
            assertThat(page.locator("[data-list=shelved]")).containsText("0");
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of("target/screens/sign-in-other-" + language + ".png")));
            page.locator("[name=reason]").focus();
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("[data-list=shelved]")).containsText("1");
        }
        assertThat(hub.view().alarms().getFirst().state())
                .hasFieldOrPropertyWithValue("reason", "painters at work")
                .hasFieldOrPropertyWithValue("by", "李明");
    }

    /** Other rights would have the page built anew, and with it the form. */
    @Test
    void whoSignsInWithOtherRightsFindsWhatWasTypedOnAPageOfAnIncidentToo() {
        person("王芳", Role.OPERATOR);
        person("李明", Role.ADMIN);
        hub.heat("fn-1");
        String incident = hub.view().incidents().incidents().getFirst().id();
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = signedIn(context, "王芳");
            page.navigate(console.url() + "?lang=en#/incidents/" + incident);
            page.locator("[data-act=note]").click();
            page.locator("[name=note]").fill("smoke over the ridge, wind turns");
            ahead.pass(Sessions.IDLE_MS);
            page.keyboard().press("Control+Enter");
            Locator dialog = page.locator("#sign-in");
            dialog.locator("[name=name]").fill("李明");
            dialog.locator("[name=password]").fill(GOOD);
            page.keyboard().press("Enter");
            assertThat(dialog).hasCount(0);
            assertThat(page.locator("[name=note]")).hasValue("smoke over the ridge, wind turns");
            page.locator("[name=note]").focus();
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".time-line")).containsText("smoke over the ridge, wind turns");
            assertThat(page.locator(".time-line")).containsText("李明");
        }
    }

    /** A page of somebody who has just signed in, in English. */
    private Page signedIn(BrowserContext context, String name) {
        Page page = context.newPage();
        page.navigate(console.url() + "?lang=en");
        fill(page, name);
        page.keyboard().press("Enter");
        assertThat(page.locator("html")).hasAttribute("data-link", "live");
        return page;
    }
}
