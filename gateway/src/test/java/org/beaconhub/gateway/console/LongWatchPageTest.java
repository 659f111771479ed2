package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** Pages that stay open for nights and weeks: they never show what is old as new, and say what they cannot do. */
class LongWatchPageTest extends PageTrial {
    private Object inPage(String script) {
        return page.evaluate(script);
    }

    @Test
    void aPageThatWakesUpAfterHoursKnowsBeforeItIsSeenThatWhatItShowsIsOld() {
        open("", "en", 1366);
        Object link = inPage("""
                () => {
                  const awake = Date.now, hours = 3 * 3600 * 1000;
                  Date.now = () => awake() + hours;
                  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
                  Date.now = awake;
                  return [document.documentElement.dataset.link, document.querySelector('#stale').textContent.slice(0, 8)].join();
                }""");
        assertThat(link).isEqualTo("stale,■ STALE:");
        assertThat(page.locator("html")).hasAttribute("data-link", "live");
        assertThat(page.locator("#stale")).isHidden();
    }

    /** A site that names tiles, whose origin no page may load that was given out before. */
    private SiteChanged withTiles() {
        List<SiteFile> files = site().facts().getFirst().files().stream()
                .map(file -> file.name().equals("site.yaml")
                        ? new SiteFile(
                                file.name(),
                                file.text() + "\ntiles: { url: '" + console.url()
                                        + "no-tiles/{z}/{x}/{y}', attribution: trial }\n")
                        : file)
                .toList();
        return new SiteChanged("test", files);
    }

    /** How often the page is loaded from now on. */
    private AtomicInteger loads() {
        AtomicInteger loads = new AtomicInteger();
        page.onLoad(_ -> loads.incrementAndGet());
        return loads;
    }

    @Test
    void aPageThatTheHubWouldGiveOutOtherwiseNowSaysSoAndLoadsTheNewOneByAButton() {
        open("", "zh", 1366);
        Locator old = page.locator("#old-page");
        assertThat(old).isHidden();
        hub.put(List.of(withTiles()), Receipt.NONE);
        assertThat(old).containsText("这一页是旧的");
        look("old-page-zh-1366");
        AtomicInteger loads = loads();
        page.locator("#load-anew").click();
        page.waitForCondition(() -> loads.get() > 0);
        page.locator("html[data-link=live]").waitFor();
        assertThat(old).isHidden();
    }

    @Test
    void aWallWhereNobodyPressesAnythingLoadsTheNewPageByItself() {
        open("#/wall", "zh", 1920);
        AtomicInteger loads = loads();
        hub.put(List.of(withTiles()), Receipt.NONE);
        page.waitForCondition(() -> loads.get() > 0);
        page.locator("html[data-link=live]").waitFor();
        assertThat(page.locator("#old-page")).isHidden();
    }

    @Test
    void aWallWhoseSoundIsBlockedSaysSoAndLouderWhereSomethingSounds() {
        renew(new Browser.NewContextOptions().setViewportSize(1920, 1080));
        context.addInitScript(
                "window.AudioContext = class { state = 'suspended'; resume() { return new Promise(() => {}); } }");
        page = context.newPage();
        page.navigate(console.url() + "?lang=en#/wall");
        page.locator("html[data-link=live]").waitFor();
        Locator hint = page.locator("#sound-hint");
        assertThat(hint).isVisible();
        assertThat(hint).not().hasClass(Pattern.compile("is-loud"));
        hub.heat("fn-1");
        assertThat(hint).hasClass(Pattern.compile("is-loud"));
        look("wall-sound-blocked-en-1920");
    }

    @Test
    void aHubThatHoldsTheConnectionAndSaysNothingIsStaleWithinFiveSecondsAndLiveWithItsNextWord() {
        context.addInitScript("""
                delete window.SharedWorker;
                window.EventSource = class extends EventSource {
                  addEventListener(what, take) { super.addEventListener(what, event => window.silent || take(event)); }
                };""");
        page = context.newPage();
        page.navigate(console.url());
        page.locator("html[data-link=live]").waitFor();
        inPage("window.silent = true");
        assertThat(page.locator("html"))
                .hasAttribute("data-link", "stale", new HasAttributeOptions().setTimeout(5_500));
        assertThat(page.locator("#stale")).containsText("数据已过时");
        assertThat(page.locator(".figures")).isHidden();
        inPage("window.silent = false");
        assertThat(page.locator("html")).hasAttribute("data-link", "live", new HasAttributeOptions().setTimeout(8_000));
    }

    @Test
    void timesAreThoseOfTheSitesZoneWhereverTheBrowserIs() {
        renew(new Browser.NewContextOptions().setTimezoneId("America/New_York"));
        page.navigate(console.url() + "?lang=en");
        String day = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:")
                .withZone(ZoneId.of("Asia/Shanghai"))
                .format(Instant.ofEpochMilli(hub.clock.nowMs()));
        assertThat(page.locator("#clock")).hasText(Pattern.compile(day + "\\d\\d:\\d\\d Asia/Shanghai"));
    }

    private int tones() {
        return ((Number) inPage("window.tones")).intValue();
    }

    /** A browser makes no sound on a page before somebody has done something there, and a page that is loaded anew may begin anew. */
    @Test
    void anAlarmSoundsAgainWithTheFirstKeyAfterThePageWasLoadedAnewAndUntilThenThePageSaysThatItIsMute() {
        renew(new Browser.NewContextOptions());
        context.addInitScript("""
                window.tones = window.tries = 0;
                // A browser without a screen lets every page sound; here it asks, as others do, whether somebody has done something on the page.
                let touched = false;
                addEventListener('keydown', () => { touched = true; }, true);
                window.AudioContext = class extends AudioContext {
                  #open = false;
                  get state() { return this.#open ? super.state : 'suspended'; }
                  resume() {
                    window.tries++;
                    this.#open ||= touched;
                    return this.#open ? super.resume() : new Promise(() => {});
                  }
                };
                const start = OscillatorNode.prototype.start;
                OscillatorNode.prototype.start = function (...at) { window.tones++; return start.apply(this, at); };""");
        page = context.newPage();
        hub.heat("fn-1");
        page.navigate(console.url() + "?lang=en");
        for (int load = 0; load < 2; load++) {
            page.locator("html[data-link=live][data-sound='temporal-three highest']")
                    .waitFor();
            page.waitForCondition(() -> inPage("window.tries > 0").equals(true)); // by itself, and in vain
            assertThat(page.locator("html")).hasAttribute("data-voice", "blocked");
            assertThat(page.locator("#sound-hint")).containsText("or press a key");
            assertThat(page.locator("#sound-hint")).hasClass(Pattern.compile("is-loud"));
            assertThat(tones()).isZero();
            press("j");
            assertThat(page.locator("html")).hasAttribute("data-voice", "open");
            assertThat(page.locator("#sound-hint")).isHidden();
            page.waitForCondition(() -> tones() >= 3); // the three pulses of an alarm
            page.reload();
        }
    }

    @Test
    void anAlarmIsToldByANotificationWhileNobodySeesThePageAndInItsTitle() {
        context.addInitScript("""
                window.told = [];
                window.Notification = class { static permission = 'granted'; constructor(title, { tag, body }) { window.told.push(`${title} | ${body} | ${tag}`); } };
                Object.defineProperty(document, 'hidden', { get: () => window.away ?? false });""");
        page = context.newPage();
        page.navigate(console.url() + "?lang=en");
        page.locator("html[data-link=live]").waitFor();
        hub.heat("fn-1");
        page.waitForCondition(() -> page.title().startsWith("(1) ▲"));
        inPage("window.away = true");
        hub.heat("fn-3");
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.TAMPER, 1));
        page.waitForCondition(() -> page.title().startsWith("(3) ▲"));
        String id = hub.view().alarms().get(1).id();
        assertThat(inPage("window.told.join()")).isEqualTo("Fire signs at Forest node 3 | Alarm · critical | " + id);
    }

    @Test
    void notificationsThatTheBrowserRefusesAreNotPassedOverInSilence() {
        context.addInitScript("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })");
        page = context.newPage();
        page.navigate(console.url() + "?lang=en");
        assertThat(page.locator("#notify")).hasText("Notifications refused");
        assertThat(page.locator("#notify")).hasAttribute("title", Pattern.compile("allow them in its settings"));
        page.locator("#language").click();
        assertThat(page.locator("#notify")).hasText("浏览器禁止通知");
    }

    @Test
    void aPageInTheBackgroundNotifiesOfEachNewAlarmOnceInItsOwnLanguageAndOfNothingElse() {
        context.addInitScript("""
                window.told = [];
                window.Notification = class { static permission = 'granted'; constructor(text, { tag }) { told.push([text, tag]); } };
                Object.defineProperty(document, 'hidden', { get: () => true });""");
        page = context.newPage();
        hub.heat("fn-3");
        page.navigate(console.url() + "?lang=zh");
        page.locator("html[data-link=live]").waitFor();
        hub.observe("sd-3", 0, TrialHub.reading(Quantity.TAMPER, 1));
        hub.heat("fn-1");
        page.waitForCondition(() -> page.locator("[data-alarm]").count() == 3);
        hub.heat("fn-1");
        String id = hub.view().alarms().stream()
                .filter(alarm -> alarm.subject().equals("fn-1"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(page.locator("#notify")).isHidden();
        assertThat(String.valueOf(page.evaluate("JSON.stringify(told)")))
                .isEqualTo("[[\"林区节点 1 出现火情迹象\",\"" + id + "\"]]");
    }

    @Test
    void aChartWhoseHistoryIsMissingSaysSoAndSinceWhen() {
        hub.historyHalted = true;
        hub.historyLagMs = 600_000;
        hub.broker = false; // so that the hub looks at itself at once
        hub.heat("fn-1");
        open("", "en", 1366);
        Locator note = page.locator("#chart-note");
        assertThat(note).containsText("The history is not written any more");
        assertThat(note)
                .containsText(
                        Pattern.compile("missing since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d · age 1\\d min"));
        goTo("#/devices/fn-1", ".device-chart .note");
        assertThat(page.locator(".device-chart .note")).containsText("is missing since");
        hub.historyDown = true;
        goTo("#/incidents/" + incident(), ".charts-of .note");
        assertThat(page.locator(".charts-of .note").first()).containsText("The history does not answer");
        page.locator("#language").click();
        assertThat(page.locator(".charts-of .note").first()).containsText("历史库没有应答");
        errors.removeIf(each -> each.contains("a status of 503"));
    }

    @Test
    void nothingOfAWallIsBelowItsEdgeWhateverBarsItShows() {
        for (int i = 0; i < 12; i++) {
            hub.heat("fn-" + i);
        }
        hub.put(List.of(TrialScenarios.read().scenarios().getFirst().ordered("Zhao")), Receipt.NONE);
        for (int height : new int[] {1080, 900, 2160}) {
            open("#/wall", "zh", height * 16 / 9, height, ColorScheme.DARK);
            page.locator("#map .sign").first().waitFor();
            look("wall-whole-" + height);
            Object below = inPage("""
                    () => [...document.querySelectorAll('.legend, #map-note, .hub, #map, #incident-list .incident-row')]
                        .filter(each => each.getBoundingClientRect().bottom > innerHeight).map(each => each.className || each.id)
                        .concat(document.documentElement.scrollHeight > innerHeight ? 'the page scrolls' : []).join()""");
            assertThat(below).as("at " + height).isEqualTo("");
            assertThat(((Number) inPage("document.querySelector('#map').clientHeight / innerHeight")).doubleValue())
                    .as("the map's share of the height at " + height)
                    .isGreaterThan(0.4);
        }
    }
}
