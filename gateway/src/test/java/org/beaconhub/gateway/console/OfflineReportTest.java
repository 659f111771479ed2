package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.rules.incident.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody on the hill without a signal writes a report: the phone keeps it, shows that it waits, and sends it once. */
class OfflineReportTest extends PageTrial {
    /** Retries come every 15 s where the browser does not tell that the connection is back. */
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    /** Opens the form at a phone's width, and waits until it opens without a connection too. */
    private void openForm(String locale) {
        renew(new Browser.NewContextOptions().setViewportSize(360, 740).setLocale(locale));
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.navigate(console.url() + "report");
        page.locator("form[data-kept=ready]").waitFor();
        page.evaluate("navigator.serviceWorker.ready.then(() => true)");
        page.waitForFunction("navigator.serviceWorker.controller !== null");
    }

    private void fill(String text) {
        page.locator("#type").selectOption("other");
        page.locator("#area").selectOption("forest/east");
        page.locator("#text").fill(text);
    }

    private void send() {
        page.locator("form[action='/report'] button").click();
    }

    private long reports() {
        return hub.view().incidents().incidents().stream()
                .mapToLong(each -> each.signs().size())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-GB"})
    void aReportWithoutAConnectionWaitsVisiblyAndArrivesOnceWithItsPhotoWhenTheConnectionReturns(String locale)
            throws IOException {
        openForm(locale);
        context.setOffline(true);
        page.reload();
        page.locator("form[data-kept=ready]").waitFor();
        fill("山脊后面有浓烟 · smoke behind the ridge <b>");
        page.locator("#photo")
                .setInputFiles(new FilePayload("r.png", "image/png", Shots.picture(400, 300, "png", Color.RED)));
        send();
        assertThat(page.locator("#kept .waiting")).containsText("尚未送达，等待网络 · Not sent yet");
        assertThat(page.locator("#kept .waiting")).containsText("smoke behind the ridge <b>");
        assertThat(Accessibility.violationsAndAdvice(page)).isEmpty();
        look("report-waiting-360-" + locale);
        assertThat(reports()).isZero();
        page.reload();
        assertThat(page.locator("#kept .waiting")).hasCount(1);
        context.setOffline(false);
        assertThat(page.locator("#kept .sent .code")).isVisible(SOON);
        look("report-sent-360-" + locale);
        assertThat(reports()).isEqualTo(1);
        assertThat(hub.view().incidents().incidents().getFirst().lines().stream()
                        .filter(line -> line.what() == Line.What.PICTURED))
                .hasSize(1);
        page.locator("#kept .sent .code").click();
        assertThat(page.locator("main")).containsText("照片已收到：1 张");
        page.navigate(console.url() + "report");
        page.locator("#kept .sent button").click();
        assertThat(page.locator("#kept li")).hasCount(0);
    }

    @Test
    void aReportWaitsWhileTheHubIsRestartedAndArrivesAtTheNewOne() {
        openForm("zh-CN");
        int port = console.port();
        console.close();
        page.reload();
        page.locator("form[data-kept=ready]").waitFor();
        fill("浓烟");
        send();
        assertThat(page.locator("#kept .waiting")).isVisible();
        console = hub.console(new ConsoleOptions("127.0.0.1", port), Entrance.free(hub.clock), hub.clock);
        page.locator("#kept > button").click();
        assertThat(page.locator("#kept .sent")).isVisible(SOON);
        assertThat(reports()).isEqualTo(1);
    }

    @Test
    void whatTheHubDoesNotTakeStaysAndSaysWhy() {
        openForm("zh-CN");
        fill("浓烟");
        page.locator("#lat").fill("north");
        send();
        assertThat(page.locator("#kept .refused")).containsText("未被接收 · Not taken: 请选择情况", containing());
        page.onDialog(dialog -> dialog.accept());
        page.locator("#kept .refused button").last().click();
        assertThat(page.locator("#kept li")).hasCount(0);
        assertThat(reports()).isZero();
    }

    private static LocatorAssertions.ContainsTextOptions containing() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(10_000);
    }

    @Test
    void whatIsTooLargeIsSaidBeforeItIsKept(@TempDir Path folder) throws IOException {
        openForm("zh-CN");
        fill("浓烟");
        page.locator("#photo")
                .setInputFiles(Files.write(folder.resolve("large.jpg"), new byte[Darkroom.BYTES_MAX + 1]));
        send();
        assertThat(page.locator("[role=alert]")).containsText("每张不超过 8 MB");
        assertThat(page.locator("#text")).hasValue("浓烟");
        assertThat(page.locator("#kept li")).hasCount(0);
    }

    @Test
    void thePageCanBeInstalledAndKeepsItsOwnFilesAlone() {
        openForm("zh-CN");
        fill("浓烟");
        send();
        page.locator("#kept .sent .code").click();
        assertThat(page.locator(".code")).isVisible();
        Object kept = page.evaluate("caches.open('beacon-report-1').then(cache => cache.keys())"
                + ".then(all => all.map(each => new URL(each.url).pathname).sort().join(' '))");
        assertThat(kept)
                .isEqualTo("/report /report/icon.svg /report/manifest.webmanifest /report/report.js /report/style.css");
        String errors = context.newCDPSession(page)
                .send("Page.getInstallabilityErrors")
                .getAsJsonArray("installabilityErrors")
                .toString();
        assertThat(errors.replace("{\"errorId\":\"in-incognito\",\"errorArguments\":[]}", ""))
                .as("a browser that is not for tests alone installs it")
                .isEqualTo("[]");
        assertThat(List.of("icon-192.png", "icon-512.png", "worker.js"))
                .allSatisfy(name -> assertThat(page.request()
                                .get(console.url() + "report/" + name)
                                .status())
                        .isEqualTo(200));
    }
}
