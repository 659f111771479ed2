package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.contact.Rota;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problem;
import org.junit.jupiter.api.Test;

/** Who is on call, which policy is taken by type, area, severity and business hours, and where what is wrong with that stands. */
class WhoIsCalledTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static Rota rota(String rotas) {
        return valid(CallSite.with(CallSite.CONTACTS, rotas, CallSite.ESCALATION))
                .site()
                .callPlan()
                .rotas()
                .getFirst();
    }

    private static Parsed.Valid valid(SiteChanged site) {
        return (Parsed.Valid) Site.parse(site.files());
    }

    private static String onCall(Rota rota, String local) {
        return rota.onCall(LocalDateTime.parse(local).atZone(ZONE).toInstant().toEpochMilli(), ZONE)
                .orElse("nobody");
    }

    @Test
    void aTurnOfItsOwnGoesBeforeTheRotationAndASubstituteStandsInForWhoeverHasTheTurn() {
        Rota rota = rota(CallSite.ROTAS + """
                    turns:
                      - { who: chief, from: "2027-02-05 08:30", until: "2027-02-06 08:30" }
                    substitutes:
                      - { who: chief, by: lin, from: "2027-02-05 20:00", until: "2027-02-05 22:00" }
                """);
        assertThat(onCall(rota, "2027-02-05T08:29")).isEqualTo("zhao");
        assertThat(onCall(rota, "2027-02-05T08:30")).isEqualTo("chief");
        assertThat(onCall(rota, "2027-02-05T20:00")).isEqualTo("lin");
        assertThat(onCall(rota, "2027-02-05T22:00")).isEqualTo("chief");
        assertThat(onCall(rota, "2027-02-06T08:30")).isEqualTo("wang");
    }

    @Test
    void aRotaHandsOverByTheWeekToo() {
        Rota rota = rota(CallSite.ROTAS.replace("daily", "weekly"));
        assertThat(onCall(rota, "2027-01-15T08:00")).isEqualTo("wang");
        assertThat(onCall(rota, "2027-01-22T07:59")).isEqualTo("wang");
        assertThat(onCall(rota, "2027-01-22T08:00")).isEqualTo("zhao");
        assertThat(onCall(rota, "2027-01-29T08:00")).isEqualTo("wang");
    }

    @Test
    void aGapBetweenTurnsIsWarnedOfWithItsPlace() {
        String rotas = """
                rotas:
                  - rota: duty
                    name: { zh: 值班, en: Duty }
                    turns:
                      - { who: wang, from: "2027-02-05 08:00", until: "2027-02-06 08:00" }
                      - { who: zhao, from: "2027-02-06 20:00", until: "2027-02-07 08:00" }
                """;
        assertThat(onCall(rota(rotas), "2027-02-06T12:00")).isEqualTo("nobody");
        assertThat(valid(CallSite.with(CallSite.CONTACTS, rotas, CallSite.ESCALATION))
                        .warnings())
                .extracting(Problem::toString)
                .anyMatch(each -> each.startsWith("rotas.yaml:2:5:")
                        && each.contains("nobody is on call from 2027-02-06T08:00 to 2027-02-06T20:00"));
    }

    private static SiteChanged byDay(String more) {
        String policies = """
                policies:
                  - policy: day
                    incidents: [fire]
                    min-severity: moderate
                    calendar: office
                    %s
                    steps: [{ tell: [contact wang], over: [sms] }]
                  - policy: rest
                    min-severity: severe
                    steps: [{ tell: [contact zhao], over: [sms] }]
                """.formatted(more);
        List<SiteFile> files = new ArrayList<>(
                CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies).files());
        files.add(new SiteFile(
                "calendars.yaml", "calendars: { office: { days: [workdays], times: [\"08:30-17:30\"] } }\n"));
        return new SiteChanged("start", files);
    }

    /** Who is called where a node burns so many seconds after Friday 16:00. */
    private static List<String> calledAt(double second, SiteChanged site) {
        Story story = new Story();
        story.tell(0, site);
        story.observe(second, "fn-1", Quantity.TEMPERATURE, 70);
        return EscalationTest.told(story.decisions);
    }

    @Test
    void aPolicyForBusinessHoursIsTakenWithinThemAndTheNextOneOutside() {
        assertThat(calledAt(5_399, byDay("areas: []"))).containsExactly("BEGAN wang sms");
        assertThat(calledAt(5_401, byDay("areas: []"))).containsExactly("BEGAN zhao sms");
        assertThat(calledAt(24 * 3600, byDay("areas: []"))).as("a Saturday").containsExactly("BEGAN zhao sms");
    }

    @Test
    void aPolicyOfAnotherAreaOrForGraverIncidentsIsPassedOver() {
        assertThat(calledAt(1, byDay("areas: [forest]"))).containsExactly("BEGAN wang sms");
        assertThat(calledAt(1, byDay("areas: [town]"))).containsExactly("BEGAN zhao sms");
        Story story = new Story();
        story.tell(0, byDay("areas: []"));
        story.observe(1, "gate-1", Quantity.DOOR, 1);
        assertThat(EscalationTest.told(story.decisions))
                .as("moderate, and no fire")
                .containsExactly("alarm centre");
    }

    /** Where a word stands in a text: line and column, from 1. */
    private static String at(String text, String word) {
        int place = text.indexOf(word);
        assertThat(place).as(word).isNotNegative();
        String before = text.substring(0, place);
        return (before.chars().filter(each -> each == '\n').count() + 1) + ":" + (place - before.lastIndexOf('\n'));
    }

    private static List<String> problems(String contacts, String rotas, String escalation) {
        return ((Parsed.Invalid)
                        Site.parse(CallSite.with(contacts, rotas, escalation).files()))
                .problems().stream().map(String::valueOf).toList();
    }

    @Test
    void whatIsWrongIsToldByFileLineAndColumn() {
        String contacts = CallSite.CONTACTS.replace("\"+86 532 5550 0102\"", "\"5550 01o2\"");
        assertThat(problems(contacts, CallSite.ROTAS, CallSite.ESCALATION))
                .singleElement()
                .asString()
                .startsWith("contacts.yaml:" + at(contacts, "\"5550 01o2\"") + ": ")
                .contains("is no number");
        String unknown = CallSite.ESCALATION.replace("contact chief", "contact cheif");
        assertThat(problems(CallSite.CONTACTS, CallSite.ROTAS, unknown))
                .singleElement()
                .asString()
                .startsWith("escalation.yaml:" + at(unknown, "contact cheif") + ": ")
                .contains("did you mean 'chief'");
        String empty = CallSite.ROTAS.replace("[wang, zhao]", "[]");
        assertThat(problems(CallSite.CONTACTS, empty, CallSite.ESCALATION))
                .anyMatch(each -> each.startsWith("rotas.yaml:" + at(empty, "rota: duty") + ": ")
                        && each.contains("the rota is empty"));
        String circle = CallSite.ESCALATION + "    then: fire\n";
        assertThat(problems(CallSite.CONTACTS, CallSite.ROTAS, circle))
                .singleElement()
                .asString()
                .startsWith("escalation.yaml:" + circle.lines().count() + ":" + "    then: f".length() + ": ")
                .contains("fire → fire");
    }

    @Test
    void whatNothingFillsInWithinAnAnnouncementIsToldByFileLineAndColumn() {
        String channels = """
                channels:
                  - name: pa
                    type: speaker
                    device: gate-1
                    kinds: [alarm]
                    min-severity: critical
                    announcement: { zh: "{area}起火", en: "Fire in {aera}" }
                """;
        assertThat(valid(CallSite.withChannels(channels)).warnings())
                .extracting(Problem::toString)
                .anyMatch(each -> each.startsWith("channels.yaml:" + at(channels, "{aera}") + ": ")
                        && each.contains("did you mean 'area'"));
    }
}
