package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.series.Charts.Point;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** An incident from its first sign to its end, as people carry it on the page. */
class IncidentPageTest extends PageTrial {
    private Locator badges() {
        return page.locator(".incident-head .head");
    }

    @Test
    void anIncidentIsCarriedFromItsFirstSignToItsEndByTheKeyboardAlone() {
        open("", "en", 1366);
        signIn();
        hub.heat("fn-1");
        assertThat(page.locator("#incident-list")).containsText("Fire signs at Forest node 1");
        press("i");
        assertThat(page).hasURL(Pattern.compile("#/incidents/" + incident()));
        assertThat(badges()).containsText("reported");
        assertThat(badges()).containsText("Rangers");
        press("v");
        assertThat(badges()).containsText("verified · Wang Fang");
        press("d", "t");
        assertThat(page.locator(".tasks .is-done")).containsText("Look through the nearest camera");
        assertThat(page.locator(".tasks .is-done")).containsText("Wang Fang");
        assertThat(badges()).containsText("responding");
        press("x");
        assertThat(badges()).containsText("contained");
        hub.cool("fn-1");
        assertThat(page.locator(".acceptance")).containsText("Sensors agree: Forest node 1");
        for (String check : List.of("no_fire", "no_smoke")) {
            page.locator("[data-check=" + check + "]").focus();
            press("Enter");
            page.keyboard().type("walked through it");
            sends();
            assertThat(page.locator("[data-check=" + check + "]")).hasCount(0);
        }
        assertThat(badges()).containsText("accepted");
        press("c");
        assertThat(page.locator("[name=disposition]")).isFocused();
        sends();
        assertThat(badges()).containsText("closed");
        assertThat(page.locator(".time-line")).containsText("confirmed · Wang Fang");
        look("incident-closed");
    }

    @Test
    void whereASensorDisagreesTheHubAsksWhyBesideTheActAndKeepsWhatWasTyped() {
        hub.heat("fn-1");
        open("#/incidents/" + incident(), "zh", 1366);
        signIn();
        assertThat(badges()).containsText("已上报");
        press("v", "d");
        assertThat(badges()).containsText("处置中");
        press("x");
        assertThat(page.locator(".acceptance")).containsText("传感器不同意： 林区节点 1");
        page.locator("[data-check=no_fire]").click();
        press("Control+Enter");
        assertThat(page.locator(".incident-head .answer")).containsText("未执行");
        page.locator("[name=note]").fill("探头已烧毁");
        press("Control+Enter");
        assertThat(page.locator(".acceptance .is-done")).containsText("探头已烧毁");
    }

    @Test
    void theReadingsThatRaisedItAreDrawnWithTheLimitOfTheClause() {
        hub.history =
                List.of(new Point(hub.clock.nowMs() - 60_000, 20, 20, 20), new Point(hub.clock.nowMs(), 71, 71.5, 72));
        hub.heat("fn-1");
        open("#/incidents/" + incident(), "en", 1366);
        assertThat(page.locator(".charts figure")).hasCount(2);
        assertThat(page.locator(".charts")).containsText("temperature is more than 60 °C (71.5 °C)");
        assertThat(page.locator(".charts canvas").first()).isVisible();
        assertThat(page.locator(".near")).containsText("East pond");
        look("incident");
    }

    private static final String CLAUSES = """
            async () => {
              const { limitsOf, slopesOf, silencesOf, whyUndrawn } = await import('/assets/plot.js');
              const drawn = (clause, quantity, unit) => [...limitsOf([clause], quantity, unit).map(each => `at ${each.value}: ${each.text}`),
                ...slopesOf([{ clause, since: 60_000 }], quantity).map(each => `slope ${(each.perMs * 60_000).toFixed(1)} a minute over ${each.windowMs / 1000} s: ${each.text}`),
                ...silencesOf([{ clause, since: 60_000 }]).map(each => `silence: ${each.text}`), whyUndrawn(clause, quantity, unit)].filter(Boolean).join(' + ');
              return [['temperature > 57 °C', 'temperature', '°C'], ['smoke > 4 %/m for 20 s', 'smoke', '%/m'], ['(smoke > 4 %/m and humidity < 85 %) for 1 min', 'humidity', '%'],
                ['rise(temperature, 3 min) > 8.3 °C/min', 'temperature', '°C'], ['avg(smoke, 5 min) >= 2.5 %/m', 'smoke', '%/m'], ['count(access, 2 min) >= 4', 'access', 'flag'],
                ['silent for 3 min', 'temperature', '°C'], ['2 of neighbours within 800 m in 5 min have (temperature > 57 °C)', 'temperature', '°C'],
                ['stuck(humidity, 6 h)', 'humidity', '%'], ["event = 'fire' for 10 s", 'event', ''], ['not online', 'online', 'flag'], ['people / 2 > 40', 'people', 'count']]
                .map(([clause, quantity, unit]) => drawn(clause, quantity, unit)).join('\\n');
            }""";

    @Test
    void everyKindOfClauseIsDrawnIntoTheCurveOrTheReasonIsSaidWhyItIsNot() {
        open("", "en", 1366);
        assertThat(String.valueOf(page.evaluate(CLAUSES)).lines())
                .containsExactly(
                        "at 57: > 57 °C",
                        "at 4: > 4 %/m",
                        "at 85: < 85 %",
                        "slope 8.3 a minute over 180 s: 3 min > 8.3 °C/min",
                        "at 2.5: mean 5 min >= 2.5 %/m",
                        "undrawn_count",
                        "silence: silent for 3 min",
                        "at 57: > 57 °C + undrawn_devices",
                        "undrawn_own",
                        "undrawn_text",
                        "undrawn_flag",
                        "undrawn_reckoned");
    }

    /** The trial's site with an alarm of neighbours. */
    private SiteChanged withNeighbours() {
        List<SiteFile> files = new ArrayList<>(site().facts().getFirst().files());
        files.add(new SiteFile("rules/more.yaml", """
                - rule: spreads
                  on: forest-node in forest/west
                  raise: 1 of neighbours within 300 m in 5 min have (temperature > 60 °C)
                  kind: alarm
                  severity: severe
                  message: { zh: "{device} 附近蔓延", en: "It spreads around {device}" }
                """));
        return new SiteChanged("test", files);
    }

    /** A curve with a rise and a silence beside those of the page, to be looked at. */
    private static final String CURVE = """
            async now => {
              const { plotOf, slopesOf, silencesOf } = await import('/assets/plot.js');
              const node = document.querySelector('.charts-of').insertAdjacentElement('beforebegin', document.createElement('div'));
              const times = Array.from({ length: 40 }, (_, i) => now - (39 - i) * 15000), mean = times.map((_, i) => 20 + Math.max(0, i - 28) * 2.5);
              const evidence = [{ clause: 'rise(temperature, 3 min) > 8.3 °C/min', since: now - 30000 }, { clause: 'silent for 3 min', since: now }];
              plotOf(node, { times, mean, quantity: 'temperature', unit: '°C' }, { from: times[0], to: now + 60000, size: { width: 500, height: 220 }, slopes: slopesOf(evidence, 'temperature'), silences: silencesOf(evidence) });
            }""";

    @Test
    void whatCountsDevicesSaysBesideItsCurveWhyItHasNoLine() {
        hub.put(List.of(withNeighbours()), Receipt.NONE);
        hub.history =
                List.of(new Point(hub.clock.nowMs() - 60_000, 20, 20, 20), new Point(hub.clock.nowMs(), 71, 71.5, 72));
        hub.heat("fn-1");
        for (String language : List.of("en", "zh")) {
            open("#/incidents/" + incident(), language, 1366);
            assertThat(page.locator(".charts canvas").first()).isVisible();
            assertThat(page.locator(".charts .undrawn").first())
                    .containsText(language.equals("en") ? "it counts devices" : "满足的设备数");
            page.evaluate(CURVE, (double) hub.clock.nowMs());
            look("incident-clauses-" + language + "-1366");
        }
    }

    @Test
    void peopleWhoWereCalledAndWhoAnsweredAreShown() {
        hub.heat("fn-1");
        open("", "en", 1366);
        page.route("**/api/v1/incidents/*", route -> {
            String body = route.fetch().text();
            String calls =
                    ",\"calls\":[{\"at\":1,\"step\":1,\"reason\":\"began\",\"recipient\":{\"id\":\"li\",\"name\":"
                            + "{\"zh\":\"李\",\"en\":\"Li\"}},\"channel\":\"sms\",\"notice\":\"n\",\"state\":\"delivered\",\"answered_by\":\"li\"}],"
                            + "\"escalation\":{\"policy\":\"forest\",\"step\":1,\"steps\":4,\"deadline\":1795636800000}}";
            route.fulfill(new FulfillOptions()
                    .setContentType("application/json")
                    .setBody(body.substring(0, body.length() - 1) + calls));
        });
        press("i");
        assertThat(page.locator(".calls")).containsText("forest · step 1/4");
        assertThat(page.locator(".calls")).containsText("✓ Li");
        assertThat(page.locator(".calls")).containsText("answered by li");
    }

    @Test
    void anIncidentThatStillCallsIsTakenByAKeyAndItsCallsStop() {
        hub.put(List.of(new SiteChanged("calls", TrialSite.calling())), Receipt.NONE);
        hub.heat("fn-1");
        open("", "en", 1366);
        signIn();
        assertThat(page.locator("#incident-list .calling"))
                .containsText("calling people · step 1/2 · next step in 9 min");
        press("i");
        assertThat(page.locator(".incident-head .calling")).containsText("next step in");
        look("incident-calling-en-1366");
        press("a");
        assertThat(page.locator(".calls")).containsText("answered by Wang Fang");
        assertThat(page.locator(".incident-head [data-act=acknowledge]")).isHidden();
        assertThat(page.locator(".incident-head .calling")).isEmpty();
        assertThat(page.locator(".time-line")).containsText("taken, calls stopped · Wang Fang");
        open("", "zh", 360);
        look("incident-taken-zh-360");
    }

    @Test
    void aUnitIsAssignedANoteIsWrittenAndTwoIncidentsBecomeOne() {
        hub.heat("fn-1");
        hub.heat("fn-40");
        open("#/incidents/" + incident(), "en", 1366);
        signIn();
        assertThat(badges()).containsText("reported");
        press("i");
        page.locator("[name=unit]").selectOption("brigade");
        sends();
        assertThat(badges()).containsText("Fire brigade");
        press("n");
        page.locator("[name=note]").fill(TrialSite.EVIL);
        press("Control+Enter");
        assertThat(page.locator(".time-line")).containsText(TrialSite.EVIL);
        page.locator("[data-act=merge]").click();
        press("Control+Enter");
        assertThat(page.locator(".time-line")).containsText("took another in");
        assertThat(page.locator(".signs li")).hasCount(2);
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void aLinkToAnIncidentThatIsGoneSaysSoInBothLanguages() {
        open("#/incidents/I0-0", "zh", 1366);
        assertThat(page.locator("#page")).containsText("没有这个事件");
        page.locator("#language").click();
        assertThat(page.locator("#page")).containsText("There is no incident of this id");
        page.locator("#page a").first().click();
        assertThat(page.locator("#incident-list")).isVisible();
    }

    @Test
    void anIncidentIsReadableOnAPhoneAndOnAWall() {
        hub.heat("fn-1");
        for (int width : new int[] {360, 3840}) {
            for (String language : List.of("zh", "en")) {
                open("#/incidents/" + incident(), language, width);
                assertThat(page.locator(".time-line")).isVisible();
                look("incident-" + language + "-" + width);
            }
        }
    }

    @Test
    void theKeysOfSingleLettersCanBeSwitchedOff() {
        hub.heat("fn-1");
        open("#/incidents/" + incident(), "en", 1366);
        signIn();
        press("?");
        page.locator("#letters").uncheck();
        press("Escape");
        assertThat(page.locator("#help")).isHidden();
        press("v", "b");
        assertThat(badges()).containsText("reported");
        assertThat(page).hasURL(Pattern.compile("#/incidents/"));
    }

    private void calls(String hash, String language, int width) {
        hub.put(List.of(new SiteChanged("calls", TrialSite.calling())), Receipt.NONE);
        hub.heat("fn-1");
        open(hash, language, width);
    }

    private Locator row() {
        return page.locator("#incident-list .incident-item");
    }

    /** All steps have been called and nobody has answered, as a page hears of it. */
    private void exhaust() {
        page.evaluate("""
                async () => {
                  const { state } = await import('/assets/store.js');
                  const { updateIncidents } = await import('/assets/incidents.js');
                  state.incidents.incidents[0].escalation = { policy: 'all', state: 'exhausted', step: 2, steps: 2 };
                  updateIncidents(true);
                }""");
    }

    @Test
    void anIncidentThatCallsIsTakenFromItsRowByOneKeyAndTheRowSaysWhoAnswered() {
        calls("", "en", 1366);
        signIn();
        assertThat(row()).containsText("calling people · step 1/2");
        look("calls-in-list-en-1366");
        press("e");
        assertThat(row().locator(".answered")).containsText("answered by Wang Fang");
        assertThat(row().locator("[data-act=acknowledge]")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("/\\?lang=en$"));
    }

    @Test
    void itIsTakenByTheButtonOfItsRowOnAPhone() {
        calls("", "zh", 360);
        signIn();
        row().locator("[data-act=acknowledge]").click();
        assertThat(row().locator(".answered")).containsText("应答： Wang Fang");
        look("calls-in-list-zh-360");
    }

    @Test
    void whereNobodyHasAnsweredTheRowIsLoudOnThePageAndOnTheWall() {
        calls("", "zh", 1366);
        exhaust();
        assertThat(row().locator(".is-loud")).containsText("全部呼叫，无人应答");
        look("nobody-answered-zh-1366");
        open("#/wall", "en", 3840);
        exhaust();
        assertThat(row().locator(".is-loud")).containsText("ALL WERE CALLED, NOBODY HAS ANSWERED");
        assertThat(row().locator("[data-act=acknowledge]")).isHidden();
        look("nobody-answered-wall-en-3840");
    }
}
