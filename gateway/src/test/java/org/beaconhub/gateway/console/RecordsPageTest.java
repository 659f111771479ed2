package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.beaconhub.gateway.records.PastRecords;
import org.junit.jupiter.api.Test;

/** What is over is looked up at the console: by table, by filter, by address, as a sheet. */
class RecordsPageTest extends PageTrial {
    private List<String> remembered() {
        return PastRecords.write(hub.recorded);
    }

    private Locator rows() {
        return page.locator(".records tbody tr");
    }

    @Test
    void alarmsAreAskedByAFilterThatStandsInTheAddress() throws IOException {
        remembered();
        open("#/records", "zh", 1366);
        assertThat(rows()).hasCount(3);
        assertThat(rows().last()).containsText("误报");
        assertThat(rows().last()).containsText("li");
        page.locator("[name=disposition]").selectOption("false");
        assertThat(rows()).hasCount(2);
        assertThat(page.locator("[name=disposition]")).hasValue("false");
        look("records-zh-1366");
        page.reload();
        assertThat(rows()).hasCount(2);
        page.locator("[name=device]").fill("ghost");
        press("Enter");
        assertThat(page.locator(".records [role=status]")).containsText("没有");
        page.navigate(console.url() + "?lang=zh#/records/alarms/days=0");
        assertThat(rows()).hasCount(3);
        Download sheet =
                page.waitForDownload(() -> page.locator(".records a[download]").click());
        assertThat(sheet.suggestedFilename()).isEqualTo("alarms.csv");
        assertThat(Files.readString(sheet.path())).contains("fn-0").contains("fn-2");
    }

    @Test
    void anIncidentThatIsOverIsToldWithItsTimeLineAndWhoWasTold() {
        String incident = remembered().getFirst();
        open("#/records/incidents", "en", 1366);
        assertThat(rows()).hasCount(2);
        page.locator(".records a[href='#/records/incident/" + incident + "']").click();
        assertThat(page.locator(".records")).containsText("Time line");
        assertThat(page.locator(".records")).containsText("HTTP 200");
        assertThat(page.locator(".records")).containsText("false");
        look("records-incident-en-1366");
        page.evaluate("location.hash = '#/records/incident/I0-0'");
        assertThat(page.locator(".records .gone")).containsText("The records have no incident of this id");
        errors.removeIf(each -> each.contains("404"));
    }

    @Test
    void whereTheRecordsCannotBeAskedThePageSaysSo() throws IOException {
        hub.loseRecords();
        open("#/records", "en", 360);
        assertThat(page.locator(".records [role=status]")).containsText("cannot be looked up now");
        errors.removeIf(each -> each.contains("503"));
    }
}
