package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.OptionalLong;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;

/** The page on which the hub tells how it is itself. */
class HubPageTest extends PageTrial {
    @Test
    void allIsWellInWordsWithoutColourAndEachValueHasItsAge() {
        hub.meters.delivery("siren", new Delivered("ok"), hub.clock.nowMs() - 65_000);
        open("#/hub", "en", 1366);
        assertThat(page.locator(".verdict")).hasText("all is well");
        assertThat(page.locator("[data-fact=broker_up]")).hasText("connected");
        assertThat(page.locator("[data-fact=snapshot]")).containsText("age 4 min");
        assertThat(page.locator("[data-fact=takes]")).hasText("412 MB");
        assertThat(page.locator("[data-fact=backup]")).hasText("none yet");
        assertThat(page.locator("[data-fact=keeps]")).hasText("366 days");
        assertThat(page.locator("[data-fact=disk_free]")).hasText("62 GB · 62 %");
        assertThat(page.locator("[data-fact=live_clients]")).hasText("1");
        assertThat(page.locator("[data-channel=siren]")).containsText("age 1 min");
        assertThat(page.locator("[data-channel=exit]")).containsText("none yet");
        assertThat(page.locator(".hub-intake figcaption")).containsText("messages/s");
        assertThat(page.locator(".hub-intake canvas")).isVisible();
        assertThat(page.locator(".hub-page [class*=kind-]:not(:empty)")).hasCount(0);
        look("hub-well-en-1366");
    }

    @Test
    void troublesStandOnTopWithTheTimeSinceWhenAndComeAndGoByThemselves() {
        hub.backupAtMs = OptionalLong.of(hub.clock.nowMs() - 8 * 24 * 3_600_000L);
        open("#/hub", "zh", 1366);
        assertThat(page.locator(".verdict")).hasText("一切正常");
        hub.meters.delivery("exit", new Failed(new Text("<b>没有路由</b>", "<b>no route</b>")), hub.clock.nowMs());
        hub.quarantine.add(
                new Unreadable(
                        "beacon/v1/x/telemetry",
                        "",
                        Reason.MALFORMED,
                        new Text("<i>不是 JSON</i>", "<i>no JSON</i>"),
                        3,
                        "{{{"),
                hub.clock.nowMs());
        hub.broker = false;
        Locator lost = page.locator("[data-finding=broker_lost]");
        assertThat(lost).containsText("自");
        assertThat(lost).containsText("历时");
        assertThat(page.locator("[data-fact=broker_up]")).containsText("■");
        assertThat(page.locator("[data-channel=exit]")).containsText("<b>没有路由</b>");
        assertThat(page.locator(".hub-outbox tbody tr").first()).hasAttribute("data-channel", "exit");
        assertThat(page.locator("[data-fact=backup]")).containsText("■ 超过一周");
        assertThat(page.locator("[data-fact=backup]")).containsText("历时 8 天");
        assertThat(page.locator("[data-reason=malformed]")).containsText("<i>不是 JSON</i>");
        look("hub-trouble-zh-1366");
        open("#/hub", "en", 1366);
        assertThat(page.locator("[data-channel=exit]")).containsText("<b>no route</b>");
        assertThat(page.locator("[data-reason=malformed]")).containsText("<i>no JSON</i>");
        hub.broker = true;
        assertThat(page.locator("[data-finding=broker_lost]")).hasCount(0);
    }

    @Test
    void itIsReadOnAPhoneAndOnAWallAndByWhoListens() {
        hub.broker = false;
        for (int width : new int[] {360, 3840}) {
            open("#/hub", width == 360 ? "zh" : "en", width);
            page.locator("[data-fact=broker_up] b").waitFor();
            look("hub-trouble-" + width);
            assertThat(Layout.faults(page)).isEmpty();
            assertThat(Accessibility.violations(page)).isEmpty();
        }
    }

    @Test
    void theKeyboardAloneLeadsThere() {
        open("", "en", 1366);
        for (int i = 0; i < 60 && page.locator("a[href='#/hub']:focus").count() == 0; i++) {
            press("Tab");
        }
        press("Enter");
        assertThat(page.locator(".hub-page .verdict")).isVisible();
        assertThat(page.locator("nav [aria-current]")).hasText("The hub itself");
    }
}
