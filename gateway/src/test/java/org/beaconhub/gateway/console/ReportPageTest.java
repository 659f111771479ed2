package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.drill.DrillView;
import org.beaconhub.rules.fact.DrillStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody on the hill does with a phone: say what is seen, show it, and look what became of it. */
class ReportPageTest extends PageTrial {
    private void openForm(boolean script) {
        renew(new Browser.NewContextOptions().setViewportSize(360, 740).setJavaScriptEnabled(script));
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page.navigate(console.url() + "report");
        page.locator("#type").selectOption("other");
        page.locator("#area").selectOption("forest/east");
        page.locator("#text").fill("山脊后面有浓烟");
        long opened = hub.clock.nowMs();
        await().atMost(Duration.ofSeconds(5)).until(() -> hub.clock.nowMs() > opened + 1_100);
    }

    private static FilePayload photo(String name, Color left) throws IOException {
        return new FilePayload(name, "image/png", Shots.picture(400, 300, "png", left));
    }

    @Test
    void aReportWithPhotosArrivesWithoutAnyScriptAndAnotherPhotoFollows() throws IOException {
        openForm(false);
        page.locator("#photo").setInputFiles(new FilePayload[] {
            photo("ridge.png", Color.RED), new FilePayload("notes.svg", "image/svg+xml", "<svg/>".getBytes(UTF_8))
        });
        page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                .setPath(SCREENS.resolve("report-form-360.png"))
                .setFullPage(true));
        page.locator("button").click();
        assertThat(page.locator(".code")).isVisible();
        assertThat(page.locator("main")).containsText("照片已收到：1 张");
        assertThat(page.locator("[role=alert]")).containsText("1 张照片未收下");
        page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                .setPath(SCREENS.resolve("report-status-360.png"))
                .setFullPage(true));
        long opened = hub.clock.nowMs();
        await().atMost(Duration.ofSeconds(5)).until(() -> hub.clock.nowMs() > opened + 1_100);
        page.locator("#photo").setInputFiles(new FilePayload[] {photo("gate.png", Color.BLUE)});
        page.locator("button").click();
        assertThat(page.locator("main")).containsText("照片已收到：2 张");
        assertThat(page.locator("[role=alert]")).hasCount(0);
        assertThat(hub.view().incidents().incidents().getFirst().lines().stream()
                        .filter(line -> line.by().startsWith("report:")))
                .hasSize(2);
    }

    private DrillView drill() {
        hub.put(List.of(TrialScenarios.read().scenarios().getFirst().ordered("Zhao")), Receipt.NONE);
        return hub.drills().running().orElseThrow();
    }

    /** Nobody shall take what they see for a drill, nor a drill for what they see. */
    @Test
    void whileADrillGoesOnThePageSaysSoAndWhatIsReportedIsRealAllTheSame() {
        drill();
        openForm(false);
        assertThat(page.locator("#drill")).containsText("演练 DRILL");
        assertThat(page.locator("#drill")).containsText("一律按真实险情处置");
        page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                .setPath(SCREENS.resolve("report-drill-360.png"))
                .setFullPage(true));
        page.locator("button").click();
        assertThat(page.locator(".code")).isVisible();
        assertThat(page.locator("#drill")).isVisible();
        assertThat(hub.view().incidents().incidents()).hasSize(1);
        String code = page.locator(".code").textContent();
        assertThat(hub.view().incidents().report(code)).isPresent();
        assertThat(hub.drills().running().orElseThrow().world().incidents().report(code))
                .isEmpty();
    }

    @Test
    void aPageThatStaysOpenSaysThatADrillGoesOnOnlyAsLongAsTheHubDoes() {
        openForm(true);
        assertThat(page.locator("#drill")).isHidden();
        DrillView drill = drill();
        comesBack();
        assertThat(page.locator("#drill")).isVisible();
        assertThat(Accessibility.violationsAndAdvice(page)).isEmpty();
        context.setOffline(true);
        comesBack();
        assertThat(page.locator("#drill")).isHidden();
        context.setOffline(false);
        comesBack();
        assertThat(page.locator("#drill")).isVisible();
        hub.put(List.of(new DrillStopped(drill.record().id(), "Zhao", "practised enough")), Receipt.NONE);
        comesBack();
        assertThat(page.locator("#drill")).isHidden();
    }

    /** Somebody looks at the page again. */
    private void comesBack() {
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    }

    @Test
    void aBrowserShowsInWordsThatItSentTooMuch(@TempDir Path folder) throws IOException {
        openForm(false);
        Path[] large = new Path[4];
        for (int i = 0; i < large.length; i++) {
            large[i] = Files.write(folder.resolve(i + ".jpg"), new byte[Darkroom.BYTES_MAX]);
        }
        page.locator("#photo").setInputFiles(large);
        page.locator("button").click();
        assertThat(page.locator("[role=alert]")).containsText("照片过大");
    }

    @Test
    void theFormFitsAPhoneAndEverybodyCanUseIt() {
        openForm(true);
        assertThat(Accessibility.violationsAndAdvice(page)).isEmpty();
        Object wide = page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(((Number) wide).intValue()).isLessThanOrEqualTo(0);
    }
}
