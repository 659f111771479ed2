package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.junit.jupiter.api.Test;

/** Pictures on the page of an incident: sent by those who carry it, and loaded for nobody who did not ask. */
class IncidentPicturesPageTest extends PageTrial {
    private final List<String> asked = new ArrayList<>();

    private void openIncident(String language, int width) {
        hub.heat("fn-1");
        open("#/incidents/" + incident(), language, width);
        page.onRequest(request -> {
            if (request.url().contains("/api/v1/pictures/")) {
                asked.add(request.url());
            }
        });
        signIn();
    }

    private static FilePayload file(String name, Color left) throws IOException {
        return new FilePayload(name, "image/png", Shots.picture(400, 300, "png", left));
    }

    private Locator files() {
        return page.locator(".drop input[type=file]");
    }

    private Locator answer() {
        return page.locator(".drop .answer");
    }

    @Test
    void picturesAreSentTogetherAndEachIsLoadedOnceAndOnlyForWhoAsksForIt() throws IOException {
        openIncident("en", 1366);
        assertThat(page.locator(".beside")).containsText("No pictures");
        page.onFileChooser(chooser -> {
            try {
                chooser.setFiles(new FilePayload[] {file("ridge.png", Color.RED), file("gate.png", Color.BLUE)});
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        page.locator("[data-act=choose-pictures]").focus();
        press("Enter");
        assertThat(page.locator(".drop textarea")).isFocused();
        page.keyboard().type("smoke above the ridge");
        look("incident-pictures-chosen-en-1366");
        press("Control+Enter");
        assertThat(page.locator(".pictures li")).hasCount(2);
        assertThat(page.locator(".pictures li").first()).containsText("smoke above the ridge");
        assertThat(page.locator(".time-line")).containsText("picture · Wang Fang");
        assertThat(page.locator(".pictures img")).hasCount(0);
        assertThat(asked).isEmpty();
        page.locator("[data-act=look]").first().focus();
        press("Enter");
        assertThat(page.locator(".pictures img")).isVisible();
        assertThat(page.locator(".larger")).isFocused();
        press("Enter");
        assertThat(page.locator("dialog img")).isVisible();
        press("Escape");
        assertThat(page.locator(".pictures img")).isVisible();
        page.locator("[data-act=verify]").first().click();
        assertThat(page.locator(".incident-head .head")).containsText("verified");
        assertThat(page.locator(".pictures img")).isVisible();
        assertThat(asked).hasSize(1);
        look("incident-pictures-en-1366");
    }

    @Test
    void whatIsNoPictureOrTooLargeIsSaidInWordsAndTheOthersStayChosen() throws IOException {
        openIncident("zh", 1366);
        files().setInputFiles(new FilePayload[] {
            new FilePayload("notes.txt", "text/plain", "no picture".getBytes(UTF_8)),
            new FilePayload("huge.jpg", "image/jpeg", new byte[8 * 1024 * 1024 + 1]),
            new FilePayload("broken.png", "image/png", "no picture either".getBytes(UTF_8)),
            file("ridge.png", Color.RED)
        });
        assertThat(answer()).containsText("notes.txt: 不是 JPEG 或 PNG 照片");
        assertThat(answer()).containsText("huge.jpg: 照片不得超过 8 MB，此文件 8.0 MB");
        assertThat(page.locator(".drop li")).hasCount(2);
        press("Control+Enter");
        assertThat(answer()).containsText("broken.png: 未执行： 这不是可读的 JPEG 或 PNG 照片");
        look("incident-pictures-refused-zh-1366");
        page.locator(".drop li").first().locator("button").click();
        page.locator("[data-act=send-pictures]").click();
        assertThat(page.locator(".pictures li")).hasCount(1);
        assertThat(answer()).isEmpty();
    }

    @Test
    void aPictureThatIsDroppedIsTakenOnAPhoneToo() {
        openIncident("zh", 360);
        page.evaluate("""
                async () => {
                  const canvas = document.createElement('canvas'); canvas.width = 40; canvas.height = 30; canvas.getContext('2d').fillRect(0, 0, 40, 30);
                  const data = new DataTransfer(), blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg'));
                  data.items.add(new File([blob], 'dropped.jpg', { type: 'image/jpeg' }));
                  document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                }""");
        assertThat(page.locator(".drop li")).containsText("dropped.jpg");
        page.locator("[data-act=send-pictures]").click();
        page.locator("[data-act=look]").click();
        assertThat(page.locator(".pictures img")).isVisible();
        page.locator(".beside").scrollIntoViewIfNeeded();
        look("incident-pictures-zh-360");
    }

    @Test
    void aPictureThatIsGoneByItsAgeSaysSo() {
        openIncident("en", 1366);
        String name = "0123456789abcdef".repeat(4);
        hub.put(
                List.of(new Command("li", new IncidentAct.Attach(incident(), name, "smoke above the ridge"))),
                seq -> {});
        page.locator("[data-act=look]").click();
        assertThat(page.locator(".frame"))
                .containsText("there is no such picture; it may have been deleted by its age");
        assertThat(page.locator(".frame [data-act=look]")).isVisible();
    }

    @Test
    void whoMayOnlyLookNeitherSeesNorSends() {
        openIncident("en", 1366);
        hub.put(List.of(new Command("li", new IncidentAct.Attach(incident(), "a".repeat(64), ""))), seq -> {});
        page.route(
                Pattern.compile("/api/v1/session"),
                route -> route.fulfill(new FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"sign_in\":true,\"name\":\"zhao\",\"role\":\"viewer\",\"rights\":[\"look\"]}")));
        page.reload(new Page.ReloadOptions());
        assertThat(page.locator(".frame")).containsText("Your role does not see pictures");
        assertThat(page.locator(".drop")).isHidden();
    }
}
