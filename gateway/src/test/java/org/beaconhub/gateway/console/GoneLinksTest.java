package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.gateway.records.PastRecords;
import org.junit.jupiter.api.Test;

/** A link leads to a thing that is gone: the page says so in words, in both languages, and has a way on. */
class GoneLinksTest extends PageTrial {
    private static final Path CONSOLE = Path.of("..", "dashboards", "src", "main", "resources", "console");
    private static final Pattern TAKES_A_NAME = Pattern.compile("export function (\\w+Page)\\(\\[");

    /** For each page that a name may follow: a link to what is not there, and what the page says of it. */
    private static final Map<String, List<String>> GONE = Map.of(
            "devicePage", List.of("#/devices/ghost", "no device of this id", "没有这个设备"),
            "drillsPage", List.of("#/drills/ghost", "no record of this drill", "没有这次演练的记录"),
            "incidentPage", List.of("#/incidents/ghost", "no incident of this id", "没有这个事件"),
            "minePage", List.of("#/mine/ghost", "no unit of this id", "没有这个处置单位"),
            "recordsPage", List.of("#/records/incident/ghost", "The records have no incident", "档案中没有这个事件"));

    private static Set<String> pagesThatTakeAName() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(CONSOLE)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".js")).toList()) {
                TAKES_A_NAME.matcher(Files.readString(file)).results().forEach(each -> found.add(each.group(1)));
            }
        }
        return found;
    }

    @Test
    void everyPageThatANameMayFollowSaysThatTheThingIsGoneAndLeadsOn() throws IOException {
        assertThat(GONE.keySet()).containsExactlyInAnyOrderElementsOf(pagesThatTakeAName());
        PastRecords.write(hub.recorded);
        for (String language : List.of("en", "zh")) {
            open("", language, language.equals("en") ? 1366 : 360);
            GONE.values().forEach(each -> {
                goTo(each.getFirst(), "#page .gone");
                Locator gone = page.locator("#page .gone");
                assertThat(gone).containsText(each.get(language.equals("en") ? 1 : 2));
                assertThat(gone).containsText("ghost");
                assertThat(gone.locator("a[href='#/records']")).isVisible();
                assertThat(gone.locator("a[href='#/']")).isVisible();
            });
            look("gone-" + language);
            goTo("#/moon/ghost", "#page .gone");
            goTo("#/records/moon", "#page .gone");
        }
    }

    @Test
    void aReportsCodeThatIsUnknownIsToldInBothLanguagesWithTheNumberToCall() {
        open("", "zh", 360);
        page.navigate(console.url() + "report/ABCDEFGHJK");
        Locator body = page.locator("body");
        assertThat(body).containsText(Pattern.compile("[\\u4e00-\\u9fff]"));
        assertThat(body).containsText(Pattern.compile("[a-z]{4}"));
        assertThat(page.locator("a[href='/report']").first()).isVisible();
        look("gone-report");
    }
}
