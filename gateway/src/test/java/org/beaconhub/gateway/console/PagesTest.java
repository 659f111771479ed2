package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.gateway.records.PastRecords;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.series.Charts.Point;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages beside the work view: devices, the handover, the grid worker's, the wall, and what all of them hold to. */
class PagesTest extends PageTrial {
    /** Each page with what is there once it has come. */
    private static final Map<String, String> SHOWN = new LinkedHashMap<>();

    static {
        SHOWN.put("", "#incident-list .incident-item");
        SHOWN.put("#/incidents", "#page .incident-row");
        SHOWN.put("#/devices/fn-1", ".rules-of details");
        SHOWN.put("#/handover", ".handover-body table");
        SHOWN.put("#/records", ".records tbody tr");
        SHOWN.put("#/records/notices", ".records tbody tr");
        SHOWN.put("#/drills", "[data-scenario], [data-drill-running]");
        SHOWN.put("#/access", "#page .access .opening .quiet");
        SHOWN.put("#/hub", ".hub-page [data-fact=version]");
        SHOWN.put("#/actuators", ".actuator .stands");
        SHOWN.put("#/watch-list", ".watch form");
        SHOWN.put("#/mine/rangers", ".mine .checks");
        SHOWN.put("#/wall", "#map .sign");
    }

    private Map<String, String> pages() {
        Map<String, String> all = new LinkedHashMap<>(SHOWN);
        all.put("#/incidents/" + incident(), ".time-line li");
        return all;
    }

    private void fire() {
        hub.history =
                List.of(new Point(hub.clock.nowMs() - 60_000, 20, 20, 20), new Point(hub.clock.nowMs(), 71, 71.5, 72));
        hub.heat("fn-1");
        hub.heat("fn-3");
        hub.observe("sd-3", 0, TrialHub.reading(Quantity.TAMPER, 1));
    }

    @Test
    void aDevicesPageTellsWhatItSaysHowOldThatIsAndWhyThereIsNoAlarm() {
        hub.cool("fn-2");
        open("#/devices/fn-2", "en", 1366);
        assertThat(page.locator(".readings-now")).containsText("21 °C");
        assertThat(page.locator(".readings-now")).containsText("age");
        assertThat(page.locator("[data-fact=place]")).containsText("35.9");
        Locator rule = page.locator(".rules-of details");
        assertThat(rule).containsText("has none");
        rule.locator("summary").click();
        assertThat(rule).containsText("needs more than 60 °C");
        page.locator("#language").click();
        assertThat(page.locator(".rules-of")).containsText("无警情");
    }

    @Test
    void everyReadingHasItsOwnAgeAndItsOwnDoubt() {
        hub.observe("sd-1", 200, TrialHub.reading(Quantity.BATTERY, 40));
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.SMOKE_ALARM, 0), TrialHub.reading(Quantity.TAMPER, 7));
        open("#/devices/sd-1", "en", 1366);
        Locator battery = page.locator("[data-reading=battery]");
        assertThat(battery).containsText("40 %");
        assertThat(battery).containsText("3 min");
        assertThat(battery).containsText("STALE");
        assertThat(page.locator("[data-reading=tamper]")).containsText("out of range");
        assertThat(page.locator("[data-reading=smoke_alarm]")).not().containsText("■");
        look("device-readings-en-1366");
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.TAMPER, 0));
        assertThat(page.locator("[data-reading=tamper]")).not().containsText("out of range");
        open("#/devices/sd-1", "zh", 360);
        assertThat(page.locator("[data-reading=battery]")).containsText("过时");
        look("device-readings-zh-360");
        open("#/devices/fn-0", "en", 360);
        assertThat(page.locator(".device h2")).containsText(TrialSite.EVIL);
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void anAlarmAndADeviceLeadToTheirPanelsInGrafanaAtTheirTime() {
        fire();
        open("", "en", 1366);
        Locator link = page.locator("[data-alarm] a", new Page.LocatorOptions().setHasText("In Grafana"))
                .first();
        assertThat(link)
                .hasAttribute(
                        "href",
                        Pattern.compile(
                                "https://grafana.example.org/d/beacon-forest\\?var-device=fn-\\d&from=\\d{13}&to=\\d{13}"));
        open("#/devices/sd-3", "zh", 1366);
        assertThat(page.locator(".device-chart a"))
                .hasAttribute("href", Pattern.compile(".*/d/beacon-devices\\?var-device=sd-3&.*"));
    }

    /** Of each link that a panel has to the console: what a browser is led to, once Grafana has filled its names in. */
    private static List<String> linksOfPanels() throws IOException {
        List<String> links = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("../dashboards/grafana/dashboards"))) {
            for (Path file : files.toList()) {
                Pattern.compile("\"url\": \"\\$\\{console}([^\"]*)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .map(each -> each.group(1))
                        .forEach(links::add);
            }
        }
        return links.stream().distinct().sorted().toList();
    }

    @Test
    void aLinkOfAPanelOpensTheListOfJustItsKindOrDevice() throws IOException {
        fire();
        assertThat(linksOfPanels())
                .containsExactly(
                        "",
                        "?kind=${__field.labels.kind}",
                        "?q=${__data.fields.device}",
                        "?q=${__field.labels.device}");
        open("", "en", 1366);
        Locator cards = page.locator("[data-alarm]");
        assertThat(cards).hasCount(3);
        for (String kind : List.of("alarm", "supervisory")) {
            page.navigate(console.url() + "?kind=" + kind);
            assertThat(page.locator(".kind-" + kind + " [data-alarm]")).hasCount(kind.equals("alarm") ? 2 : 1);
            assertThat(cards).hasCount(kind.equals("alarm") ? 2 : 1);
        }
        page.navigate(console.url() + "?q=fn-3");
        assertThat(cards).hasCount(1);
        assertThat(cards).containsText("fn-3");
    }

    @Test
    void aLinkToADeviceOrAPageThatIsNotThereSaysSo() {
        open("#/devices/ghost", "en", 1366);
        assertThat(page.locator("#page")).containsText("no device of this id");
        page.evaluate("location.hash = '#/moon'");
        assertThat(page.locator("#page")).containsText("no such page");
    }

    @Test
    void theHandoverTellsWhatStandsWhatHappenedAndWhatIsPutAsideAndPrints() {
        fire();
        PastRecords.write(hub.recorded);
        open("#/handover", "zh", 1366);
        signIn();
        Locator body = page.locator(".handover-body");
        assertThat(body).containsText("林区节点 1 出现火情迹象");
        assertThat(body).containsText("事件开始");
        assertThat(body).containsText("期间关闭的警情 (2)");
        assertThat(body).containsText("0号 高温");
        assertThat(body).containsText("指标");
        page.locator(".handover textarea").fill("夜间有雾，注意西坡");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".printed")).isVisible();
        assertThat(page.locator(".printed")).containsText("夜间有雾");
        assertThat(page.locator(".bar")).isHidden();
        assertThat(page.pdf()).hasSizeGreaterThan(10_000);
        look("handover-print");
        page.reload();
        assertThat(page.locator(".handover textarea")).hasValue("夜间有雾，注意西坡");
    }

    /** On a hill a request is lost now and then: it is sent again, and what it asks for is done once. */
    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void aGridWorkerTicksTheTasksOfTheUnitAndAcknowledgesOnAPhoneWithABadConnection(String language) {
        fire();
        open("#/mine", language, 360);
        signIn();
        AtomicInteger sent = new AtomicInteger();
        context.route(Pattern.compile("/(tick|acknowledge)$"), route -> {
            if (sent.incrementAndGet() % 2 == 1) {
                route.abort();
            } else {
                route.resume();
            }
        });
        page.locator("[name=my-unit]").selectOption("rangers");
        page.locator(".mine [data-act=tick]").first().click();
        assertThat(page.locator(".mine .is-done")).containsText("Wang Fang");
        assertThat(page.locator(".mine .is-done")).hasCount(1);
        Locator waiting = page.locator(".mine [data-act=acknowledge]");
        assertThat(waiting).hasCount(2);
        waiting.first().click();
        assertThat(waiting).hasCount(1);
        assertThat(page.locator(".mine a[href='/report']")).isVisible();
        assertThat(((Number) waiting.evaluate("node => node.getBoundingClientRect().height")).doubleValue())
                .as("a finger's size, px")
                .isGreaterThanOrEqualTo(44);
        assertThat(sent.get()).isEqualTo(4);
        errors.removeIf(each -> each.contains("ERR_FAILED"));
        look("mine-" + language + "-360");
    }

    @Test
    void theWallShowsIncidentsAlarmsAndTheMapAndNoForms() {
        fire();
        open("#/wall", "en", 3840);
        assertThat(page.locator("html")).hasAttribute("data-theme", "wall");
        assertThat(page.locator("#incident-list")).containsText("Fire signs at Forest node 1");
        assertThat(page.locator("#map .sign").first()).isVisible();
        assertThat(page.locator("#filter-kind")).isHidden();
        assertThat(page.locator("#chart")).isHidden();
        look("wall-en-3840");
    }

    @Test
    void theMapHatchesWhatIsNotCoveredAndNoNameRunsOverAnother() {
        fire();
        open("", "en", 1366);
        assertThat(page.locator("#map .has-holes").first()).isVisible();
        assertThat(page.locator("#map .incident-mark")).hasAttribute("href", "#/incidents/" + incident());
        Object crossings = page.evaluate("""
                () => {
                  const names = [...document.querySelectorAll('#map text')].map(n => n.getBoundingClientRect());
                  const cross = (a, b) => a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
                  return names.flatMap((a, i) => names.slice(i + 1).filter(b => cross(a, b))).length;
                }""");
        assertThat(crossings).isEqualTo(0);
    }

    @Test
    void everyPageTurnsStaleWithinFiveSecondsOfTheHubsSilenceAndItsActsAreOff() {
        fire();
        open("#/incidents/" + incident(), "en", 1366);
        assertThat(page.locator("[data-act=verify]")).isVisible();
        console.close();
        assertThat(page.locator("html"))
                .hasAttribute("data-link", "stale", new HasAttributeOptions().setTimeout(5_500));
        assertThat(page.locator("#stale")).containsText("STALE");
        assertThat(page.locator(".figures")).isHidden();
        assertThat(page).hasTitle(Pattern.compile("^■ STALE · .*Lingzhushan"));
        assertThat(page.locator("[data-act=verify]")).hasAttribute("inert", Pattern.compile(".*"));
        page.close(); // or it would try again, and complain again, after this
        errors.removeIf(each -> each.contains("ERR_CONNECTION_REFUSED") || each.contains("Failed to load resource"));
    }

    /** How a page may look: its language, the colours that the machine prefers, the theme that was chosen, and whether a drill goes on. */
    private record Guise(String name, String language, ColorScheme scheme, String theme, boolean drill) {}

    private static final List<Guise> GUISES = List.of(
            new Guise("light", "en", ColorScheme.LIGHT, "", false),
            new Guise("dark", "zh", ColorScheme.DARK, "", false),
            new Guise("wall", "zh", ColorScheme.LIGHT, "wall", false),
            new Guise("drill", "en", ColorScheme.DARK, "", true));

    /** The first ones: the others have another look at the same pages. */
    private static final int COLOURS = 2;

    private static final int[] WIDTHS = {360, 1366, 3840};

    /**
     * Nothing is cut or overlaps on any page in either language at any width. The guidelines are looked at on each page in each guise, at widths
     * that take turns, so that each page has each width too; {@code -Dpages.all=true} looks at each guise at all of them.
     */
    @Test
    void everyPageIsReadableAndAccessibleInEveryGuiseAtEveryWidth() {
        fire();
        PastRecords.write(hub.recorded);
        assertThat(pages().keySet().stream().map(hash -> hash.replaceAll("^#/|/.*", "")))
                .containsAll(pagesOfTheConsole());
        for (int guise = 0; guise < GUISES.size(); guise++) {
            for (int width = 0; width < WIDTHS.length; width++) {
                looksAt(guise, width);
            }
        }
    }

    private void looksAt(int guise, int width) {
        Guise as = GUISES.get(guise);
        if (as.drill() && hub.drills().running().isEmpty()) {
            hub.put(List.of(TrialScenarios.read().scenarios().getFirst().ordered("Zhao")), Receipt.NONE);
        }
        open("", as.language(), WIDTHS[width], WIDTHS[width] < 500 ? 740 : WIDTHS[width] * 9 / 16, as.scheme());
        if (!as.theme().isEmpty()) {
            unfold();
            page.locator("#theme").click();
            page.locator("#theme").click();
        }
        int turn = guise;
        for (Map.Entry<String, String> each : pages().entrySet()) {
            boolean isItsTurn = turn++ % WIDTHS.length == width || Boolean.getBoolean("pages.all");
            if (guise < COLOURS && !isItsTurn) {
                goTo(each.getKey(), each.getValue());
                assertThat(Layout.faults(page)).as(each.getKey() + " " + as).isEmpty();
            } else if (isItsTurn) {
                goTo(each.getKey(), each.getValue());
                looksAt(each.getKey(), as, WIDTHS[width]);
            }
        }
    }

    private void looksAt(String hash, Guise as, int width) {
        String name = hash.replace(incident(), "one").replace("#/", "").replace('/', '-');
        String where = (name.isEmpty() ? "work" : name) + "-" + as.name() + "-" + width;
        assertThat(page.locator("html"))
                .hasAttribute("data-theme", Pattern.compile(as.theme().isEmpty() ? ".*" : as.theme()));
        assertThat(page.locator("#drill-top:visible")).hasCount(as.drill() ? 1 : 0);
        look(where);
        assertThat(Layout.faults(page)).as(where).isEmpty();
        // The watermark is decoration and faint on purpose; the bar says the same to everybody.
        assertThat(Accessibility.violationsOutside(page, "#drill-frame"))
                .as(where)
                .isEmpty();
    }
}
