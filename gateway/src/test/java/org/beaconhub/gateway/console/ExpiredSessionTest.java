package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.access.Sessions;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.console.door.Keys;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.gateway.records.PastRecords;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Injected;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A session may end over any form and any page of the console: what was typed stays, the act is done once its person is in again, and once
 * only; a page asks to sign in, and then shows what it should. The forms are found in the page's own files, so that a new one is tried too.
 */
class ExpiredSessionTest extends DoorTrial {
    private static final Path CONSOLE = Path.of("../dashboards/src/main/resources/console");
    /** A form, by what it is asked for with: {@code formOf("note"}, {@code open("note"}, {@code el("form"}. */
    private static final Pattern FORM =
            Pattern.compile("(?<![.\\w])(?:(?:formOf|open)\\((\"[^\"]*\"|`[^`]*`)|el\\((\"form\"))");
    /** The acts of a drill's incident that have a form; what opens them is one call. */
    private static final Pattern DRILL_FORMS = Pattern.compile("const FORMS = \\{([^}]*)}");

    private static final LocatorAssertions.HasValueOptions SOON =
            new LocatorAssertions.HasValueOptions().setTimeout(20_000);

    private final AheadClock ahead = new AheadClock();
    private final TreeSet<String> tried = new TreeSet<>();
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void come() {
        console.close();
        hub.vitals.close();
        hub = new TrialHub(new TrialSite(12, 8).prepared());
        console = hub.console(
                new ConsoleOptions("127.0.0.1", 0),
                new Entrance(Keys.of(accounts, audit, ahead), Optional.empty(), hub::entry),
                ahead);
        person("王芳", Role.ADMIN);
        context = Chromium.browser().newContext();
        page = context.newPage();
        page.navigate(console.url() + "?lang=en");
        enter("王芳");
    }

    @AfterEach
    void leave() {
        context.close();
    }

    private void enter(String name) {
        page.locator("[name=name]").fill(name);
        page.locator("[name=password]").fill(GOOD);
        page.keyboard().press("Enter");
        page.locator("html[data-link=live]").waitFor();
    }

    private void goTo(String hash, String shows) {
        page.evaluate("hash => { location.hash = hash; }", hash);
        page.locator(shows).first().waitFor();
    }

    private Locator act(String what) {
        return page.locator("[data-act='" + what + "']:visible").first();
    }

    private long acts() {
        try {
            return audit.newest(Long.MAX_VALUE, "王芳", 500).stream()
                    .filter(line -> line.what() == AuditLine.What.ACT)
                    .filter(line -> line.outcome().equals(AuditLine.DONE))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void signInAgain() {
        Locator dialog = page.locator("#sign-in");
        assertThat(dialog).isVisible();
        assertThat(dialog.locator("[name=name]")).hasValue("王芳");
        dialog.locator("[name=password]").fill(GOOD);
        page.keyboard().press("Enter");
        assertThat(dialog).hasCount(0);
        page.locator("html[data-link=live]").waitFor();
    }

    private static void fill(Locator fields, String value) {
        if (fields.count() > 0) {
            fields.first().fill(value);
        }
    }

    private static String typed(Locator form) {
        return String.valueOf(
                form.evaluate(
                        "form => JSON.stringify([...form.elements].filter(each =>"
                                + " !each.matches('button, [type=file]')).map(each => each.type === 'checkbox' ? each.checked : each.value))"));
    }

    /** Opens the form of an act by its button, and sees that what is typed there outlives the session. */
    private void keeps(String source, Locator opens) {
        opens.click();
        Locator form = page.locator("form[data-form]");
        fill(form.locator("textarea"), "seen from the ridge");
        fill(form.locator("[name=minutes]"), "45");
        fill(form.locator("[name=device]"), "fn-4");
        fill(form.locator("[name=value]"), "71");
        if (form.locator("[type=checkbox]").count() > 0) {
            form.locator("[type=checkbox]").first().check();
        }
        isKept(source, form);
        assertThat(form).hasCount(0);
    }

    private void isKept(String source, Locator form) {
        String before = typed(form);
        long done = acts();
        ahead.pass(Sessions.IDLE_MS);
        form.evaluate("form => form.requestSubmit()");
        assertThat(page.locator("#sign-in")).isVisible();
        assertThat(typed(form)).as(source).isEqualTo(before);
        assertThat(acts()).as(source).isEqualTo(done);
        signInAgain();
        await().alias(source).until(() -> acts() == done + 1);
        tried.add(source);
    }

    @Test
    void whatIsTypedInAnyFormOutlivesTheSessionAndIsDoneOnce() throws Exception {
        alarms();
        aside();
        incidents();
        drill();
        assertThat(tried).isEqualTo(new TreeSet<>(forms()));
    }

    /** All forms that the page's files have; that of the sign-in itself, and that of a search in the records, change nothing. */
    private static List<String> forms() throws IOException {
        List<String> forms = new ArrayList<>();
        for (Path file : modules()) {
            String name = String.valueOf(file.getFileName()), text = Files.readString(file);
            if (!name.matches("(acts|signin|records)\\.js")) {
                FORM.matcher(text)
                        .results()
                        .map(ExpiredSessionTest::literal)
                        .filter(form -> !form.equals("${what} ${incident.id}"))
                        .forEach(form -> forms.add(name + " " + form));
            }
            DRILL_FORMS
                    .matcher(text)
                    .results()
                    .flatMap(each -> Stream.of(each.group(1).split(",", -1)))
                    .forEach(each -> forms.add(name + " "
                            + each.split(":", -1)[0].replace("\"", "").strip()));
        }
        return forms;
    }

    private static String literal(MatchResult form) {
        String literal = form.group(1) == null ? form.group(2) : form.group(1);
        return literal.substring(1, literal.length() - 1);
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.list(CONSOLE)) {
            return files.filter(each -> each.toString().endsWith(".js"))
                    .sorted()
                    .toList();
        }
    }

    private void alarms() throws Exception {
        for (int i = 1; i <= 3; i++) {
            hub.observe("sd-" + i, 0, TrialHub.reading(Quantity.TAMPER, 1));
        }
        String third = hub.view().alarms().stream()
                .filter(each -> each.subject().equals("sd-3"))
                .findFirst()
                .orElseThrow()
                .id();
        post(Role.ADMIN, "/api/v1/alarms/" + third + "/acknowledge", "{}");
        hub.observe("sd-3", 0, TrialHub.reading(Quantity.TAMPER, 0));
        for (String[] each : new String[][] {{"1", "shelve"}, {"2", "out"}, {"3", "close"}}) {
            Locator card = page.locator("[data-alarm]")
                    .filter(new Locator.FilterOptions().setHasText("Shop detector " + each[0]));
            keeps("alarms.js " + each[1], card.locator("[data-act=" + each[1] + "]"));
        }
        page.locator("[data-list=maintenance]").click();
        keeps("silenced.js maintenance", page.locator("#begin"));
    }

    private void aside() throws Exception {
        goTo("#/actuators", "[data-channel=exit]");
        keeps("actuators.js reason", page.locator("[data-channel=exit] [data-act=activate]"));
        goTo("#/watch-list", ".watch form");
        Locator watch = page.locator(".watch form");
        watch.locator("[name=value]").fill("鲁B·12345");
        watch.locator("[name=reason]").fill("stolen");
        isKept("watch.js form", watch);
        assertThat(watch.locator("[name=value]")).hasValue("");
    }

    private void incidents() throws Exception {
        hub.heat("fn-1");
        hub.heat("fn-3");
        String id = hub.view().incidents().incidents().getFirst().id();
        goTo("#/incidents/" + id, "[data-act=note]");
        keeps("incident.js note", act("note"));
        keeps("incident.js assign", act("assign"));
        Locator pictures = page.locator("form.drop");
        pictures.locator("[type=file]")
                .setInputFiles(new FilePayload("ridge.png", "image/png", Shots.picture(400, 300, "png", Color.RED)));
        pictures.locator("textarea").fill("seen from the ridge");
        isKept("incidentpictures.js form", pictures);
        keeps("incident.js split", act("split"));
        keeps("incident.js merge", act("merge"));
        String left = hub.view().incidents().incidents().stream()
                .filter(each -> each.state().isOpen())
                .findFirst()
                .orElseThrow()
                .id();
        goTo("#/incidents/" + left, "[data-act=note]");
        for (String act : List.of("respond", "contain")) {
            post(Role.ADMIN, "/api/v1/incidents/" + left + "/" + act, "{}");
        }
        hub.cool("fn-1");
        hub.cool("fn-3");
        keeps("incident.js agree ${check}", page.locator("[data-check=no_fire]"));
        page.locator("[data-check=no_smoke]").click();
        page.locator("form[data-form] textarea").fill("walked through it");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("[data-check=no_smoke]")).hasCount(0);
        keeps("incident.js close", act("close"));
        keeps("incident.js look-back", act("look-back"));
    }

    private void inject(String drill, String device, Quantity quantity, double value) {
        hub.put(List.of(new Injected(drill, "Zhao", device, List.of(TrialHub.reading(quantity, value)))), Receipt.NONE);
    }

    private void drill() {
        goTo("#/drills", "[data-scenario=east-slope]");
        keeps("drills.js begin", page.locator("[data-scenario=east-slope] [data-act=begin-drill]"));
        String id = hub.drills().running().orElseThrow().record().id();
        Locator incident = page.locator("[data-drill-incident]").first();
        keeps("drillrunning.js inject", act("inject"));
        keeps("drillrunning.js note", incident.locator("[data-act=note]"));
        keeps("drillrunning.js assign", incident.locator("[data-act=assign]"));
        inject(id, "sd-5", Quantity.TAMPER, 1);
        Locator alarm =
                page.locator("[data-drill-alarm]").filter(new Locator.FilterOptions().setHasText("Shop detector 5"));
        keeps("drillrunning.js shelve ${alarm.id}", alarm.locator("[data-act=shelve]"));
        alarm.locator("[data-act=unshelve]").click();
        alarm.locator("[data-act=acknowledge]").click();
        assertThat(alarm.locator("[data-act=acknowledge]")).hasCount(0);
        inject(id, "sd-5", Quantity.TAMPER, 0);
        keeps("drillrunning.js close ${alarm.id}", alarm.locator("[data-act=close]"));
        inject(id, "fn-2", Quantity.TEMPERATURE, 21);
        incident.locator("[data-act=respond]").click();
        incident.locator("[data-act=contain]").click();
        keeps(
                "drillrunning.js agree ${check} ${incident.id}",
                page.locator("[data-check=no_fire]").first());
        incident.locator("[data-check=no_smoke]").click();
        page.locator("form[data-form] textarea").fill("walked through it");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("[data-check=no_smoke]")).hasCount(0);
        keeps("drillrunning.js close", incident.locator("[data-act=close]"));
        keeps("drillrunning.js look-back", page.locator("[data-drill-incident] [data-act=look-back]"));
        keeps("drillrunning.js stop", act("stop-drill"));
    }

    @Test
    void aPageThatIsOpenedAfterTheSessionAsksToSignInAndThenShowsWhatItShould() throws Exception {
        PastRecords.write(hub.recorded);
        hub.heat("fn-1");
        String id = hub.view().incidents().incidents().getFirst().id();
        String[][] pages = {
            {"#/records/alarms/days%3D0", ".records tbody tr"},
            {"#/hub", "[data-fact=uptime]"},
            {"#/incidents/" + id, ".time-line li"},
            {"#/handover", ".handover-body table"},
            {"#/drills", "[data-scenario=east-slope]"},
            {"#/watch-list", ".watch .wide-table p"},
            {"#/devices/fn-1", "[data-fact=area]"},
        };
        for (String[] each : pages) {
            ahead.pass(Sessions.IDLE_MS);
            page.evaluate("hash => { location.hash = hash; }", each[0]);
            signInAgain();
            assertThat(page.locator(each[1]).first()).isVisible();
            assertThat(page.locator("#page")).not().containsText("sign in first");
            assertThat(page.locator("#page")).not().containsText("does not answer");
        }
    }

    /** Only the session's own module asks by itself; all others go by it, so that none forgets a session that has ended. */
    @Test
    void everyLookOfThePageGoesByTheOneThatKnowsOfSessions() throws Exception {
        List<String> asking = new ArrayList<>();
        for (Path file : modules()) {
            if (Files.readString(file).contains("fetch(")) {
                asking.add(String.valueOf(file.getFileName()));
            }
        }
        assertThat(asking)
                .as("acts.js sends acts, which wait over a session's end")
                .containsExactly("acts.js", "signin.js");
    }

    @Test
    void whereSomebodySignsInInAnotherTabThisOneShowsTheirName() {
        person("李明", Role.VIEWER);
        assertThat(page.locator("#by")).hasValue("王芳");
        Page first = page;
        page = context.newPage();
        page.navigate(console.url() + "sign-in?next=/");
        enter("李明");
        assertThat(first.locator("#by")).hasValue("李明", SOON);
        assertThat(first.locator("#view-only")).isVisible();
    }
}
