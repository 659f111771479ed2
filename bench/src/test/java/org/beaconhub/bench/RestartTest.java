package org.beaconhub.bench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private static final int LIVE = 50;
    /** Browsers of people, each with five pages open; {@code -Drestart.browsers=10} makes pages of a browser of all. */
    private static final int BROWSERS = Integer.parseInt(System.getProperty("restart.browsers", "1"));

    private static final int PAGES_EACH = 5;
    /** At least one, which tells what all must know. */
    private static final int STREAMS = Math.max(1, LIVE - BROWSERS * PAGES_EACH);

    private static final double PATIENCE_MS = 60_000;
    private static final List<String> HOT =
            IntStream.range(0, 5).mapToObj(i -> "hot-" + i).toList();

    /** Notes an alarm that stands twice on a page at any time, and when the page was loaded. */
    private static final String WATCH = """
            window.opened = performance.timeOrigin; window.doubles = [];
            new MutationObserver(() => {
              const ids = [...document.querySelectorAll('[data-alarm]')].map(node => node.dataset.alarm);
              doubles.push(...ids.filter((id, i) => ids.indexOf(id) !== i));
            }).observe(document, { childList: true, subtree: true });
            """;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    /** What one page knows that is no browser: the id of its last message, and the alarms by subject and id. */
    private final class Live {
        private String last = "";
        private final List<String> alarms = new ArrayList<>();
        private Optional<BufferedReader> lines = Optional.empty();

        void connect(String console) throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(console).resolve("/api/v1/events"));
            if (!last.isEmpty()) {
                request.header("Last-Event-ID", last);
            }
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            lines = Optional.of(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
        }

        /** Reads until it knows so many alarms; none is ever told twice in one list. */
        void knows(int count) throws IOException {
            do {
                String line = lines.orElseThrow().readLine();
                assertThat(line)
                        .as("the stream goes on until it tells of " + count)
                        .isNotNull();
                last = line.startsWith("id: ") ? line.substring(4) : last;
                if (line.equals("event: state")) {
                    alarms.clear();
                }
                if (line.startsWith("data: ")) {
                    take(mapper.readTree(line.substring(6)));
                }
            } while (alarms.size() < count);
        }

        private void take(JsonNode data) {
            data.path("alarms").forEach(each -> {
                String alarm =
                        each.path("subject").asText() + " " + each.path("id").asText();
                if (!alarms.contains(alarm)) {
                    alarms.add(alarm);
                }
            });
        }

        void ends() {
            try {
                while (lines.orElseThrow().readLine() != null) {
                    last = last.strip();
                }
            } catch (IOException broken) {
                lines = Optional.empty();
            }
        }
    }

    /** What each does; it may fail. */
    private interface Doing {
        void with(Live live) throws Exception;
    }

    private static void each(List<Live> streams, Doing does) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (Live live : streams) {
                all.add(threads.submit(() -> {
                    does.with(live);
                    return true;
                }));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }

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
        List<Live> streams =
                IntStream.range(0, STREAMS).mapToObj(i -> new Live()).toList();
        String before = hub.console();
        each(streams, live -> live.connect(before));
        heat(broker, "hot-0");
        heat(broker, "hot-1");
        each(streams, live -> live.knows(2));
        shows(pages, 2);
        List<String> first = cards(pages.getFirst());
        hub.kill();
        each(streams, Live::ends);
        heat(broker, "hot-2");
        heat(broker, "hot-3");
        for (Page page : pages) {
            page.locator("html:not([data-link=live])").waitFor();
        }
        HubProcess again = HubProcess.start(workshop, site, data, options);
        each(streams, live -> live.connect(again.console()));
        heat(broker, "hot-4");
        each(streams, live -> live.knows(HOT.size()));
        shows(pages, HOT.size());
        nobodyMissesOneOrSeesOneTwice(streams, pages, first);
        again.stop();
    }

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
        shows(pages, 0);
        pages.forEach(page -> page.evaluate("window.first = window.opened"));
        return pages;
    }

    private static void nobodyMissesOneOrSeesOneTwice(List<Live> streams, List<Page> pages, List<String> first) {
        List<String> all = streams.getFirst().alarms;
        assertThat(all).allMatch(each -> HOT.contains(each.substring(0, each.indexOf(' '))));
        assertThat(streams).allSatisfy(live -> assertThat(live.alarms).containsExactlyInAnyOrderElementsOf(all));
        for (Page page : pages) {
            List<String> cards = cards(page);
            assertThat(cards).doesNotHaveDuplicates().hasSize(HOT.size()).containsAll(first);
            assertThat(all).allMatch(each -> cards.contains(each.substring(each.indexOf(' ') + 1)));
            assertThat(page.evaluate("doubles.length"))
                    .as("alarms that stood there twice")
                    .isEqualTo(0);
            assertThat(page.evaluate("window.first === window.opened"))
                    .as("it was not loaded anew")
                    .isEqualTo(true);
        }
    }
}
