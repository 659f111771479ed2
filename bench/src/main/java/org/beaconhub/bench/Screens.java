package org.beaconhub.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.beaconhub.bench.rig.DemoProcess;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.Workshop;

/** Takes the pictures of the pages from the running demo, with a fire in its forest: {@code ./dev screens}. */
public final class Screens {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final int WIDTH_PX = 1366;
    private static final int HEIGHT_PX = 900;
    /** A curve needs some past before the fire. */
    private static final long FIRE_AFTER_S = 75;

    private static final Pattern SIREN = Pattern.compile("siren \\S+ is told to sound");

    /** The rate of messages takes a few of them. */
    private static final Pattern RATE = Pattern.compile("[1-9][0-9]*[.,][0-9]");

    private Screens() {}

    /** A picture: its file's name, its language, day or night, the key that is pressed for it, and what then shows. */
    private record Shot(String name, String language, ColorScheme scheme, String key, String shown) {}

    private static final List<Shot> SHOTS = List.of(
            new Shot("live-page.png", "zh", ColorScheme.DARK, "j", "[data-alarm]:focus"),
            new Shot("live-page-day.png", "en", ColorScheme.LIGHT, "j", "[data-alarm]:focus"),
            new Shot("operating-maintenance.png", "zh", ColorScheme.LIGHT, "w", "#begin-form form"),
            new Shot("operating-keys.png", "en", ColorScheme.DARK, "?", "#help[open]"),
            new Shot("operating-figures.png", "en", ColorScheme.LIGHT, "p", "#kpi-figures table"));

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
            for (Shot shot : SHOTS) {
                Path file = take(browser, console, shot, folder);
                report.figure(shot.name() + "_bytes", Files.size(file));
            }
            demo.stop();
        }
        System.exit(report.finish());
    }

    private static Path take(Browser browser, String console, Shot shot, Path folder) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDTH_PX, HEIGHT_PX)
                .setTimezoneId("Asia/Shanghai")
                .setColorScheme(shot.scheme()))) {
            Page page = context.newPage();
            page.navigate(console + "?lang=" + shot.language());
            page.locator(".kind-alarm .alarm").first().waitFor();
            page.locator("#chart-span").selectOption("min_5");
            page.locator("#chart canvas").first().waitFor();
            page.locator("#figures")
                    .filter(new Locator.FilterOptions().setHasText(RATE))
                    .waitFor();
            page.keyboard().press(shot.key());
            page.locator(shot.shown()).waitFor();
            Path file = folder.resolve(shot.name());
            page.screenshot(new Page.ScreenshotOptions().setPath(file));
            return file;
        }
    }
}
