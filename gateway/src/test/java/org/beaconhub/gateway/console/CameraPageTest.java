package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.beaconhub.gateway.cameras.Lens;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cameras beside an incident and on their own page: look first, then decide. */
class CameraPageTest extends PageTrial {
    private Lens lens;

    @BeforeEach
    void mountACamera() throws IOException {
        lens = Lens.open(Lens.of("image/png", Shots.picture(640, 360, "png", Color.ORANGE)));
        hub.put(List.of(TrialSite.withCamera(site(), lens.url())), Receipt.NONE);
    }

    @AfterEach
    void dismount() {
        lens.close();
    }

    private Locator tile() {
        return page.locator("[data-camera=cam-1]");
    }

    private void axe() {
        assertThat(Accessibility.violationsAndAdvice(page)).isEmpty();
    }

    @Test
    void theNearestCameraIsAskedByTheKeyboardAloneAndOnlyWhenSomebodyLooks() {
        hub.heat("fn-1");
        open("#/incidents/" + incident(), "en", 1366);
        signIn();
        assertThat(tile()).containsText("East lookout");
        assertThat(tile()).containsText(" m");
        assertThat(tile()).containsText("Not looked at yet");
        assertThat(lens.asked()).isZero();
        tile().locator("[data-act=look-camera]").focus();
        press("Enter");
        assertThat(tile().locator("img"))
                .hasAttribute("alt", Pattern.compile("What the camera sees East lookout · \\d\\d:\\d\\d:\\d\\d"));
        assertThat(tile()).containsText("taken ");
        assertThat(tile().locator("[data-act=look-camera]")).isFocused();
        assertThat(tile().locator("[data-act=look-camera]")).hasText("Look again");
        assertThat(lens.asked()).isEqualTo(1);
        axe();
        look("incident-camera-en-1366");
        tile().locator(".larger").focus();
        press("Enter");
        assertThat(page.locator("dialog img")).isVisible();
        press("Escape");
        assertThat(tile().locator("img")).isVisible();
        lens.answers(Lens.of("text/html", "<b>".getBytes(UTF_8)));
        tile().locator("[data-act=look-camera]").click();
        assertThat(tile().locator(".answer"))
                .containsText(
                        "the camera's answer is no JPEG or PNG picture; it last gave a picture less than a minute ago");
        assertThat(tile().locator("img")).isVisible();
    }

    @Test
    void theDevicePageOfACameraLooksThroughItInChineseToo() {
        open("#/devices/cam-1", "zh", 360);
        tile().locator("[data-act=look-camera]").click();
        assertThat(tile().locator("img")).hasAttribute("alt", Pattern.compile("摄像头画面 东坡高点 · .*"));
        assertThat(tile()).containsText("取得于");
        axe();
        look("device-camera-zh-360");
        open("#/devices/fn-1", "zh", 1366);
        assertThat(tile()).hasCount(0);
    }

    @Test
    void whatACameraSeesIsToldInWordsWithTheNameThatTheRulesHaveForIt() {
        hub.observe("cam-1", 0, new Label(Quantity.EVENT, "smoke"));
        open("#/devices/cam-1", "zh", 1366);
        assertThat(page.locator("[data-reading=event]")).containsText("烟 (smoke)");
        hub.observe("cam-1", 0, new Label(Quantity.EVENT, "deer"));
        assertThat(page.locator("[data-reading=event]")).containsText("deer");
        assertThat(page.locator("[data-reading=event]")).not().containsText("event_");
    }

    @Test
    void whatWasSeenAsTheIncidentOpenedStandsAmongItsPictures() {
        hub.heat("fn-1");
        hub.put(
                List.of(new Command("design", new IncidentAct.Attach(incident(), "a".repeat(64), "cam-1"))),
                Receipt.NONE);
        open("#/incidents/" + incident(), "en", 1366);
        assertThat(page.locator(".pictures li")).containsText("Camera, as the incident opened");
        assertThat(page.locator(".pictures li")).containsText("East lookout");
    }
}
