package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.series.Charts.Point;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of gates and people: passages, doors, people, and which premises are open. */
class AccessPageTest extends PageTrial {
    private static final String HOSTILE = "<b>\\u202Egate\\u202C</b> 🔥 " + "x".repeat(40);

    private String clock(long hours) {
        return DateTimeFormatter.ofPattern("HH:mm")
                .withZone(ZoneId.of("Asia/Shanghai"))
                .format(Instant.ofEpochMilli(hub.clock.nowMs()).plusSeconds(hours * 3600));
    }

    private static final SiteFile CROWD = new SiteFile("rules/crowd.yaml", """
            - parameter: crowd_limit
              value: 40
              for:
                - { device: gate-2, value: 10 }
            - rule: crowd-dense
              on: gate
              raise: people > crowd_limit for 1 min
              kind: supervisory
              severity: moderate
              message: { zh: "{device} 人群密集", en: "A dense crowd at {device}" }
            """);

    @BeforeEach
    void gates() {
        List<SiteFile> files = new ArrayList<>();
        for (SiteFile file : site().facts().getFirst().files()) {
            files.add(new SiteFile(
                    file.name(),
                    file.text()
                            + switch (file.name()) {
                                case "types.yaml" -> """
                          gate: { measures: [door, access, card, people], interval: 60 s, dialect: beacon }
                          contact: { measures: [door], interval: 60 s, dialect: beacon }
                        """;
                                case "devices.yaml" -> """
                          - { id: gate-1, type: gate, area: forest/east, lat: 35.9, lon: 120.1, name: { zh: 东门, en: East gate } }
                          - { id: gate-2, type: gate, area: forest/west, lat: 35.9, lon: 120.1, name: { zh: "%s", en: "%s" } }
                          - { id: shop-1, type: contact, area: town, lat: 35.9, lon: 120.1, name: { zh: 面包房, en: Bakery } }
                        """.formatted(HOSTILE, HOSTILE);
                                default -> "";
                            }));
        }
        files.add(new SiteFile("calendars.yaml", """
                calendars:
                  shop-hours: { times: ["%s-%s"] }
                  gate-hours: { times: ["%s-%s"] }
                premises:
                  town: { open: shop-hours }
                  forest: { open: gate-hours }
                """.formatted(clock(6), clock(8), clock(-2), clock(2))));
        files.add(CROWD);
        hub.put(List.of(new SiteChanged("test", files)), Receipt.NONE);
        hub.observe("gate-1", 40, TrialHub.reading(Quantity.PEOPLE, 12), TrialHub.reading(Quantity.DOOR, 0));
        hub.observe("gate-2", 5, TrialHub.reading(Quantity.DOOR, 1));
        hub.observe("shop-1", 3, TrialHub.reading(Quantity.DOOR, 0));
    }

    @Test
    void whatIsAbnormalStandsFirstAndEverythingHasAnAge() {
        open("#/access", "en", 1366);
        assertThat(page.locator("[data-premises=town]")).containsText("closed now");
        assertThat(page.locator("[data-premises='forest/east']")).containsText("open now");
        assertThat(page.locator("[data-people=gate-1]")).containsText("12");
        assertThat(page.locator("[data-people=gate-1]")).containsText("age 4");
        hub.observe("shop-1", 0, TrialHub.reading(Quantity.DOOR, 1));
        Locator first = page.locator("[data-door]").first();
        assertThat(first).containsText("Bakery");
        assertThat(first).containsText("open while closed");
        assertThat(page.locator("[data-premises]").first()).containsText("open while closed 1");
        assertThat(page.locator("[data-door=gate-2]")).not().containsText("open while closed");
        look("access-en-1366");
    }

    @Test
    void aCountStandsBesideTheLimitOfTheRulesAndWhatIsOverItComesFirst() {
        open("#/access", "en", 1366);
        Locator people = page.locator("[data-people]");
        assertThat(page.locator("[data-people=gate-1]")).containsText("12 / limit 40");
        assertThat(people.first()).hasAttribute("data-people", "gate-1");
        hub.observe("gate-2", 0, TrialHub.reading(Quantity.PEOPLE, 11));
        assertThat(people.first()).hasAttribute("data-people", "gate-2");
        assertThat(people.first()).containsText("11 / limit 10");
        assertThat(people.first()).containsText("over the limit");
        look("access-crowd-en-1366");
        open("#/access", "zh", 360);
        assertThat(page.locator("[data-people]").first()).containsText("超过上限");
        look("access-crowd-zh-360");
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    @Test
    void passagesComeFromTheHistoryAndAsTheyHappenAndCardsOnlyWhenAskedFor() {
        hub.history = List.of(new Point(hub.clock.nowMs() - 600_000, 0, 0, 0));
        open("#/access", "zh", 360);
        assertThat(page.locator("[data-passage]")).hasCount(2);
        hub.observe("gate-1", 0, TrialHub.reading(Quantity.ACCESS, 1), new Label(Quantity.CARD, "P0123456789abcdef"));
        assertThat(page.locator("[data-passage]")).hasCount(3);
        assertThat(page.locator("[data-passage]").first()).containsText("放行");
        assertThat(page.locator("#page")).not().containsText("P0123456789abcdef");
        page.locator("[data-door=gate-1] button").focus();
        press("Enter");
        assertThat(page.locator("[data-door=gate-1]")).containsText("P0123456789abcdef");
        look("access-zh-360");
    }

    @Test
    void aHostileNameIsTextAndNothingOnThePageViolatesTheAccessibilityGuidelines() {
        for (String language : List.of("zh", "en")) {
            open("#/access", language, language.equals("zh") ? 1366 : 360);
            assertThat(page.locator("[data-door=gate-2]")).containsText("<b>");
            assertThat(page.locator("#page li b b")).hasCount(0);
            assertThat(page.locator("[data-premises]").first()).isVisible();
            assertThat(Accessibility.violations(page)).isEmpty();
            look("access-hostile-" + language);
        }
    }

    /** They are those of the premises, which a node in the forest stands in as its gate does; no rule of a node asks for them. */
    @Test
    void openingHoursAreToldOfWhatOpensAlone() {
        open("#/devices/gate-1", "zh", 1366);
        assertThat(page.locator("[data-fact=opening_hours]")).containsText("gate-hours");
        open("#/devices/shop-1", "zh", 1366);
        assertThat(page.locator("[data-fact=opening_hours]")).containsText("shop-hours");
        hub.observe("fn-1", 5, TrialHub.reading(Quantity.TEMPERATURE, 18));
        open("#/devices/fn-1", "zh", 1366);
        assertThat(page.locator(".device-chart .note")).not().isEmpty();
        Locator heard = page.locator("[data-fact=heard]");
        assertThat(heard).not().hasText(heard.textContent());
        assertThat(page.locator("[data-fact=opening_hours]")).hasCount(0);
    }

    @Test
    void aLookThatTheHubRefusesSaysWhyInThePagesLanguage() {
        open("#/access", "zh", 1366);
        page.route(
                "**/people",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(403)
                        .setContentType("application/json")
                        .setBody("{\"text\":{\"zh\":\"没有此项权限\",\"en\":\"may not see people\"}}")));
        page.locator("[data-door=gate-1] button").click();
        assertThat(page.locator("[data-door=gate-1]")).containsText("没有此项权限");
    }
}
