package org.beaconhub.bench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.beaconhub.bench.rig.HubProcess;
import org.beaconhub.bench.rig.SiteText;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.testkit.Mosquitto;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Ports;
import org.beaconhub.testkit.Server;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hub is killed under 50 live pages and started again on its data: each has all alarms afterwards, and each once. */
@Timeout(300)
class RestartTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    /** Browsers of people, and the pages that each has open. */
    private static final int BROWSERS = 10;

    private static final int PAGES_EACH = 5;
    private static final double PATIENCE_MS = 60_000;
    private static final List<String> HOT =
            IntStream.range(0, 5).mapToObj(i -> "hot-" + i).toList();

    /** Notes an alarm that stands twice on a page at any time, and that the page was not loaded anew. */
    private static final String WATCH = """
            window.opened = performance.timeOrigin; window.doubles = [];
            new MutationObserver(() => {
              const ids = [...document.querySelectorAll('[data-alarm]')].map(node => node.dataset.alarm);
              doubles.push(...ids.filter((id, i) => ids.indexOf(id) !== i));
            }).observe(document, { childList: true, subtree: true });
            """;

    private static void heat(Mosquitto broker, String device) throws MqttException {
        MqttClient speaker = new MqttClient(broker.url(), device, new MemoryPersistence());
        speaker.connect();
        byte[] hot = "{\"readings\":{\"temperature\":90}}".getBytes(StandardCharsets.UTF_8);
        speaker.publish("beacon/v1/" + device + "/telemetry", hot, 1, false);
        speaker.disconnect();
        speaker.close();
    }

    private static List<String> cards(Page page) {
        return page.locator("[data-alarm]").all().stream()
                .map(each -> String.valueOf(each.getAttribute("data-alarm")))
                .toList();
    }

    private static void shows(List<Page> pages, int count) {
        for (Page page : pages) {
            assertThat(page.locator("html"))
                    .hasAttribute("data-link", "live", new HasAttributeOptions().setTimeout(PATIENCE_MS));
            assertThat(page.locator("[data-alarm]")).hasCount(count, new HasCountOptions().setTimeout(PATIENCE_MS));
        }
    }

    @Test
    @NeedsServer(Server.MOSQUITTO)
    void fiftyPagesComeBackAfterTheHubIsKilledAndNoneMissesAnAlarmOrShowsOneTwice() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), CHROMIUM + " is missing; install Debian's package chromium");
        try (Workshop workshop = Workshop.open("restart", false);
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
            survive(workshop, browser);
        }
    }

    private void survive(Workshop workshop, Browser browser) throws Exception {
        Path site = SiteText.write(workshop.folder("site"), List.of(), HOT, 0);
        Path data = workshop.folder("data");
        Mosquitto broker = workshop.mosquitto(true);
        List<String> options = List.of("--broker", broker.url(), "--http-port", String.valueOf(Ports.free()));
        HubProcess hub = HubProcess.start(workshop, site, data, options);
        List<Page> pages = opened(browser, hub);
        heat(broker, "hot-0");
        heat(broker, "hot-1");
        shows(pages, 2);
        List<String> first = cards(pages.getFirst());
        hub.kill();
        heat(broker, "hot-2");
        heat(broker, "hot-3");
        for (Page page : pages) {
            page.locator("html:not([data-link=live])").waitFor();
        }
        HubProcess again = HubProcess.start(workshop, site, data, options);
        heat(broker, "hot-4");
        shows(pages, HOT.size());
        nobodyMissesOneOrSeesOneTwice(pages, first);
        again.stop();
    }

    /** The pages of one browser open at once, as they do for who opens it in the morning. */
    private static List<Page> opened(Browser browser, HubProcess hub) {
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < BROWSERS; i++) {
            BrowserContext context = browser.newContext();
            context.addInitScript(WATCH);
            Page first = context.newPage();
            first.navigate(hub.console());
            first.evaluate("count => { for (let i = 1; i < count; i++) open(location.href); }", PAGES_EACH);
            context.waitForCondition(() -> context.pages().size() == PAGES_EACH);
            pages.addAll(context.pages());
        }
        assertThat(pages).hasSize(BROWSERS * PAGES_EACH);
        shows(pages, 0);
        pages.forEach(page -> page.evaluate("window.first = window.opened"));
        return pages;
    }

    private static void nobodyMissesOneOrSeesOneTwice(List<Page> pages, List<String> first) {
        List<String> all = cards(pages.getFirst());
        assertThat(all).doesNotHaveDuplicates().hasSize(HOT.size()).containsAll(first);
        for (Page page : pages) {
            assertThat(cards(page)).containsExactlyInAnyOrderElementsOf(all);
            assertThat(page.evaluate("doubles.length"))
                    .as("alarms that stood there twice")
                    .isEqualTo(0);
            assertThat(page.evaluate("window.first === window.opened"))
                    .as("it was not loaded anew")
                    .isEqualTo(true);
        }
    }
}
