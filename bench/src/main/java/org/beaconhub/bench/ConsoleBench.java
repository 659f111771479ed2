package org.beaconhub.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.beaconhub.bench.rig.HubProcess;
import org.beaconhub.bench.rig.LiveClients;
import org.beaconhub.bench.rig.Options;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.SiteText;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.sim.load.Load;
import org.beaconhub.sim.load.LoadOptions;
import org.beaconhub.testkit.Mosquitto;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * What people at the console feel: how long until an alarm is painted, whether the page answers with thousands of devices
 * and alarms, what its first load takes, and what many live pages cost the intake.
 */
public final class ConsoleBench {
    private static final int DEVICES = 1_000;
    private static final int HOT = 200;
    private static final int MANY_DEVICES = 4_000;
    private static final int MANY_ALARMS = 1_000;
    private static final int CLIENTS = 200;
    private static final long SLOT_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WARM_UP_MS = 15_000;
    private static final int LOOK_MS = 200;
    private static final int QUEUED_MAX = 25_000;
    private static final long PAINT_P99_MS_MAX = 500;
    private static final double ANSWER_MS_MAX = 100;
    private static final double TASK_MS_MAX = 50;
    private static final double COST_MAX = 0.1;
    private static final double LOAD_KB_MAX = 300;
    private static final double LOAD_MS_MAX = 1_000;

    /** Notes when each hot device's card has been painted: after the frame that follows its insertion. */
    private static final String PAINTED = """
            window.painted = {};
            new MutationObserver(records => {
              for (const node of records.flatMap(each => [...each.addedNodes])) {
                const name = node.dataset?.alarm && /hot-\\d+/.exec(node.textContent)?.[0];
                if (name && !(name in painted)) requestAnimationFrame(() => {
                  const after = new MessageChannel();
                  after.port1.onmessage = () => { painted[name] ??= Date.now(); };
                  after.port2.postMessage(0);
                });
              }
            }).observe(document, { childList: true, subtree: true });
            """;

    /** Notes long tasks, and how long each key took until the next paint. */
    private static final String FELT = """
            window.tasks = []; window.answers = [];
            new PerformanceObserver(list => tasks.push(...list.getEntries().map(each => each.duration))).observe({ type: "longtask" });
            new PerformanceObserver(list => answers.push(...list.getEntries().map(each => each.duration))).observe({ type: "event", durationThreshold: 16 });
            """;

    private final Workshop workshop;
    private final Browser browser;
    private final Report report = new Report("console");
    private int runs;

    private ConsoleBench(Workshop workshop, Browser browser) {
        this.workshop = workshop;
        this.browser = browser;
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException, MqttException {
        Options options = Options.read(
                "console",
                args,
                Map.of(
                        "rate", "messages a second while alarms are painted (1000)",
                        "seconds", "length of a steady state and of a round in seconds (20)",
                        "rounds", "rounds of intake with and without live clients (3)",
                        "only", "which of 'paint steady clients'",
                        "keep", "leave the run's files for inspection"));
        if (!Files.isExecutable(Screens.CHROMIUM)) {
            Report.progress("%s is missing; install Debian's package chromium", Screens.CHROMIUM);
            System.exit(2);
        }
        int code;
        try (Workshop workshop = Workshop.open("console", options.has("keep"));
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(Screens.CHROMIUM)
                                .setArgs(Screens.FLAGS))) {
            code = new ConsoleBench(workshop, browser).run(options);
        }
        System.exit(code);
    }

    private int run(Options options) throws IOException, InterruptedException, MqttException {
        String only = options.text("only", "paint steady clients");
        int seconds = options.number("seconds", 20);
        if (only.contains("paint")) {
            paint(options.number("rate", 1_000));
        }
        if (only.contains("steady")) {
            steady(seconds);
        }
        if (only.contains("clients")) {
            clients(options.number("rounds", 3), seconds);
        }
        return report.finish();
    }

    private static List<String> ids(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    }

    private HubProcess hub(Mosquitto broker, int load, int hot) throws IOException, InterruptedException {
        int run = ++runs;
        Path site = SiteText.write(workshop.folder("site-" + run), ids("load", load), ids("hot", hot), 0);
        return HubProcess.start(workshop, site, workshop.folder("data-" + run), List.of("--broker", broker.url()));
    }

    /** From when a hot message was due until its alarm is painted, beside a load; and what the page's first load takes. */
    private void paint(int rate) throws IOException, InterruptedException, MqttException {
        Mosquitto broker = workshop.mosquitto(false);
        HubProcess hub = hub(broker, DEVICES, HOT);
        firstLoad(hub);
        Load load =
                Load.start(LoadOptions.of("127.0.0.1", broker.port(), DEVICES).at(rate));
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.addInitScript(PAINTED);
            page.navigate(hub.console() + "?first=all");
            page.locator("html[data-link=live]").waitFor();
            page.waitForTimeout(WARM_UP_MS);
            Map<String, Long> due = heat(broker, HOT, SLOT_NS);
            page.waitForTimeout(5_000);
            tell(due, page.evaluate("painted"));
        }
        load.stop();
        hub.stop();
        broker.stop();
    }

    private void tell(Map<String, Long> due, Object painted) {
        Histogram waits = new Histogram(3);
        Map<?, ?> times = painted instanceof Map<?, ?> map ? map : Map.of();
        due.forEach((device, atMs) -> {
            if (times.get(device) instanceof Number number) {
                waits.recordValue(Math.max(0, number.longValue() - atMs));
            }
        });
        report.figure("painted", waits.getTotalCount());
        report.figure("paint_p50_ms", waits.getValueAtPercentile(50));
        report.figure("paint_p99_ms", waits.getValueAtPercentile(99));
        report.figure("paint_max_ms", waits.getMaxValue());
        report.target("every alarm is painted", waits.getTotalCount() == due.size());
        report.target(
                "published to painted, p99 below " + PAINT_P99_MS_MAX + " ms",
                waits.getValueAtPercentile(99) < PAINT_P99_MS_MAX);
    }

    /** Makes devices hot, one in each slot; when each message was due, in milliseconds since 1970. */
    private static Map<String, Long> heat(Mosquitto broker, int count, long slotNs)
            throws MqttException, InterruptedException {
        MqttAsyncClient client = new MqttAsyncClient(broker.url(), "hot-devices", new MemoryPersistence());
        client.connect().waitForCompletion(TimeUnit.SECONDS.toMillis(5));
        Map<String, Long> due = new LinkedHashMap<>();
        long startNs = System.nanoTime();
        long startMs = System.currentTimeMillis();
        for (int i = 0; i < count; i++) {
            long waitNs = startNs + i * slotNs - System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, waitNs));
            due.put("hot-" + i, startMs + TimeUnit.NANOSECONDS.toMillis(i * slotNs));
            byte[] hot = "{\"readings\":{\"temperature\":90}}".getBytes(StandardCharsets.UTF_8);
            client.publish("beacon/v1/hot-" + i + "/telemetry", hot, 1, false);
        }
        client.disconnect(TimeUnit.SECONDS.toMillis(30)).waitForCompletion();
        return due;
    }

    /** What a browser that was never here gets over the wire, and how long until its page is live. */
    private void firstLoad(HubProcess hub) {
        List<Double> times = new ArrayList<>();
        AtomicLong bytes = new AtomicLong();
        for (int i = 0; i < 5; i++) {
            try (BrowserContext context = browser.newContext()) {
                Page page = context.newPage();
                CDPSession wire = context.newCDPSession(page);
                wire.send("Network.enable");
                bytes.set(0);
                wire.on(
                        "Network.loadingFinished",
                        (JsonObject event) ->
                                bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
                long fromNs = System.nanoTime();
                page.navigate(hub.console());
                page.locator("html[data-link=live]").waitFor();
                times.add((System.nanoTime() - fromNs) / 1e6);
            }
        }
        double kb = Report.rounded(bytes.get() / 1000.0, 1);
        double ms = Report.rounded(Report.median(times), 0);
        report.figure("first_load_kb", kb);
        report.figure("first_load_ms", ms);
        report.target("first load below " + LOAD_KB_MAX + " kB over the wire", kb < LOAD_KB_MAX);
        report.target("first load below " + LOAD_MS_MAX + " ms on loopback", ms < LOAD_MS_MAX);
    }

    /** The work view with thousands of devices and alarms, each device speaking every 10 s. */
    private void steady(int seconds) throws IOException, InterruptedException, MqttException {
        Mosquitto broker = workshop.mosquitto(false);
        HubProcess hub = hub(broker, MANY_DEVICES, MANY_ALARMS);
        heat(broker, MANY_ALARMS, TimeUnit.MILLISECONDS.toNanos(2));
        Load load = Load.start(
                LoadOptions.of("127.0.0.1", broker.port(), MANY_DEVICES).at((MANY_DEVICES + MANY_ALARMS) / 10.0));
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(hub.console() + "?first=all");
            page.locator("#alarm-count", new Page.LocatorOptions().setHasText(String.valueOf(MANY_ALARMS)))
                    .waitFor();
            page.waitForTimeout(WARM_UP_MS);
            page.evaluate(FELT);
            page.waitForTimeout(seconds * 1_000.0);
            double task = longest(page, "tasks");
            report.figure("steady_long_tasks", page.evaluate("tasks.length"));
            for (int i = 0; i < 20; i++) {
                page.keyboard().press("j");
                page.waitForTimeout(LOOK_MS);
            }
            page.waitForTimeout(1_000);
            double answer = longest(page, "answers");
            report.figure("steady_longest_task_ms", task);
            report.figure("steady_key_to_paint_max_ms", answer);
            report.target("no task above " + TASK_MS_MAX + " ms in steady state", task <= TASK_MS_MAX);
            report.target("a key to the next paint below " + ANSWER_MS_MAX + " ms", answer < ANSWER_MS_MAX);
        }
        load.stop();
        hub.stop();
        broker.stop();
    }

    private static double longest(Page page, String what) {
        return page.evaluate("Math.max(0, ..." + what + ")") instanceof Number number
                ? Report.rounded(number.doubleValue(), 0)
                : Double.NaN;
    }

    /** The intake's rate with live clients against that without, in turn. */
    private void clients(int rounds, int seconds) throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double without = intake(0, seconds);
            double with = intake(CLIENTS, seconds);
            Report.progress("  %.0f messages/s without, %.0f with %d live clients", without, with, CLIENTS);
            ratios.add(Report.rounded(with / without, 3));
        }
        double ratio = Report.median(ratios);
        report.figure("clients_ratios", ratios);
        report.figure("clients_ratio", ratio);
        report.target(CLIENTS + " live clients cost the intake less than " + COST_MAX, ratio > 1 - COST_MAX);
    }

    private double intake(int count, int seconds) throws IOException, InterruptedException {
        Mosquitto broker = workshop.mosquitto(false);
        HubProcess hub = hub(broker, DEVICES, 0);
        double rate;
        try (LiveClients pages = LiveClients.connect(hub.console(), count)) {
            Load load = Load.start(LoadOptions.of("127.0.0.1", broker.port(), DEVICES));
            long none = hub.entries();
            keepInStep(load, hub, none, WARM_UP_MS);
            long fromNs = System.nanoTime();
            long before = hub.entries();
            keepInStep(load, hub, none, seconds * 1000);
            rate = (hub.entries() - before) / ((System.nanoTime() - fromNs) / 1e9);
            load.stop();
            report.target("every live client was told of it", pages.alive() == count);
        }
        hub.stop();
        broker.stop();
        return rate;
    }

    /** Holds the load while much is queued up. */
    private static void keepInStep(Load load, HubProcess hub, long none, int ms)
            throws IOException, InterruptedException {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (System.nanoTime() < untilNs) {
            Thread.sleep(LOOK_MS);
            load.hold(load.acknowledged() + none - hub.entries() > QUEUED_MAX);
        }
    }
}
