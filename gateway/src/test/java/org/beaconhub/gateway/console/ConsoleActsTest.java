package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do on the page, in a real browser, mostly by the keyboard alone. */
class ConsoleActsTest extends PageTrial {
    private static final Path CONSOLE = Path.of("../dashboards/src/main/resources/console");

    @Override
    TrialSite site() {
        return new TrialSite(48, 24);
    }

    @BeforeEach
    void openPage() {
        page("en", 1366, 768, ColorScheme.DARK);
    }

    private void page(String language, int width, int height, ColorScheme scheme) {
        open("", language, width, height, scheme);
    }

    private void tamper(int detector) {
        hub.observe("sd-" + detector, 0, TrialHub.reading(Quantity.TAMPER, 1));
    }

    private Locator card(String text) {
        return page.locator("[data-alarm]").filter(new Locator.FilterOptions().setHasText(text));
    }

    private Locator tab(String list) {
        return page.locator("[data-list=" + list + "]");
    }

    @Test
    void anAlarmIsShelvedAndTakenBackByTheKeyboardAlone() {
        signIn();
        tamper(3);
        Locator alarm = card("Shop detector 3");
        assertThat(alarm).isVisible();
        press("j", "s");
        page.keyboard().type("90");
        page.locator("[name=minutes]").fill("90");
        press("Tab");
        page.keyboard().type("painters at work");
        press("Control+Enter");
        assertThat(alarm).hasCount(0);
        assertThat(tab("shelved")).containsText("1");
        press("2");
        assertThat(alarm).containsText("painters at work");
        assertThat(page).hasURL(Pattern.compile("list=shelved"));
        press("z");
        assertThat(tab("shelved")).containsText("0");
        press("1");
        assertThat(alarm).containsText("unacknowledged");
    }

    @Test
    void aRefusalIsSaidBesideTheActInTheOperatorsLanguage() {
        page("zh", 1366, 768, ColorScheme.LIGHT);
        signIn();
        tamper(3);
        assertThat(card("商铺烟感 3")).isVisible();
        press("j", "s");
        page.locator("[name=minutes]").fill("100000");
        page.locator("[name=reason]").fill("施工");
        press("Control+Enter");
        assertThat(card("商铺烟感 3").locator(".answer")).containsText("“分钟数”须为 1 至 720 的整数");
        assertThat(page.locator("[name=reason]")).hasValue("施工");
        press("Escape");
        assertThat(card("商铺烟感 3")).isFocused();
    }

    @Test
    void aMatterOfLifeIsNeverOfferedForShelving() {
        hub.heat("fn-2");
        Locator alarm = card("Forest node 2");
        assertThat(alarm.locator("[data-act=acknowledge]")).isVisible();
        assertThat(alarm.locator("[data-act=shelve]")).isHidden();
    }

    @Test
    void theFocusStaysWhenOtherAlarmsComeAndTheNextOneHasItWhenItsAlarmGoes() {
        signIn();
        tamper(3);
        assertThat(card("Shop detector 3")).isVisible();
        press("j");
        tamper(4);
        hub.heat("fn-2");
        assertThat(card("Forest node 2")).isVisible();
        assertThat(card("Shop detector 3")).isFocused();
        press("s");
        page.locator("[name=reason]").fill("work");
        press("Control+Enter");
        assertThat(card("Shop detector 3")).hasCount(0);
        assertThat(page.locator("[data-alarm]:focus")).hasCount(1);
    }

    @Test
    void aDeviceGoesOutOfServiceAndComesBack() {
        signIn();
        tamper(3);
        assertThat(card("Shop detector 3")).isVisible();
        press("j", "o");
        page.locator("[name=reason]").fill("broken housing");
        sends();
        assertThat(tab("out_of_service")).containsText("1");
        press("4");
        Locator device = page.locator("#silenced .alarm");
        assertThat(device).containsText("broken housing");
        device.locator("[data-act=back]").click();
        assertThat(device).hasCount(0);
    }

    @Test
    void aMaintenanceBeginsAndEndsByTheKeyboard() {
        signIn();
        press("w");
        page.locator("[name=area]").selectOption("town");
        page.locator("[name=reason]").fill("new wiring");
        press("Control+Enter");
        Locator work = page.locator("#silenced .alarm");
        assertThat(work).containsText("new wiring");
        assertThat(tab("maintenance")).containsText("1");
        tamper(3);
        assertThat(tab("suppressed")).containsText("1");
        work.locator("[data-act=end]").focus();
        press("Enter");
        assertThat(work).hasCount(0);
        assertThat(tab("suppressed")).containsText("0");
    }

    @Test
    void aDeviceTakenOutAndAMaintenanceAreTakenBackByOneKey() {
        signIn();
        tamper(3);
        assertThat(card("Shop detector 3")).isVisible();
        press("j", "o");
        page.locator("[name=reason]").fill("the wrong one");
        sends();
        assertThat(tab("out_of_service")).containsText("1");
        press("z");
        assertThat(tab("out_of_service")).containsText("0");
        press("w");
        page.locator("[name=reason]").fill("the wrong area");
        press("Control+Enter");
        assertThat(page.locator("#undo-bar")).containsText("Maintenance begun");
        press("z");
        assertThat(tab("maintenance")).containsText("0");
        assertThat(page.locator("#undo-bar")).isHidden();
    }

    @Test
    void anAlarmSoundsUntilItIsAcknowledgedAndMutingIsShownAndEndsWithANewFire() {
        signIn();
        tamper(3);
        Locator root = page.locator("html");
        assertThat(root).hasAttribute("data-sound", "double-chirp medium");
        assertThat(page).hasTitle(Pattern.compile("^\\(1\\) ▲"));
        press("m");
        assertThat(root).hasAttribute("data-voice", "muted");
        assertThat(page.locator("#mute")).containsText("MUTED");
        hub.heat("fn-2");
        assertThat(root).hasAttribute("data-sound", "temporal-three highest");
        assertThat(root).hasAttribute("data-voice", Pattern.compile("open|blocked"));
        assertThat(card("Forest node 2")).isVisible();
        card("Forest node 2").focus();
        press("a");
        assertThat(root).hasAttribute("data-sound", "double-chirp medium");
        card("Shop detector 3").focus();
        press("a");
        assertThat(root).hasAttribute("data-sound", "none");
    }

    @Test
    void beforeAnyGestureThePageSaysThatItsSoundIsBlocked() {
        assertThat(page.locator("#sound-hint")).containsText("until you click");
        page.locator("#t-map").click();
        assertThat(page.locator("#sound-hint")).isHidden();
    }

    @Test
    void inAFloodTheFirstOutStandsAloneUntilSomebodyAsksForAll() {
        for (int i = 0; i < 13; i++) {
            tamper(i);
        }
        assertThat(page.locator("#flood")).containsText("FLOOD, first-outs are listed");
        assertThat(page.locator("[data-alarm]")).hasCount(1);
        assertThat(page.locator("[data-alarm]")).containsText("first-out +12");
        press("f");
        assertThat(page.locator("[data-alarm]")).hasCount(13);
        assertThat(page.locator("#flood")).containsText("FLOOD, all are listed");
        assertThat(page).hasURL(Pattern.compile("first=all"));
    }

    @Test
    void aFilterInTheAddressIsThereAgainAfterReloading() {
        tamper(3);
        hub.heat("fn-2");
        page.locator("#filter-kind").selectOption("supervisory");
        page.locator("#filter-text").fill("detector");
        assertThat(page.locator("[data-alarm]")).hasCount(1);
        page.reload();
        assertThat(page.locator("[data-alarm]")).hasCount(1);
        assertThat(page.locator("#filter-text")).hasValue("detector");
    }

    @Test
    void theFiguresSayHonestlyThatThereAreNotEnoughDays() {
        tamper(3);
        assertThat(card("Shop detector 3")).isVisible();
        press("p");
        assertThat(page.locator("#kpi-verdict")).containsText("not enough days yet");
        assertThat(page.locator("#kpi-figures")).containsText("Time in flood");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve("kpi.png")));
        press("?");
        assertThat(page.locator("#help")).containsText("Shelve");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve("help.png")));
    }

    @Test
    void everyKeyThatDoesSomethingIsShownToWhoAsks() throws IOException {
        String app = Files.readString(CONSOLE.resolve("app.js"));
        Object missing = page.evaluate(
                """
                async own => {
                  const { INCIDENT_KEYS } = await import('/assets/incident.js'), { mapDoing } = await import('/assets/mapview.js');
                  const shown = new Set([...document.querySelectorAll('#help kbd')].flatMap(each => each.textContent.split(' ')));
                  return [...own, ...Object.keys(INCIDENT_KEYS), ...Object.keys(mapDoing)].filter(key => key !== '=' && !shown.has(key)).join();
                }""",
                Pattern.compile("(?:[{,] )([a-z]):")
                        .matcher(app.substring(app.indexOf("const acts = {"), app.indexOf("const THEMES")))
                        .results()
                        .map(each -> each.group(1))
                        .toList());
        assertThat(missing).isEqualTo("");
    }

    /** The files of the page that hold its words and what uses them. */
    private static List<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(CONSOLE)) {
            return files.map(each -> String.valueOf(each.getFileName()))
                    .filter(each -> each.endsWith(".js"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyWordIsThereInBothLanguages() throws IOException {
        List<String> files = modules();
        assertThat(files).contains("app.js", "words.js", "watch.js");
        Object missing = page.evaluate("""
                async files => {
                  const { WORDS } = await import('/assets/words.js');
                  const texts = await Promise.all(files.map(async f => (await fetch(`/assets/${f}`)).text()));
                  const used = texts.flatMap(text => [...text.matchAll(/\\bword\\("([^"]+)"\\)/g)].map(m => m[1]));
                  const named = [...document.querySelectorAll('[data-word]')].map(node => node.dataset.word);
                  return [...[...used, ...named].filter(key => !(key in WORDS)),
                    ...Object.entries(WORDS).filter(([, texts]) => texts.length !== 2 || texts.some(text => !text)).map(([key]) => key)];
                }""", files);
        assertThat((List<?>) missing).isEmpty();
    }

    @Test
    void calmAndFloodAreReadableInBothLanguagesByDayAndByNight() {
        for (String mood : List.of("calm", "flood")) {
            if (mood.equals("flood")) {
                for (int i = 0; i < 13; i++) {
                    tamper(i);
                }
                hub.heat("fn-2");
                hub.heat("fn-12");
            }
            for (int[] size : new int[][] {{1920, 1080}, {1366, 768}}) {
                for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
                    String language = scheme == ColorScheme.DARK ? "zh" : "en";
                    page(language, size[0], size[1], scheme);
                    assertThat(page.locator("#clock")).not().isEmpty();
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(SCREENS.resolve(mood + "-" + language + "-" + size[0] + ".png")));
                    Object wide = page.evaluate("document.documentElement.scrollWidth - innerWidth");
                    assertThat(((Number) wide).intValue()).isLessThanOrEqualTo(0);
                }
            }
        }
    }
}
