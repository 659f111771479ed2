package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.regex.Pattern;
import org.beaconhub.gateway.records.PastRecords;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.drill.DrillView;
import org.beaconhub.rules.fact.DrillFact;
import org.beaconhub.rules.fact.DrillStopped;
import org.beaconhub.rules.fact.Injected;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.rehearse.Scenario;
import org.junit.jupiter.api.Test;

/** A drill in a real browser: unmistakable on every page, and nothing real is hidden or quieter for it. */
class DrillPageTest extends PageTrial {
    /** The pages of {@code pages.js}, and the work view. */
    private static final List<String> PAGES = List.of(
            "",
            "#/wall",
            "#/access",
            "#/actuators",
            "#/incidents",
            "#/devices/fn-2",
            "#/drills",
            "#/handover",
            "#/hub",
            "#/mine",
            "#/records",
            "#/watch-list");

    private void put(DrillFact fact) {
        hub.put(List.of(fact), Receipt.NONE);
    }

    private DrillView drill() {
        Scenario scenario = TrialScenarios.read().scenarios().getFirst();
        put(scenario.ordered("Zhao"));
        return hub.drills().running().orElseThrow();
    }

    private void stop(DrillView drill) {
        put(new DrillStopped(drill.record().id(), "Zhao", "practised enough"));
    }

    private Locator frame() {
        return page.locator("#drill-frame");
    }

    @Test
    void everyPageHasTheFrameTheWatermarkAndTheBarWhileADrillRunsAndNoneAfterwards() {
        PastRecords.write(hub.recorded);
        DrillView drill = drill();
        open("", "zh", 1366);
        for (String hash : PAGES) {
            page.evaluate("hash => { location.hash = hash || '#/'; }", hash);
            assertThat(frame()).isVisible();
            assertThat(frame()).containsText("演练 DRILL");
            assertThat(page.locator(".drill-bar")).containsText("演练进行中 DRILL");
            assertThat(page.locator("#drill-what")).containsText("东坡起火");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(frame()).isVisible();
            assertThat(page.locator(".drill-bar")).isVisible();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        }
        assertThat(page).hasTitle(Pattern.compile("演练 DRILL$"));
        stop(drill);
        for (String hash : PAGES) {
            page.evaluate("hash => { location.hash = hash || '#/'; }", hash);
            assertThat(frame()).isHidden();
            assertThat(page.locator(".drill-bar")).isHidden();
        }
        assertThat(page).hasTitle(Pattern.compile("Beacon Hub$"));
    }

    @Test
    void theListOfPagesHereIsThatOfTheConsole() {
        assertThat(pagesOfTheConsole())
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(PAGES).anySatisfy(hash -> assertThat(hash).startsWith("#/" + name)));
    }

    @Test
    void aDrillsAlarmsAreNeitherListedNorMappedNorCountedAndNothingOfItSoundsTwice() {
        open("", "en", 1366);
        page.locator("h1").click();
        assertThat(page.locator("html")).hasAttribute("data-voice", "open");
        DrillView drill = drill();
        assertThat(page.locator("html"))
                .hasAttribute("data-drill-sounded", drill.record().id());
        assertThat(page.locator("#real")).containsText("no active alarm");
        put(new Injected(
                drill.record().id(),
                "Zhao",
                "fn-4",
                List.of(TrialHub.reading(Quantity.TEMPERATURE, 90), TrialHub.reading(Quantity.SMOKE, 9))));
        assertThat(hub.drills().running().orElseThrow().world().alarms()).hasSize(2);
        page.evaluate("delete document.documentElement.dataset.drillSounded");
        hub.cool("fn-9");
        assertThat(page.locator("[data-alarm]")).hasCount(0);
        assertThat(page.locator("#map .sign")).hasCount(0);
        assertThat(page.locator("#incident-list .incident-row")).hasCount(0);
        assertThat(page.locator("html")).hasAttribute("data-sound", "none");
        assertThat(page).hasTitle(Pattern.compile("^Lingzhushan"));
        assertThat(page.locator("html[data-drill-sounded]")).hasCount(0);
    }

    @Test
    void aRealAlarmDuringADrillIsCountedSoundsAndStandsAboveTheDrill() {
        drill();
        open("", "en", 1366);
        hub.heat("fn-1");
        assertThat(page.locator("[data-alarm]")).hasCount(1);
        assertThat(page.locator("#real")).containsText("REAL 真实 ▲ Alarm 1 · unacknowledged 1");
        assertThat(page.locator("#real")).hasClass(Pattern.compile("is-calling"));
        assertThat(page.locator("html")).hasAttribute("data-sound", Pattern.compile("temporal-three .*"));
        assertThat(page).hasTitle(Pattern.compile("^\\(1\\) ▲"));
        Number above = (Number)
                page.evaluate(
                        "document.querySelector('.drill-bar').getBoundingClientRect().top - document.querySelector('#real').getBoundingClientRect().top");
        assertThat(above.doubleValue()).as("the real line stands above").isPositive();
        look("drill-real-en-1366");
        open("#/wall", "zh", 1920);
        assertThat(page.locator("#real")).containsText("真实 REAL ▲ 火警 1 · 未确认 1");
        look("drill-wall-zh-1920");
    }

    @Test
    void aDrillIsBegunCarriedToItsAcceptanceAndClosedByTheKeyboardAndItsTimesAreReported() {
        open("#/drills", "en", 1366);
        signIn();
        assertThat(page.locator(".drill-start")).containsText("harbour.yaml:4:7");
        page.locator("[data-scenario=east-slope] [data-act=begin-drill]").focus();
        press("Enter");
        assertThat(page.locator("[data-form=begin]")).containsText("Fire on the east slope");
        press("Enter");
        Locator incident = page.locator("[data-drill-incident]");
        assertThat(incident).containsText("reported");
        press("v");
        assertThat(incident).containsText("verified · Wang Fang");
        press("d");
        assertThat(incident).containsText("responding");
        press("t");
        assertThat(incident.locator(".tasks .is-done")).containsText("Wang Fang");
        press("x");
        assertThat(incident).containsText("contained");
        isAgreed();
        assertThat(incident).containsText("accepted");
        press("c");
        assertThat(page.locator("[name=disposition]")).isFocused();
        sends();
        assertThat(incident.locator(".head")).containsText("closed");
        assertThat(incident).containsText(Pattern.compile("☑ no fire.*☑ no smoke", Pattern.DOTALL));
        look("drill-running-en-1366");
        isStoppedAndReported();
        assertThat(hub.view().incidents().incidents()).isEmpty();
    }

    /** The device of the fire is cool again, and somebody was there. */
    private void isAgreed() {
        put(new Injected(
                hub.drills().running().orElseThrow().record().id(),
                "Zhao",
                "fn-2",
                List.of(TrialHub.reading(Quantity.TEMPERATURE, 21))));
        for (String check : List.of("no_fire", "no_smoke")) {
            page.locator("[data-check=" + check + "]").focus();
            press("Enter");
            page.keyboard().type("walked through it");
            sends();
            assertThat(page.locator("[data-check=" + check + "]")).hasCount(0);
        }
    }

    private void isStoppedAndReported() {
        page.locator("[data-act=stop-drill]").focus();
        press("Enter");
        page.keyboard().type("all of it practised");
        press("Control+Enter");
        Locator report = page.locator("[data-drill-report]");
        assertThat(report).containsText("all of it practised");
        Locator times = report.locator("tbody").first().locator("tr");
        assertThat(times).hasCount(9);
        assertThat(times.first()).containsText("+0 s");
        assertThat(report.locator(".drill-course tbody tr").first()).isVisible();
        assertThat(report.locator(".drill-course")).containsText("no fire · walked through it");
        assertThat(report.locator(".drill-course")).containsText("closed");
        assertThat(times.last()).containsText(Pattern.compile("Incident closed.*\\+\\d+ s"));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(report).isVisible();
        assertThat(page.locator(".drill-start")).isHidden();
        look("drill-report-print");
    }
}
