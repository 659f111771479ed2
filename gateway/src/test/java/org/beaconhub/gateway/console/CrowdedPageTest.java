package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;

/** The work view with more alarms and devices than fit on it: it stays usable, and what is out of sight costs little. */
@NeedsServer(Server.CHROMIUM)
class CrowdedPageTest extends PageTrial {
    private static final int HOT = 150;

    @Override
    TrialSite site() {
        return new TrialSite(400, 24).prepared();
    }

    private void crowd() {
        for (int i = 0; i < HOT; i++) {
            hub.heat("fn-" + i);
        }
    }

    private Locator alarms() {
        return page.locator("#alarm-list .alarm");
    }

    @Test
    void theRingsOfAllAlarmsThatCallAreOneAnimation() {
        crowd();
        open("&first=all", "en", 1366);
        assertThat(page.locator("#map .calling-rings .ring")).hasCount(HOT);
        assertThat(((Number) page.evaluate("document.getAnimations().length")).intValue())
                .isEqualTo(1);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve("crowded.png")));
    }

    @Test
    void aRingRestsOnceItsAlarmIsAcknowledgedAndNoneIsLeftWhenAllIsOver() {
        hub.heat("fn-1");
        hub.heat("fn-2");
        open("", "en", 1366);
        signIn();
        assertThat(page.locator("#map .calling-rings .ring")).hasCount(2);
        alarms().first().locator("[data-act=acknowledge]").click();
        assertThat(page.locator("#map .calling-rings .ring")).hasCount(1);
        assertThat(page.locator("#map .ring")).hasCount(2);
        alarms().first().locator("[data-act=acknowledge]").click();
        assertThat(page.locator("#map .calling-rings")).hasCount(0);
        assertThat(page.locator("#map .ring")).hasCount(2);
        hub.cool("fn-1");
        alarms().locator("[data-act=close]:visible").click();
        page.locator("form[data-form=close] textarea").fill("out");
        page.locator("form[data-form=close] button").click();
        assertThat(page.locator("#map .ring")).hasCount(1);
        assertThat(page.locator("#map .kind-alarm .sign")).hasCount(1);
    }

    @Test
    void theMapHasTheMarksOfTheNewLanguageToo() {
        hub.heat("fn-3");
        open("", "en", 1366);
        assertThat(page.locator("#map .sign title")).hasText("Fire signs at Forest node 3");
        page.locator("#language").click();
        assertThat(page.locator("#map .sign title")).hasText("林区节点 3 出现火情迹象");
    }

    @Test
    void aDeviceWithTwoAlarmsHasItsNameOnTheMapOnce() {
        List<SiteFile> files = new ArrayList<>(site().facts().getFirst().files());
        files.add(new SiteFile("rules/warm.yaml", """
                - rule: warm
                  on: forest-node
                  raise: temperature > 55 °C
                  kind: alarm
                  severity: severe
                  message: { zh: "{device} 温度高", en: "{device} is hot" }
                """));
        hub.put(List.of(new SiteChanged("test", files)), Receipt.NONE);
        hub.heat("fn-25"); // with room for its name on either side
        open("", "zh", 3840);
        assertThat(page.locator("#map .sign")).hasCount(2);
        assertThat(page.locator("#map .sign-name")).hasCount(1);
    }

    @Test
    void theKeysLeadToCardsFarDownTheListAndBringThemIntoSight() {
        crowd();
        open("&first=all", "en", 1366);
        assertThat(alarms()).hasCount(HOT);
        for (int i = 0; i < 60; i++) {
            press("j");
        }
        Locator card = alarms().nth(59);
        assertThat(card).isFocused();
        assertThat(card).isInViewport();
        assertThat(card).containsText("temperature is more than 60 °C");
    }

    @Test
    void whoTypesKeepsTheWordsAndTheFocusWhileOtherAlarmsComeAndGo() {
        hub.observe("sd-1", 0, TrialHub.reading(Quantity.BATTERY, 9));
        hub.observe("sd-2", 0, TrialHub.reading(Quantity.BATTERY, 9));
        open("", "en", 1366);
        signIn();
        Locator card = page.locator("#alarm-list .alarm", new Page.LocatorOptions().setHasText("sd-1"));
        card.locator("[data-act=shelve]").first().click();
        card.locator("textarea").fill("a new batt");
        hub.observe("sd-3", 0, TrialHub.reading(Quantity.BATTERY, 9));
        hub.observe("sd-2", 0, TrialHub.reading(Quantity.BATTERY, 99));
        crowd();
        assertThat(page.locator("#alarm-count")).hasText(String.valueOf(HOT + 3));
        page.keyboard().type("ery");
        assertThat(card.locator("textarea")).isFocused();
        assertThat(card.locator("textarea")).hasValue("a new battery");
    }

    @Test
    void theListOfDevicesShowsTheRowsToWhichItIsScrolled() {
        open("", "en", 1366);
        Locator list = page.locator("#device-list");
        list.scrollIntoViewIfNeeded();
        list.evaluate("list => list.scrollTo(0, list.scrollHeight)");
        assertThat(list).containsText("sd-9");
        assertThat(list.locator(".row:visible").last()).isInViewport();
        page.locator("#search").fill("fn-399");
        assertThat(list.locator(".row:visible")).hasCount(2);
        assertThat(list).containsText("fn-399");
    }

    private Locator focusedDevice() {
        return page.locator("#device-list button:focus");
    }

    private void presses(String key, String device) {
        press(key);
        assertThat(focusedDevice()).hasAttribute("data-device", device);
        assertThat(focusedDevice()).isInViewport();
    }

    /** The list of the 24 detectors, with the focus before it. */
    private void listDetectors() {
        open("", "en", 1366);
        page.locator("#search").fill("sd-");
        assertThat(page.locator("#device-list")).containsText("Town (24)");
        page.locator("#group").focus();
    }

    @Test
    void theListOfDevicesIsGoneThroughAndItsRowsAreOpenedByTheKeyboardAlone() {
        listDetectors();
        presses("Tab", "sd-0");
        presses("ArrowDown", "sd-1");
        presses("End", "sd-9");
        presses("ArrowDown", "sd-9");
        presses("ArrowUp", "sd-8");
        press("Enter");
        assertThat(page.locator("#chart-device")).hasValue("sd-8");
        press("Shift+Tab");
        assertThat(page.locator("#group")).isFocused();
        presses("Tab", "sd-8");
        presses("Home", "sd-0");
    }

    @Test
    void theFocusStaysOnItsDeviceWhereverTheListIsScrolledToAndTheDeviceMoves() {
        listDetectors();
        press("Tab", "ArrowDown");
        presses("ArrowDown", "sd-10");
        page.locator("#device-list").evaluate("list => list.scrollTo(0, list.scrollHeight)");
        assertThat(page.locator("#device-list")).containsText("sd-9");
        assertThat(focusedDevice()).hasAttribute("data-device", "sd-10");
        hub.observe("sd-10", 0, TrialHub.reading(Quantity.BATTERY, 80));
        assertThat(page.locator("#device-list .row:visible").last()).containsText("sd-10");
        assertThat(focusedDevice()).hasAttribute("data-device", "sd-10");
        presses("ArrowUp", "sd-9");
    }
}
