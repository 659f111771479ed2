package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.beaconhub.gateway.access.Accounts;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.console.door.Keys;
import org.beaconhub.gateway.records.PastRecords;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.incident.Sign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A shift of the control room by the keyboard alone: each main task from its first key to its effect, on a phone, a desk and a wall, in both
 * languages. At each station nothing is cut or overlaps, the accessibility guidelines hold, and the focus can be seen.
 */
class StoriesTest extends DoorTrial {
    private static final String ALARM = "[data-alarm].alarm";

    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;
    private Page page;
    private Keyboard keys;
    private String at = "";

    @BeforeEach
    void come() {
        console.close();
        hub.vitals.close();
        hub = new TrialHub(new TrialSite(12, 8).prepared());
        accounts = Accounts.in(data.resolve("running"), hub.clock);
        console = hub.console(
                new ConsoleOptions("127.0.0.1", 0),
                new Entrance(Keys.of(accounts, audit, hub.clock), Optional.empty(), hub::entry),
                hub.clock);
        person("王芳", Role.ADMIN);
        PastRecords.write(hub.recorded);
        context = Chromium.browser().newContext();
        page = context.newPage();
        keys = new Keyboard(page, errors);
        page.addInitScript("window.print = () => { window.printed = true; };");
        page.onConsoleMessage(message -> {
            // An act whose incident moved on by itself meanwhile is refused once, and sent again by the page: the
            // browser notes the refusal.
            boolean movedOn = message.text().contains("the server responded with a status of 409");
            if (message.type().equals("error") && !movedOn || message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
    }

    @AfterEach
    void leave() {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({"zh, 360", "zh, 1366", "zh, 3840", "en, 360", "en, 1366", "en, 3840"})
    void aShiftIsWorkedByTheKeyboardAlone(String language, int width) {
        at = language + "-" + width;
        page.setViewportSize(width, width < 500 ? 740 : width * 9 / 16);
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(language.equals("zh") ? ColorScheme.DARK : ColorScheme.LIGHT));
        signsIn(language);
        looksAround();
        acknowledgesVerifiesAssignsAndTicks();
        shelves();
        actuates();
        closesTheIncidentAndTheAlarm();
        handsOver();
        looksUpARecord();
        reportsAndSeesWhatBecameOfIt(language);
        isInTheAudit();
        assertThat(errors).isEmpty();
    }

    /** All that a calm shift looks at: the figures, gates and people, the hub itself, the wall. */
    private void looksAround() {
        if (page.locator("#more").isVisible()) {
            keys.enter("#more");
        }
        keys.enter("#kpi-button");
        assertThat(page.locator("#kpi-figures table").first()).isVisible();
        looks("figures");
        keys.press("p");
        keys.enter("nav a[href='#/access']");
        assertThat(page.locator("#page .access")).isVisible();
        keys.enter("nav a[href='#/hub']");
        assertThat(page.locator(".hub-page .verdict")).containsText(Pattern.compile("一切正常|all is well"));
        keys.enter("nav a[href='#/wall']");
        assertThat(page.locator("html")).hasAttribute("data-page", "wall");
        assertThat(page.locator("#filter-kind")).isHidden();
        keys.press("b");
        page.locator("#filter-kind").waitFor();
    }

    /** Each act of the shift is written down under the name of who did it. */
    private void isInTheAudit() {
        try {
            List<String> acts = audit.newest(Long.MAX_VALUE, "王芳", 500).stream()
                    .filter(line ->
                            line.what() == AuditLine.What.ACT && line.outcome().equals(AuditLine.DONE))
                    .map(line -> line.about().replaceAll(".*/", ""))
                    .toList();
            assertThat(acts)
                    .contains("acknowledge", "verify", "assign", "respond", "tick", "shelve", "activate", "contain")
                    .contains("out-of-service", "in-service", "agree", "close");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at the page as it stands. */
    private void looks(String station) {
        String where = station + " " + at;
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PageTrial.SCREENS.resolve("story-" + station + "-" + at + ".png")));
        Layout.faults(page).forEach(each -> errors.add(where + ": " + each));
        Accessibility.violations(page).forEach(each -> errors.add(where + ": " + each));
        keys.seesFocus();
    }

    private void signsIn(String language) {
        page.navigate(console.url() + "?lang=" + language);
        keys.reach("[name=name]");
        keys.type("王芳");
        keys.reach("[name=password]");
        keys.type(GOOD);
        looks("sign-in");
        keys.press("Enter");
        page.locator("html[data-link=live]").waitFor();
        assertThat(page.locator("#by")).hasValue("王芳");
    }

    private void acknowledgesVerifiesAssignsAndTicks() {
        hub.heat("fn-1");
        Locator alarm = page.locator(ALARM);
        assertThat(alarm).isVisible();
        keys.press("j");
        assertThat(alarm).isFocused();
        assertThat(page).hasTitle(Pattern.compile("^\\(1\\) ▲"));
        assertThat(page.locator("html")).hasAttribute("data-sound", "temporal-three highest");
        looks("alarm");
        keys.press("a");
        assertThat(alarm).hasClass(Pattern.compile("seen"));
        assertThat(page.locator("html")).hasAttribute("data-sound", "none");
        readsTheAlarm();
        keys.press("i");
        Locator head = page.locator(".incident-head .head");
        assertThat(page.locator("[data-act=verify]")).isVisible();
        keys.press("v");
        assertThat(head).containsText("王芳");
        keys.seesFocus();
        keys.press("i");
        keys.choose("brigade");
        looks("assign");
        sends();
        assertThat(head).containsText(Pattern.compile("消防救援站|Fire brigade"));
        keys.seesFocus();
        keys.press("d");
        assertThat(page.locator("[data-act=contain]")).isVisible();
        keys.enter("[data-act=tick]");
        assertThat(page.locator(".tasks .is-done")).containsText("王芳");
        looks("incident");
        keys.press("b");
        page.locator("#work").waitFor();
        keys.seesFocus();
    }

    /** Its curve, its place on the map, the list of just its device, the device's own page. */
    private void readsTheAlarm() {
        keys.press("g");
        assertThat(page.locator("#chart-device")).hasValue("fn-1");
        assertThat(page.locator("#chart-note")).not().isEmpty();
        Locator scale = page.locator("#map .leaflet-control-scale-line");
        String far = scale.textContent();
        keys.press("v");
        assertThat(scale).not().hasText(far);
        keys.press("0");
        assertThat(scale).hasText(far);
        keys.press("/");
        keys.type("fn-1");
        assertThat(page).hasURL(Pattern.compile("q=fn-1"));
        keys.press("Control+a", "Delete", "Escape");
        keys.enter("[data-alarm] a[href='#/devices/fn-1']");
        assertThat(page.locator(".rules-of")).containsText("60 °C");
        looks("device");
        keys.press("b");
        page.locator("#filter-kind").waitFor();
    }

    /** Sends the form that is open. It may stand there a moment longer than what it did, and takes keys until it is gone. */
    private void sends() {
        keys.press("Control+Enter");
        assertThat(page.locator("form[data-form]")).hasCount(0);
    }

    private void shelves() {
        hub.observe("sd-3", 0, TrialHub.reading(Quantity.TAMPER, 1));
        Locator open = page.locator(".kind-supervisory " + ALARM);
        assertThat(open).isVisible();
        keys.reach(".kind-supervisory " + ALARM);
        takesBack(open);
        keys.reach(".kind-supervisory " + ALARM);
        keys.press("s");
        assertThat(page.locator("[name=minutes]")).isFocused();
        keys.press("Control+a");
        keys.type("45");
        keys.press("Tab");
        keys.type("粉刷墙面 · painters at work");
        looks("shelve");
        page.locator("html[data-link=live]").waitFor();
        sends();
        assertThat(open).hasCount(0);
        keys.seesFocus();
        keys.press("2");
        assertThat(open).containsText("painters at work");
        keys.press("1");
    }

    /** A device that was taken out of service by mistake is back by one key. */
    private void takesBack(Locator open) {
        keys.press("o");
        assertThat(page.locator("[name=reason]")).isFocused();
        keys.type("认错了探头 · the wrong detector");
        sends();
        assertThat(open).hasCount(0);
        page.locator("#undo-bar").waitFor();
        keys.press("z");
        assertThat(open).hasCount(1);
    }

    private void actuates() {
        keys.enter("nav a[href='#/actuators']");
        keys.enter("[data-channel=exit] [data-act=activate]");
        keys.type("一层有人被困 · people on the ground floor");
        looks("actuate");
        sends();
        Locator stands = page.locator("[data-channel=exit] .stands");
        assertThat(stands).containsText(Pattern.compile("设备尚未确认|not confirmed"));
        keys.seesFocus();
        hub.put(
                List.of(new DeliveryReport(
                        hub.view().pendingNotices().getFirst().notice().id(), "exit", 0, new Delivered("confirmed"))),
                Receipt.NONE);
        assertThat(stands).not().containsText(Pattern.compile("设备尚未确认|not confirmed"));
    }

    private void closesTheIncidentAndTheAlarm() {
        keys.press("i");
        page.locator("[data-act=contain]").waitFor();
        keys.press("x");
        hub.cool("fn-1");
        for (String check : List.of("no_fire", "no_smoke")) {
            keys.enter("[data-check=" + check + "]");
            assertThat(page.locator("[name=note]")).isFocused();
            keys.type("走遍了 · walked through it");
            sends();
            assertThat(page.locator("[data-check=" + check + "]")).hasCount(0);
            keys.seesFocus();
        }
        keys.press("c");
        keys.choose("false");
        looks("close");
        sends();
        assertThat(page.locator("[data-act=look-back]:visible")).hasCount(1);
        keys.seesFocus();
        keys.press("b");
        Locator alarm = page.locator(".kind-alarm " + ALARM);
        assertThat(alarm).isVisible();
        keys.reach(".kind-alarm " + ALARM);
        keys.press("c");
        keys.choose("test");
        sends();
        assertThat(alarm).hasCount(0);
    }

    private void handsOver() {
        keys.press("h");
        page.locator(".handover-body table").first().waitFor();
        keys.reach(".handover textarea");
        keys.type("夜间有雾，注意西坡 · fog on the west slope");
        assertThat(page.locator(".handover-body")).containsText("painters at work");
        looks("handover");
        keys.enter(".handover .actions button:last-child");
        assertThat(page.evaluate("window.printed")).isEqualTo(true);
    }

    private void looksUpARecord() {
        keys.enter("nav a[href='#/records']");
        assertThat(page.locator(".records tbody tr").first()).isVisible();
        keys.reach("[name=days]");
        keys.choose("0");
        assertThat(page.locator(".records tbody tr")).hasCount(3);
        keys.reach("[name=disposition]");
        keys.choose("false");
        assertThat(page.locator(".records tbody tr")).hasCount(2);
        assertThat(page.locator("[name=disposition]")).isFocused();
        looks("records");
        keys.enter(".records tbody a[href^='#/records/incident/']");
        assertThat(page.locator(".records")).containsText("HTTP 200");
        looks("record");
    }

    private void reportsAndSeesWhatBecameOfIt(String language) {
        keys.enter("nav a[href='#/mine']");
        keys.reach("[name=my-unit]");
        keys.choose("rangers");
        looks("mine");
        keys.enter(".mine a[href='/report']");
        page.locator("form[data-kept=ready]").waitFor();
        keys.reach("#type");
        keys.choose("other");
        keys.reach("#area");
        keys.choose("forest/east");
        keys.reach("#text");
        keys.type("山脊后面有浓烟 · smoke behind the ridge");
        looks("report");
        long opened = hub.clock.nowMs();
        await().until(() -> hub.clock.nowMs() > opened + 1_100); // who sends at once is taken for a machine
        keys.enter("form[action='/report'] button");
        assertThat(page.locator("#kept .sent .code")).isVisible(SOON);
        looks("report-sent");
        String code = page.locator("#kept .sent .code").textContent();
        keys.enter("#kept .sent .code");
        assertThat(page.locator("main")).containsText("等待核实");
        verifiesWhatWasReported(language);
        page.navigate(console.url() + "report/" + code);
        assertThat(page.locator("main")).containsText("已核实");
        keys.reach("main a");
        looks("report-verified");
    }

    /** The report has arrived as an incident, with its words, and the control room answers it. */
    private void verifiesWhatWasReported(String language) {
        page.navigate(console.url() + "?lang=" + language + "#/incidents");
        page.locator("html[data-link=live]").waitFor();
        assertThat(page.locator("[data-incident]")).not().hasCount(0);
        keys.press("i");
        assertThat(page.locator(".time-line")).containsText("smoke behind the ridge");
        keys.press("v");
        assertThat(page.locator(".incident-head .head")).containsText("王芳");
        assertThat(hub.view().incidents().incidents().stream()
                        .filter(each -> each.signs().stream().anyMatch(sign -> sign.origin() == Sign.Origin.REPORT)))
                .hasSize(1);
    }
}
