package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A page in a real browser before a real engine; what the browser complains of fails the test. */
abstract class PageTrial {
    static final Path SCREENS = Path.of("target", "screens");

    final List<String> errors = new ArrayList<>();
    TrialHub hub;
    Console console;
    BrowserContext context;
    Page page;

    /** The names of the console's pages, as {@code pages.js} has them. */
    static List<String> pagesOfTheConsole() {
        try {
            String pages = Files.readString(Path.of("../dashboards/src/main/resources/console/pages.js"));
            return Pattern.compile("\"?([\\w-]+)\"?:")
                    .matcher(pages.replaceAll("(?s).*const PAGES = \\{(.*?)};.*", "$1"))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The site that the hub watches. */
    TrialSite site() {
        return new TrialSite(48, 24).prepared();
    }

    @BeforeEach
    void begin() {
        hub = new TrialHub(site());
        for (int i = 0; i < 48; i++) {
            hub.observe("fn-" + i, 1, TrialHub.reading(Quantity.TEMPERATURE, 20));
        }
        console = hub.console();
        context = Chromium.browser().newContext();
        page = context.newPage();
    }

    /** Opens an address after the number sign, in a language, at a width in pixels, as somebody who has never been here. */
    void open(String hash, String language, int width) {
        int height = width < 500 ? 740 : width * 9 / 16;
        open(hash, language, width, height, language.equals("zh") ? ColorScheme.DARK : ColorScheme.LIGHT);
    }

    /** A browser that has never been here: another context takes the place of the one before. */
    void renew(Browser.NewContextOptions options) {
        context.close();
        context = Chromium.browser().newContext(options);
        page = context.newPage();
    }

    void open(String hash, String language, int width, int height, ColorScheme scheme) {
        if (page.url().equals("about:blank")) {
            listen();
        } else {
            forget();
        }
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.navigate(console.url() + "?lang=" + language + hash);
        page.locator("html[data-link=live]").waitFor();
    }

    private void listen() {
        page.onConsoleMessage(message -> {
            boolean refusal = message.text().contains("the server responded with a status of 4")
                    || message.text().contains("the server responded with a status of 502");
            if (message.text().contains("Content Security Policy")
                    || message.type().equals("error") && !refusal) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
    }

    /** Leaves the page, and nothing of it is kept but the files of the console: to load these anew takes longer than all else. */
    private void forget() {
        page.navigate(console.url() + "assets/favicon.svg");
        page.evaluate("localStorage.clear(); sessionStorage.clear()");
        context.clearCookies();
    }

    /** Goes on to another page as by a link, and waits until it shows what it is about. */
    void goTo(String hash, String shows) {
        page.evaluate("""
                hash => new Promise(gone => {
                  if (location.hash === hash) return gone();
                  addEventListener('hashchange', () => gone(), { once: true });
                  location.hash = hash;
                })""", hash.isEmpty() ? "#/" : hash);
        page.locator(shows).first().waitFor();
    }

    /** On a phone what is seldom needed is behind a button. */
    void unfold() {
        if (page.locator("#more").isVisible()) {
            page.locator("#more").click();
        }
    }

    void signIn() {
        unfold();
        page.locator("#by").fill("Wang Fang");
        press("Escape");
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Sends the form that is open. It may stand there a moment longer than what it did, and takes keys until it is gone. */
    void sends() {
        press("Control+Enter");
        assertThat(page.locator("form[data-form]")).hasCount(0);
    }

    String incident() {
        return hub.view().incidents().incidents().getFirst().id();
    }

    /** Takes a picture, and looks whether something is wider than the page. */
    void look(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENS.resolve(name + ".png"))
                .setFullPage(true));
        Object wide = page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(((Number) wide).intValue()).as(name).isLessThanOrEqualTo(0);
    }

    @AfterEach
    void end() {
        context.close();
        console.close();
        hub.vitals.close();
        assertThat(errors).isEmpty();
    }
}
