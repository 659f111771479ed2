package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.beaconhub.gateway.series.Charts.Point;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;
import org.junit.jupiter.api.Test;

/** The page in a real browser. Without one it is skipped, except in continuous integration, where that is a failure. */
class ConsolePageTest {
    private static final Path SCREENS = Path.of("target", "screens");

    private static TrialHub busyHub() {
        TrialHub hub = new TrialHub(new TrialSite(220, 100));
        for (int i = 0; i < 220; i++) {
            if (i % 40 != 7) {
                hub.observe(
                        "fn-" + i,
                        1,
                        TrialHub.reading(Quantity.TEMPERATURE, 18 + i % 5),
                        TrialHub.reading(Quantity.HUMIDITY, 41));
            }
        }
        for (int i = 0; i < 100; i++) {
            hub.observe("sd-" + i, 1, TrialHub.reading(Quantity.BATTERY, i == 3 ? 9 : 88));
        }
        hub.observe("sd-20", 0, TrialHub.reading(Quantity.TAMPER, 1));
        List<Point> history = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double value = 20 + Math.sin(i / 9.0) + (i > 180 ? (i - 180) * 2.6 : 0);
            history.add(new Point(hub.clock.nowMs() - (200 - i) * 4_000L, value - 0.7, value, value + 0.9));
        }
        hub.history = history;
        hub.quarantine.add(
                new Unreadable(
                        "beacon/v1/fn-9/telemetry",
                        "fn-9",
                        Unreadable.Reason.NOT_A_NUMBER,
                        Text.verbatim("readings.smoke is NaN"),
                        80,
                        ""),
                hub.clock.nowMs());
        return hub;
    }

    /** A page whose console errors, refused resources and failures are written down. */
    private static Page page(BrowserContext context, List<String> errors) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.onDialog(dialog -> {
            errors.add("a device opened a dialog: " + dialog.message());
            dialog.dismiss();
        });
        return page;
    }

    private static BrowserContext context(int width, ColorScheme scheme) {
        return Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, width < 500 ? 740 : width * 9 / 16)
                        .setColorScheme(scheme));
    }

    @Test
    void anAlarmIsSeenExplainedAndAcknowledgedInBothLanguages() {
        List<String> errors = new ArrayList<>();
        TrialHub hub = busyHub();
        try (Console console = hub.console();
                BrowserContext context = context(1366, ColorScheme.DARK)) {
            Page page = page(context, errors);
            page.navigate(console.url());
            assertThat(page.locator("#alarm-list")).containsText("无火警");
            hub.heat("fn-1");
            Locator alarm = page.locator(".alarm.kind-alarm, .kind-alarm .alarm");
            assertThat(alarm).containsText("林区节点 1 出现火情迹象");
            assertThat(alarm).containsText("温度高于 60 °C（71.5 °C）");
            assertThat(alarm).containsText("危急");
            assertThat(page.locator("#heard")).hasText("火警 危急: 林区节点 1 出现火情迹象");
            assertThat(page.locator("#alarm-list[aria-live]")).hasCount(0);
            assertThat(page.locator("#chart canvas")).isVisible();
            page.locator("#language").click();
            assertThat(alarm).containsText("Fire signs at Forest node 1");
            assertThat(alarm).containsText("unacknowledged");
            page.locator("#by").fill("Wang Fang");
            alarm.locator("[data-act=acknowledge]").click();
            assertThat(alarm).containsText("acknowledged · Wang Fang");
            hub.cool("fn-1");
            alarm.locator("[data-act=close]").click();
            alarm.locator("textarea").fill("put out");
            alarm.locator("form button").click();
            assertThat(alarm).hasCount(0);
            assertThat(errors).isEmpty();
        } finally {
            hub.vitals.close();
        }
    }

    @Test
    void whatADeviceIsCalledNeverBecomesMarkup() {
        List<String> errors = new ArrayList<>();
        TrialHub hub = busyHub();
        try (Console console = hub.console();
                BrowserContext context = context(1366, ColorScheme.LIGHT)) {
            Page page = page(context, errors);
            page.navigate(console.url() + "?lang=en");
            hub.heat("fn-0");
            assertThat(page.locator(".kind-alarm .alarm")).containsText(TrialSite.EVIL);
            page.locator("#search").fill("onerror");
            assertThat(page.locator("#device-list")).containsText(TrialSite.EVIL);
            assertThat(page.locator("img")).hasCount(0);
            assertThat(errors).isEmpty();
        } finally {
            hub.vitals.close();
        }
    }

    @Test
    void thePageTurnsStaleWithinFiveSecondsAndComesBack() {
        TrialHub hub = busyHub();
        Console first = hub.console();
        try (BrowserContext context = context(1366, ColorScheme.DARK)) {
            Page page = context.newPage();
            page.navigate(first.url());
            assertThat(page.locator("html")).hasAttribute("data-link", "live");
            int port = first.port();
            first.close();
            assertThat(page.locator("html"))
                    .hasAttribute("data-link", "stale", new HasAttributeOptions().setTimeout(5_500));
            assertThat(page.locator("#stale")).containsText("数据已过时");
            assertThat(page.locator("html")).hasAttribute("data-sound", Pattern.compile("chirp"));
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve("stale.png")));
            try (Console second = Console.start(
                    new ConsoleOptions("127.0.0.1", port),
                    hub,
                    hub,
                    hub,
                    hub.clock,
                    hub.vitals,
                    hub.meters,
                    hub::kpis,
                    TrialHub.NO_FOLDER,
                    Entrance.free(hub.clock),
                    TrialHub.LINKS,
                    hub.shelves())) {
                assertThat(page.locator("html"))
                        .hasAttribute("data-link", "live", new HasAttributeOptions().setTimeout(15_000));
                assertThat(second.port()).isEqualTo(port);
            }
        } finally {
            first.close();
            hub.vitals.close();
        }
    }

    @Test
    void nothingIsCutOffAtAnyWidth() {
        TrialHub hub = busyHub();
        hub.heat("fn-31");
        try (Console console = hub.console()) {
            for (int width : new int[] {360, 1366, 3840}) {
                for (boolean night : new boolean[] {true, false}) {
                    try (BrowserContext context = context(width, night ? ColorScheme.DARK : ColorScheme.LIGHT)) {
                        Page page = context.newPage();
                        page.navigate(console.url() + (night ? "?lang=zh" : "?lang=en"));
                        assertThat(page.locator("#chart canvas")).isVisible();
                        assertThat(page.locator(".sign").first()).isVisible();
                        assertThat(page.locator("#clock")).not().isEmpty();
                        page.screenshot(new Page.ScreenshotOptions()
                                .setPath(SCREENS.resolve((night ? "zh-night-" : "en-day-") + width + ".png"))
                                .setFullPage(width < 500));
                        Object wide = page.evaluate("document.documentElement.scrollWidth - innerWidth");
                        assertThat(((Number) wide).intValue())
                                .as("width %d", width)
                                .isLessThanOrEqualTo(0);
                    }
                }
            }
        } finally {
            hub.vitals.close();
        }
    }
}
