package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** Sirens, gates and loudspeakers: what they do stands over every view, and a person moves them with a reason. */
class ActuatorsPageTest extends PageTrial {
    private NoticeOrdered pending() {
        return hub.view().pendingNotices().getFirst();
    }

    private void confirm() {
        hub.put(
                List.of(new DeliveryReport(pending().notice().id(), "exit", 0, new Delivered("confirmed"))),
                Receipt.NONE);
    }

    @Test
    void aGateIsOpenedByKeyboardWithAReasonAndLockedAgain() {
        open("#/actuators", "zh", 1366);
        signIn();
        Locator exit = page.locator("[data-channel=exit]");
        assertThat(exit).containsText("商铺烟感 0");
        assertThat(exit).containsText("尚未动作过");
        exit.locator("[data-act=activate]").focus();
        press("Enter");
        press("Control+Enter");
        assertThat(exit.locator(".answer")).containsText("原因");
        page.keyboard().type("一层有人被困");
        press("Control+Enter");
        assertThat(exit.locator(".stands")).containsText("已开启放行");
        assertThat(exit.locator(".stands")).containsText("设备尚未确认");
        assertThat(exit).containsText("Wang Fang: 一层有人被困");
        look("actuators-zh-1366");
        confirm();
        assertThat(exit.locator(".stands")).not().containsText("设备尚未确认");
        page.evaluate("location.hash = '#/wall'");
        assertThat(page.locator("#acting")).containsText("商铺烟感 0 已开启放行");
        look("acting-wall");
        page.locator("#acting a").click();
        exit.locator("[data-act=rest]").click();
        page.keyboard().type("人员已全部撤出");
        press("Control+Enter");
        assertThat(exit.locator(".stands")).containsText("正常管控");
        assertThat(page.locator("#acting")).isHidden();
        assertThat(pending().notice().id()).endsWith("-exit");
    }

    @Test
    void onAPhoneNothingIsCutAndASirenIsSilencedInEnglish() {
        open("#/actuators", "en", 360);
        signIn();
        Locator siren = page.locator("[data-channel=siren]");
        siren.locator("[data-act=activate]").click();
        page.keyboard().type("a dam breaks");
        siren.locator("[data-act=reason]").click();
        assertThat(siren.locator(".stands")).containsText("sounds");
        look("actuators-en-360");
    }

    @Test
    void anActuatorThatAnAlarmMovesSaysTheAlarmInWords() {
        List<SiteFile> files = site().facts().getFirst().files().stream()
                .map(file ->
                        new SiteFile(file.name(), file.text().replace("min-severity: extreme", "min-severity: severe")))
                .toList();
        hub.put(List.of(new SiteChanged("test", files)), Receipt.NONE);
        hub.heat("fn-1");
        open("#/actuators", "en", 1366);
        assertThat(page.locator("[data-channel=siren]")).containsText("for alarm Fire signs at Forest node 1 · A");
    }
}
