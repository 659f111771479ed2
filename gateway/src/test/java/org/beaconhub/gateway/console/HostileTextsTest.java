package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.beaconhub.gateway.records.PastRecords;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;

/**
 * Names and texts that would harm a careless page: markup, marks that turn the direction of writing, pictures as letters,
 * words of programs, no place to break. On every page that {@code pages.js} has they are shown as what they are.
 */
class HostileTextsTest extends PageTrial {
    private static final String TURNED = "\u202egnp.exe\u2067";
    private static final String NASTY = TrialSite.EVIL + "\"'&amp;</script>{{7*7}}${x} " + TURNED
            + " 👩‍🚒🔥 null undefined __proto__ " + "长".repeat(60) + "W".repeat(80);
    private static final String NASTY_NAME = TrialSite.EVIL + TURNED + "W".repeat(15);
    private static final Path PAGES = Path.of("..", "dashboards", "src", "main", "resources", "console", "pages.js");

    private final SoftAssertions softly = new SoftAssertions();

    /** For each page of {@code pages.js} its addresses, and what is there once it has come. */
    private Map<String, Map<String, String>> addresses() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        all.put("access", Map.of("#/access", "[data-premises], .opening .quiet"));
        all.put("actuators", Map.of("#/actuators", ".actuator .stands"));
        all.put(
                "incidents",
                Map.of("#/incidents", "#page .incident-row", "#/incidents/" + incident(), "#page .time-line li"));
        all.put("devices", Map.of("#/devices", "#page .plain a", "#/devices/fn-0", ".rules-of details"));
        all.put("drills", Map.of("#/drills", ".drill-running h3"));
        all.put("handover", Map.of("#/handover", ".handover-body table"));
        all.put("hub", Map.of("#/hub", "[data-reason=malformed]"));
        all.put("mine", Map.of("#/mine/rangers", ".mine select"));
        all.put("records", Map.of("#/records", ".records tbody tr", "#/records/incidents", ".records tbody tr"));
        all.put("watch-list", Map.of("#/watch-list", ".watch tbody tr"));
        return all;
    }

    private static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The site with a hostile text in the place of each name and message. */
    private void rename() {
        String names = Matcher.quoteReplacement("zh: " + quoted(NASTY) + ", en: " + quoted(NASTY) + " }");
        List<SiteFile> files = new ArrayList<>();
        for (SiteFile file : site().facts().getFirst().files()) {
            files.add(new SiteFile(
                    file.name(),
                    file.text().replaceAll("zh: (\"[^\"]*\"|[^,]*),\\s+en: (\"[^\"]*\"|[^}\"]*) }", names)));
        }
        hub.put(List.of(new SiteChanged("test", files)), Receipt.NONE);
        assertThat(hub.view().site().name().en()).isEqualTo(NASTY);
    }

    /** Asks the hub as the page does. */
    private void ask(String path, Map<String, Object> body) {
        Object status = page.evaluate("""
                ([path, body]) => fetch('/api/v1/' + path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Beacon-Console': '1' },
                  body: JSON.stringify(body) }).then(answer => answer.ok ? 'ok' : answer.text())""", List.of(path, body));
        assertThat(status).as(path).isEqualTo("ok");
    }

    private void harm() {
        rename();
        PastRecords.write(hub.recorded);
        hub.heat("fn-0");
        hub.heat("fn-1");
        hub.observe("sd-3", 0, TrialHub.reading(Quantity.TAMPER, 1));
        hub.quarantine.add(
                new Unreadable(
                        NASTY.substring(0, 190),
                        "",
                        Reason.MALFORMED,
                        Text.verbatim(NASTY.substring(0, 290 - 60)),
                        3,
                        "{{{"),
                hub.clock.nowMs());
        hub.meters.delivery("siren", new Failed(Text.verbatim(NASTY)), hub.clock.nowMs());
        hub.put(List.of(TrialScenarios.read().scenarios().getFirst().ordered(NASTY_NAME)), Receipt.NONE);
        open("", "en", 1366);
        Map<String, Object> act = Map.of("by", NASTY_NAME, "reason", NASTY);
        ask("incidents/" + incident() + "/note", Map.of("by", NASTY_NAME, "note", NASTY));
        ask("incidents/" + incident() + "/acknowledge", Map.of("by", NASTY_NAME));
        ask("devices/sd-5/out-of-service", act);
        ask("maintenance", with(act, Map.of("area", "forest/west", "minutes", 60)));
        ask("watch-list", with(act, Map.of("kind", "plate", "value", "鲁B12345", "days", 1)));
        ask(
                "reports",
                Map.of("by", NASTY_NAME, "type", "other", "area", "town", "text", NASTY, "reporter", NASTY_NAME));
    }

    private static Map<String, Object> with(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> both = new LinkedHashMap<>(one);
        both.putAll(other);
        return both;
    }

    private void isHarmless(String where) {
        softly.assertThat(page.locator("body img, body iframe, body script").count())
                .as("what became markup: " + where)
                .isZero();
        softly.assertThat(page.locator("body").innerText())
                .as(where)
                .doesNotContainPattern("[\u202a-\u202e\u2066-\u2069]")
                .doesNotContain("[object", "NaN");
        softly.assertThat(Layout.faults(page)).as(where).isEmpty();
    }

    /** Takes a picture, and looks whether something is wider than the page or the sheet. */
    private void picture(String name) {
        softly.assertThatCode(() -> look(name)).doesNotThrowAnyException();
    }

    @Test
    void everyPageShowsThemAsTheTextThatTheyAre() throws IOException {
        harm();
        Matcher list = Pattern.compile("const PAGES = \\{([^}]*)\\}").matcher(Files.readString(PAGES));
        assertThat(list.find()).isTrue();
        List<String> names = Pattern.compile("\"?([\\w-]+)\"?: ")
                .matcher(list.group(1))
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(addresses().keySet()).as("the pages of pages.js").containsExactlyInAnyOrderElementsOf(names);
        for (int width : new int[] {360, 1366}) {
            open("", width == 360 ? "zh" : "en", width);
            page.evaluate("addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))");
            page.locator("[data-alarm]").first().waitFor();
            isHarmless("work " + width);
            picture("hostile-work-" + width);
            goTo("#/wall", "#map .sign");
            isHarmless("wall " + width);
            addresses()
                    .values()
                    .forEach(each -> each.forEach((hash, shows) -> {
                        goTo(hash, shows);
                        isHarmless(hash + " at " + width);
                        String name = hash.replace(incident(), "one")
                                .replace("#/", "")
                                .replace('/', '-');
                        picture("hostile-" + name + "-" + width);
                        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
                        picture("hostile-" + name + "-print-" + width);
                        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
                    }));
        }
        softly.assertAll();
        goTo("#/hub", "[data-reason=malformed]");
        assertThat(page.locator("[data-channel=siren]").innerText()).contains(TrialSite.EVIL, "�gnp.exe�");
    }
}
