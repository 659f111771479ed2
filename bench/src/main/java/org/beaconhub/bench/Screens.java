package org.beaconhub.bench;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.bench.rig.DemoProcess;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.testkit.Layout;

/**
 * Takes pictures from the running demo, with a fire in its forest: {@code ./dev screens}. Those of the guides go to docs/pictures; every page by
 * day, by night and in a drill goes to target/screens, and on none of them may anything be cut or overlap.
 */
public final class Screens {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final int WIDTH_PX = 1366;
    private static final int HEIGHT_PX = 900;
    private static final int PHONE_WIDTH_PX = 360;
    private static final int WALL_WIDTH_PX = 1920;
    private static final int WALL_HEIGHT_PX = 1080;
    private static final double SETTLES_MS = 2_500;
    /** Where nothing but the page itself is looked at. */
    private static final double BUILT_MS = 500;

    /** A curve needs some past before the fire. */
    private static final long FIRE_AFTER_S = 75;

    private static final Pattern SIREN = Pattern.compile("site: siren\\S+ is told to sound");

    /** The rate of messages takes a few of them. */
    private static final Pattern RATE = Pattern.compile("[1-9][0-9]*[.,][0-9]");

    private Screens() {}

    /**
     * A picture: its file's name, its language, day or night, the page after the number sign, the key that is pressed for
     * it, and what then shows.
     */
    private record Shot(String name, String language, ColorScheme scheme, String page, String key, String shown) {}

    private static final String WORK = "";
    /** The key that leads from the work view to the gravest incident, and what then shows. */
    private static final String TO_GRAVEST = "i";

    private static final String INCIDENT = ".time-line li";

    private static final List<Shot> SHOTS = List.of(
            new Shot("live-page.png", "zh", ColorScheme.DARK, WORK, "j", "[data-alarm]:focus"),
            new Shot("live-page-day.png", "en", ColorScheme.LIGHT, WORK, "j", "[data-alarm]:focus"),
            new Shot("operating-maintenance.png", "zh", ColorScheme.LIGHT, WORK, "w", "#begin-form form"),
            new Shot("operating-maintenance-night.png", "en", ColorScheme.DARK, WORK, "w", "#begin-form form"),
            new Shot("operating-keys.png", "en", ColorScheme.DARK, WORK, "?", "#help[open]"),
            new Shot("operating-figures.png", "zh", ColorScheme.LIGHT, WORK, "p", "#kpi-figures table"),
            new Shot("operating-figures-night.png", "en", ColorScheme.DARK, WORK, "p", "#kpi-figures table"),
            new Shot("operating-incident.png", "zh", ColorScheme.DARK, WORK, TO_GRAVEST, INCIDENT),
            new Shot("operating-incident-day.png", "en", ColorScheme.LIGHT, WORK, TO_GRAVEST, INCIDENT),
            new Shot("operating-device.png", "zh", ColorScheme.DARK, "devices/fn-east-08", "", ".rules-of details"),
            new Shot(
                    "operating-device-day.png", "en", ColorScheme.LIGHT, "devices/fn-east-08", "", ".rules-of details"),
            new Shot("operating-gate-day.png", "en", ColorScheme.LIGHT, "devices/gate-south", "", ".passages"),
            new Shot("operating-access.png", "zh", ColorScheme.DARK, "access", "", "[data-premises]"),
            new Shot("operating-access-day.png", "en", ColorScheme.LIGHT, "access", "", "[data-premises]"),
            new Shot("operating-handover.png", "zh", ColorScheme.LIGHT, "handover", "", ".handover-body table"),
            new Shot("operating-handover-night.png", "en", ColorScheme.DARK, "handover", "", ".handover-body table"),
            new Shot("operating-actuators.png", "zh", ColorScheme.DARK, "actuators", "", ".actuator.is-active"),
            new Shot("operating-actuators-day.png", "en", ColorScheme.LIGHT, "actuators", "", ".actuator.is-active"),
            new Shot("operating-wall.png", "zh", ColorScheme.DARK, "wall", "", "#map .sign"),
            new Shot("operating-wall-en.png", "en", ColorScheme.DARK, "wall", "", "#map .sign"),
            new Shot("operating-mine.png", "zh", ColorScheme.LIGHT, "mine/forest-rangers", "", ".mine .checks"),
            new Shot("operating-mine-night.png", "en", ColorScheme.DARK, "mine/forest-rangers", "", ".mine .checks"),
            new Shot("operating-hub.png", "zh", ColorScheme.DARK, "hub", "", ".hub-intake canvas"),
            new Shot("operating-hub-day.png", "en", ColorScheme.LIGHT, "hub", "", ".hub-intake canvas"),
            new Shot("operating-records.png", "zh", ColorScheme.LIGHT, "records", "", ".records table"),
            new Shot("operating-records-night.png", "en", ColorScheme.DARK, "records", "", ".records table"),
            new Shot("operating-watch-list.png", "zh", ColorScheme.LIGHT, "watch-list", "", ".watch form"),
            new Shot("operating-watch-list-night.png", "en", ColorScheme.DARK, "watch-list", "", ".watch form"),
            new Shot("operating-drills.png", "zh", ColorScheme.LIGHT, "drills", "", "[data-scenario]"));

    /** The page of the gravest incident, which has no address before there is one. */
    private static final String GRAVEST = "incident";
    /** The figures of the alarm system, which the work view gives way to. */
    private static final String FIGURES = "?view=kpi";
    /** The page on which everybody reports. */
    private static final String REPORT = "report";

    /** Every page of the console, and what shows once it is there. */
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry(WORK, "[data-alarm]"),
            Map.entry("wall", "#map .sign"),
            Map.entry("incidents", ".rows-of-incidents .incident-row"),
            Map.entry(GRAVEST, "#page .charts-of canvas"),
            Map.entry(FIGURES, "#kpi-figures table"),
            Map.entry(REPORT, "form [name=text]"),
            Map.entry("devices/fn-east-08", ".rules-of details"),
            Map.entry("devices/gate-south", ".passages"),
            Map.entry("access", "[data-premises]"),
            Map.entry("actuators", ".actuator"),
            Map.entry("drills", "[data-scenario], [data-drill-running]"),
            Map.entry("handover", ".handover-body table"),
            Map.entry("hub", ".hub-intake canvas"),
            Map.entry("mine/forest-rangers", ".mine section"),
            Map.entry("records", ".records table"),
            Map.entry("watch-list", ".watch form"));

    /** A way to look at each page: the end of the picture's name, the language, day or night, and how wide the window is at the most. */
    private record Look(String name, String language, ColorScheme scheme, int widthPxMax) {}

    private static final List<Look> LOOKS = List.of(
            new Look("-day", "en", ColorScheme.LIGHT, WALL_WIDTH_PX),
            new Look("-night", "zh", ColorScheme.DARK, WALL_WIDTH_PX),
            new Look("-phone", "zh", ColorScheme.LIGHT, PHONE_WIDTH_PX));

    private static final String IN_DRILL = "#drill-top:not([hidden])";

    /** What pages look like while a drill goes on beside the real fire. */
    private static final List<Shot> DRILL_SHOTS = List.of(
            new Shot("operating-drill.png", "zh", ColorScheme.DARK, WORK, "j", IN_DRILL),
            new Shot("operating-drill-day.png", "en", ColorScheme.LIGHT, "drills", "", "[data-drill-running]"),
            new Shot("operating-drill-incident.png", "en", ColorScheme.LIGHT, WORK, TO_GRAVEST, IN_DRILL),
            new Shot("operating-drill-wall.png", "zh", ColorScheme.DARK, "wall", "", IN_DRILL));

    /** Takes them; the folder may be named, docs/pictures where it is not. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("beacon.home", "."));
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : home.resolve("docs/pictures");
        Report report = new Report("screens");
        if (!Files.isExecutable(CHROMIUM)) {
            Report.progress("%s is missing; install Debian's package chromium", CHROMIUM);
            System.exit(2);
        }
        try (Workshop workshop = Workshop.open("screens", false);
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new LaunchOptions().setExecutablePath(CHROMIUM).setArgs(FLAGS))) {
            DemoProcess demo = DemoProcess.start(workshop, FIRE_AFTER_S);
            String console = demo.console();
            Report.progress("the demo runs at %s; its fire starts after %d s", console, FIRE_AFTER_S);
            demo.find(SIREN);
            List<String> faults = new ArrayList<>();
            takeAll(SHOTS, browser, console, folder, report);
            faults.addAll(lookAtAll("", browser, console, home.resolve("target/screens")));
            beginDrill(browser, console);
            takeAll(DRILL_SHOTS, browser, console, folder, report);
            faults.addAll(lookAtAll("-drill", browser, console, home.resolve("target/screens")));
            faults.forEach(each -> Report.progress("  %s", each));
            report.target("nothing is cut or overlaps on any page", faults.isEmpty());
            demo.stop();
        }
        System.exit(report.finish());
    }

    /** The files in docs/pictures that it takes. */
    static Stream<String> pictures() {
        return Stream.concat(SHOTS.stream(), DRILL_SHOTS.stream()).map(Shot::name);
    }

    /** The console's pages that it looks at, by their first word; the work view has none. */
    static Stream<String> pages() {
        return PAGES.keySet().stream().map(each -> each.replaceAll("/.*", ""));
    }

    /** Every page in each way to look at it; what is wrong with them. */
    private static List<String> lookAtAll(String suffix, Browser browser, String console, Path folder) {
        List<String> faults = new ArrayList<>();
        PAGES.forEach((page, shown) -> LOOKS.forEach(look -> {
            String of = page.isEmpty()
                    ? "work"
                    : page.replaceAll("[^a-z0-9-]+", "-").replaceAll("^-", "");
            String name = of + look.name() + suffix + ".png";
            boolean isIncident = page.equals(GRAVEST);
            Shot shot = new Shot(
                    name,
                    look.language(),
                    look.scheme(),
                    isIncident ? WORK : page,
                    isIncident ? TO_GRAVEST : "",
                    shown);
            try (BrowserContext context = context(browser, look.scheme(), Math.min(look.widthPxMax(), width(shot)))) {
                Page seen = open(context, console, shot, BUILT_MS);
                seen.screenshot(new Page.ScreenshotOptions()
                        .setPath(folder.resolve(name))
                        .setFullPage(true));
                ((List<?>) seen.evaluate(Layout.FAULTS)).forEach(fault -> faults.add(name + ": " + fault));
            } catch (TimeoutError e) {
                faults.add(name + ": " + shown + " never shows");
            }
        }));
        return faults;
    }

    private static void takeAll(List<Shot> shots, Browser browser, String console, Path folder, Report report)
            throws IOException {
        for (Shot shot : shots) {
            Path file = take(browser, console, shot, folder);
            report.figure(shot.name() + "_bytes", Files.size(file));
        }
    }

    /** The scenario of the example site. */
    private static void beginDrill(Browser browser, String console) throws IOException {
        try (BrowserContext context = browser.newContext()) {
            APIResponse answer = context.request()
                    .post(
                            console + "api/v1/drills",
                            RequestOptions.create()
                                    .setHeader("Beacon-Console", "1")
                                    .setHeader("Origin", console.replaceAll("/+$", ""))
                                    .setHeader("Content-Type", "application/json")
                                    .setData("{\"scenario\":\"lingzhushan-east\",\"by\":\"screens\"}"));
            if (!answer.ok()) {
                throw new IOException("the drill does not begin: " + answer.status() + " " + answer.text());
            }
        }
    }

    private static Path take(Browser browser, String console, Shot shot, Path folder) {
        try (BrowserContext context = context(browser, shot.scheme(), width(shot))) {
            Path file = folder.resolve(shot.name());
            Page page = open(context, console, shot, SETTLES_MS);
            if (shot.key().equals(TO_GRAVEST)) {
                lookThroughCameras(page);
                // A window as high as the page: what frames the window frames all of the picture.
                page.setViewportSize(
                        width(shot), (int) page.evaluate("Math.ceil(document.documentElement.scrollHeight)"));
            }
            page.evaluate("scrollTo(0, 0)");
            page.screenshot(new Page.ScreenshotOptions().setPath(file));
            return file;
        }
    }

    /** First look, then decide: what the two nearest cameras see. */
    private static void lookThroughCameras(Page page) {
        for (int i = 0; i < 2; i++) {
            Locator camera = page.locator(".camera").nth(i);
            camera.locator("button[data-act]").click();
            camera.locator("img").waitFor();
        }
    }

    private static BrowserContext context(Browser browser, ColorScheme scheme, int widthPx) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(widthPx, widthPx == WALL_WIDTH_PX ? WALL_HEIGHT_PX : HEIGHT_PX)
                .setTimezoneId("Asia/Shanghai")
                .setColorScheme(scheme));
    }

    /** The page that a picture is of, once it shows what it should; charts and weather come a moment after the words. */
    private static Page open(BrowserContext context, String console, Shot shot, double settlesMs) {
        Page page = context.newPage();
        page.navigate(console + address(shot.page(), shot.language()));
        if (!shot.page().equals(REPORT)) {
            page.locator("html[data-link=live]").waitFor();
        }
        if (!shot.key().isEmpty()) {
            fill(page);
            page.keyboard().press(shot.key());
        }
        page.locator(shot.shown()).first().waitFor();
        page.waitForTimeout(settlesMs);
        return page;
    }

    private static String address(String page, String language) {
        return switch (page) {
            case WORK -> "?lang=" + language;
            case FIGURES -> FIGURES + "&lang=" + language;
            case REPORT -> REPORT; // it has both languages on it
            default -> "?lang=" + language + "#/" + page;
        };
    }

    /** Waits until the work view has what a picture of it should show. */
    private static void fill(Page page) {
        page.locator(".kind-alarm .alarm").first().waitFor();
        page.locator("#chart-span").selectOption("min_5");
        page.locator("#chart canvas").first().waitFor();
        page.locator("#figures")
                .filter(new Locator.FilterOptions().setHasText(RATE))
                .waitFor();
    }

    private static int width(Shot shot) {
        return shot.page().startsWith("mine") ? PHONE_WIDTH_PX : shot.page().equals("wall") ? WALL_WIDTH_PX : WIDTH_PX;
    }
}
