package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody may not do is offered on no page, neither by a button nor by a key. */
class ViewerPagesTest extends DoorTrial {
    @BeforeEach
    void burn() {
        console.close();
        hub.vitals.close();
        hub = new TrialHub(new TrialSite(4, 4).prepared());
        console = hub.console(new ConsoleOptions("127.0.0.1", 0), entrance(), clock);
        hub.heat("fn-1");
        hub.observe("sd-3", 0, TrialHub.reading(Quantity.TAMPER, 1));
    }

    private String incident() {
        return hub.view().incidents().incidents().getFirst().id();
    }

    private Page enter(BrowserContext context, Role role, String language) {
        person("王芳", role);
        Page page = context.newPage();
        page.navigate(console.url() + "?lang=" + language);
        page.locator("[name=name]").fill("王芳");
        page.locator("[name=password]").fill(GOOD);
        page.locator("button").click();
        assertThat(page.locator("html")).hasAttribute("data-link", "live");
        assertThat(page.locator("#by")).hasValue("王芳");
        return page;
    }

    private static Locator acts(Page page) {
        return page.locator("[data-act]:visible");
    }

    private void looksOnly(String language, String said, String picture) {
        List<String> writes = new ArrayList<>();
        try (BrowserContext context =
                Chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1366, 768))) {
            Page page = enter(context, Role.VIEWER, language);
            page.onRequest(request -> {
                if (!request.method().equals("GET")) {
                    writes.add(request.method() + " " + request.url());
                }
            });
            assertThat(page.locator("#view-only")).containsText(said);
            assertThat(page.locator("[data-alarm]")).hasCount(2);
            assertThat(acts(page)).hasCount(0);
            for (String key : List.of("j", "a", "s", "o", "r", "c", "u", "w", "z", "4", "5", "1")) {
                page.keyboard().press(key);
                assertThat(acts(page)).hasCount(0);
            }
            page.keyboard().press("?");
            assertThat(page.locator("#help kbd").getByText("s", new Locator.GetByTextOptions().setExact(true)))
                    .hasCount(0);
            page.keyboard().press("?");
            assertThat(page.locator("#help")).isHidden();
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/" + picture + ".png")));
            for (String hash :
                    List.of("incidents/" + incident(), "devices/fn-1", "handover", "actuators", "mine", "wall")) {
                page.evaluate("hash => { location.hash = '#/' + hash; }", hash);
                assertThat(page.locator("html")).hasAttribute("data-page", hash.replaceAll("/.*", ""));
                if (hash.equals("mine")) {
                    page.locator("[name=my-unit]").selectOption("rangers");
                    assertThat(page.locator(".mine .checks")).isVisible();
                }
                for (String key : List.of("a", "v", "d", "x", "t", "n", "l", "i")) {
                    page.keyboard().press(key);
                }
                assertThat(acts(page)).hasCount(0);
                assertThat(page.locator("form:visible")).hasCount(0);
            }
        }
        assertThat(writes).isEmpty();
    }

    @Test
    void aViewerLooksAtEveryPageAndIsOfferedNoActInChinese() {
        looksOnly("zh", "仅查看", "viewer-zh-1366");
    }

    @Test
    void aViewerLooksAtEveryPageAndIsOfferedNoActInEnglish() {
        looksOnly("en", "view only", "viewer-en-1366");
    }

    /** Somebody sets a wall up once, with the token in place of a password, and its address from then on is the wall's. */
    @Test
    void aWallSignsInWithAReadOnlyTokenShowsWhatIsLiveAndOffersNothing() {
        console.close();
        console = hub.console(new ConsoleOptions("127.0.0.1", 0), entrance(), hub.clock);
        try (BrowserContext context =
                Chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1920, 1080))) {
            Page page = context.newPage();
            page.navigate(console.url() + "?lang=zh#/wall");
            page.locator("[name=password]").fill("bh_no-such-token");
            page.locator("button").click();
            assertThat(page.locator("[role=alert]")).containsText("令牌不对");
            page.locator("[name=password]").fill(token(Role.VIEWER));
            page.locator("button").click();
            page.locator("html[data-link=live]").waitFor();
            assertThat(page).hasURL(console.url() + "?lang=zh#/wall");
            assertThat(page.locator("html")).hasAttribute("data-page", "wall");
            assertThat(page.locator("[data-alarm]")).hasCount(2);
            hub.heat("fn-3");
            assertThat(page.locator("[data-alarm]")).hasCount(3);
            assertThat(acts(page)).hasCount(0);
            page.keyboard().press("j");
            page.keyboard().press("a");
            assertThat(page.locator(".alarm.seen")).hasCount(0);
        }
    }

    @Test
    void anOperatorAnswersAndVerifiesButIsNotOfferedWhatSendsForces() {
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = enter(context, Role.OPERATOR, "en");
            assertThat(page.locator("#view-only")).isHidden();
            assertThat(page.locator("[data-act=acknowledge]:visible")).hasCount(2);
            page.evaluate("id => { location.hash = '#/incidents/' + id; }", incident());
            assertThat(page.locator("[data-act=verify]")).isVisible();
            for (String act : List.of("respond", "contain", "close", "assign", "merge", "split")) {
                assertThat(page.locator(".incident-head [data-act=" + act + "]"))
                        .isHidden();
            }
        }
    }
}
