package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.beaconhub.gateway.run.Receipt;
import org.junit.jupiter.api.Test;

/** What a page asks for before it is live, and what only afterwards. */
class FirstPageTest extends PageTrial {
    private static final Path CONSOLE = Path.of("../dashboards/src/main/resources/console");
    private static final Pattern AT_ONCE = Pattern.compile("^import .*\"\\./([a-z]+\\.js)\";$", Pattern.MULTILINE);
    private static final Pattern LATER = Pattern.compile("import\\(\"\\./([a-z]+\\.js)\"\\)");
    private static final int REQUESTS_MAX = 40;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private static void gather(String module, Pattern by, Set<String> into) throws IOException {
        for (String each : found(module, by)) {
            if (into.add(each)) {
                gather(each, by, into);
            }
        }
    }

    private static List<String> found(String file, Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(CONSOLE.resolve(file)))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    /** One that the page found only within another would come a round trip later. */
    @Test
    void everyModuleThatAPageNeedsAtOnceIsAskedForByThePageItselfAndNoOtherIs() throws IOException {
        TreeSet<String> needed = new TreeSet<>();
        gather("app.js", AT_ONCE, needed);
        assertThat(found("index.html", Pattern.compile("rel=\"modulepreload\" href=\"/assets/([a-z]+\\.js)\"")))
                .isEqualTo(List.copyOf(needed));
        assertThat(found("pages.js", LATER)).hasSizeGreaterThan(8);
    }

    @Test
    void aPageIsLiveBeforeItAsksForOtherPagesCurvesAndTheMapAndHasThemAllAMomentLater() throws IOException {
        context.route("**", route -> {
            asked.add(route.request().url().replaceAll(".*/|\\?.*", ""));
            route.resume();
        });
        page.addInitScript("window.requestIdleCallback = then => { window.idle = then; };");
        page.navigate(console.url() + "#/mine");
        page.locator("html[data-link=live]").waitFor();
        page.locator(".mine [name=my-unit]").waitFor();
        assertThat(asked).doesNotContain("leaflet.js", "uPlot.iife.min.js", "incident.js", "hubpage.js");
        assertThat(asked.size()).isLessThanOrEqualTo(REQUESTS_MAX);
        page.evaluate("idle()");
        for (String each : found("pages.js", LATER)) {
            page.waitForCondition(() -> asked.contains(each));
        }
        goTo("#/", "#map .sign, #map svg");
        assertThat(asked).contains("leaflet.js");
    }

    @Test
    void aPageWhoseModuleDoesNotComeIsOpenedOnceTheHubAnswersAgain() {
        page.addInitScript("window.requestIdleCallback = then => setTimeout(then);");
        boolean[] lost = {true};
        context.route("**/assets/hubpage.js", route -> {
            if (lost[0]) {
                route.abort();
            } else {
                route.resume();
            }
        });
        page.navigate(console.url() + "?lang=en#/hub");
        page.locator("html[data-link=live]").waitFor();
        assertThat(page.locator(".hub-page").count()).isZero();
        lost[0] = false;
        hub.put(List.of(TrialSite.withCamera(site(), "http://127.0.0.1:1/x")), Receipt.NONE);
        page.locator(".hub-page .verdict").waitFor();
    }
}
