package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.SMOKE;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;

/** Nodes n-1 to n-6 stand in a row, 500 m apart, and far-1 stands 20 km away. */
class CompanyRulesTest {
    private static final String CONFIRMED = """
            - rule: fire
              on: forest-node
              raise: smoke > 4 %/m
              clear: smoke < 1.5 %/m
              confirm: 2 of neighbours within 1200 m in 5 min → severity extreme
              kind: alarm
              severity: critical
              message: { zh: "{device}", en: "{device}" }
            """;

    private static SiteChanged row(String rules, int nodes) {
        String devices = IntStream.rangeClosed(1, nodes)
                .mapToObj(n ->
                        "  - { id: n-%d, type: forest-node, area: forest, lat: 36.0, lon: %.5f, name: { zh: x, en: x } }\n"
                                .formatted(n, 120 + n * 0.00556))
                .collect(Collectors.joining());
        return new SiteChanged(
                "start",
                List.of(
                        new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: Asia/Shanghai
                        areas:
                          forest: { zh: 林区, en: Forest }
                          far: { zh: 远, en: Far }
                        """),
                        new SiteFile("types.yaml", """
                        types:
                          forest-node: { measures: [temperature, smoke], interval: 10 s, dialect: beacon }
                        """),
                        new SiteFile(
                                "devices.yaml",
                                "devices:\n" + devices
                                        + "  - { id: far-1, type: forest-node, area: far, lat: 36.2, lon: 120.0, name: { zh: x, en: x } }\n"),
                        new SiteFile("channels.yaml", """
                        channels:
                          - { name: brigade, type: webhook, url: "http://127.0.0.1:8090/n", kinds: [alarm], min-severity: severe, secret: brigade }
                        """),
                        new SiteFile("rules/all.yaml", rules)));
    }

    private static Story story(String rules) {
        Story story = new Story();
        story.tell(0, row(rules, 6));
        return story;
    }

    private static List<AlarmMoved> confirmations(Story story) {
        return story.decisions.stream()
                .filter(AlarmMoved.class::isInstance)
                .map(AlarmMoved.class::cast)
                .filter(moved -> moved.reason() == MoveReason.CONFIRMED)
                .toList();
    }

    private static Evidence seen(String rule, String device, int second, long entry) {
        String clause = rule.lines()
                .filter(line -> line.contains("raise: "))
                .map(line -> line.replaceAll(".*raise: |\"", ""))
                .findFirst()
                .orElseThrow();
        return new Evidence(clause, device + ": 6 %/m", Story.START_MS + second * 1000L, entry);
    }

    /** What ceased to hold still counts for its time, and what it was seen by is the entry that it was seen by then. */
    @Test
    void eachDeviceThatCountedIsEvidenceByItsOwnEntryAfterARestartToo() {
        String rule = Trials.rule("forest-node", "2 of forest-node within 1200 m in 5 min have smoke > 4 %/m");
        Story story = story(rule)
                .observe(0, "n-1", SMOKE, 6)
                .observe(10, "n-1", SMOKE, 7)
                .observe(20, "n-1", SMOKE, 1);
        story.engine = Engine.restore(story.engine.snapshot());
        story.observe(30, "n-2", SMOKE, 6);
        assertThat(story.alarm().explanation())
                .extracting(each -> each.value() + " by entry " + each.seq())
                .containsExactly("n-1 by entry 2", "n-2: 6 %/m by entry 5");
        story.engine = Engine.restore(story.engine.snapshot());
        assertThat(story.engine.why("n-2", Story.START_MS + 31_000))
                .singleElement()
                .satisfies(why -> assertThat(why.raise().seq()).hasValue(5));
    }

    @Test
    void asManyAsAreAskedForWithinTheDistanceAndTheTimeRaise() {
        String rule = Trials.rule("forest-node", "3 of forest-node within 1200 m in 5 min have smoke > 4 %/m");
        Story story = story(rule)
                .observe(0, "n-1", SMOKE, 6)
                .observe(100, "n-6", SMOKE, 6)
                .observe(200, "far-1", SMOKE, 6)
                .observe(250, "n-2", SMOKE, 6);
        assertThat(story.moves()).isEmpty();
        story.observe(299, "n-3", SMOKE, 6);
        assertThat(story.moves())
                .containsExactly(
                        "299 RAISED trial n-1", "299 RAISED trial n-2", "299 RAISED trial n-3", "299 RAISED trial n-4");
        assertThat(story.alarm().explanation())
                .containsExactly(seen(rule, "n-1", 0, 2), seen(rule, "n-2", 250, 5), seen(rule, "n-3", 299, 6));
        assertThat(story.until(299.999).moves()).hasSize(4);
        assertThat(story.until(300).moves())
                .hasSize(7)
                .endsWith("300 RETURNED trial n-1", "300 RETURNED trial n-2", "300 RETURNED trial n-3");
    }

    @Test
    void whatWasSeenTooLongAgoDoesNotCount() {
        String rule = Trials.rule("forest-node", "2 of neighbours in area in 5 min have smoke > 4 %/m");
        Story story = story(rule)
                .observe(0, "n-1", SMOKE, 6)
                .observe(300, "n-5", SMOKE, 6)
                .until(1000);
        assertThat(story.moves()).isEmpty();
        long old = Story.START_MS + 500_000;
        story.tell(
                1000,
                new Observation(
                        "n-2",
                        old,
                        Observation.TimeSource.DEVICE,
                        Observation.NO_SEQ,
                        List.of(new Measurement(SMOKE, 9))));
        story.observe(1001, "n-3", SMOKE, 6);
        assertThat(story.moves()).isEmpty();
        story.observe(1002, "n-6", SMOKE, 6);
        assertThat(story.moves())
                .doesNotContain("1002 RAISED trial n-3", "1002 RAISED trial n-6")
                .hasSize(4);
    }

    @Test
    void neighboursRaiseTheSeverityOfAnOpenAlarmAndPeopleAreToldAgain() {
        Story story = story(CONFIRMED).observe(0, "n-3", SMOKE, 6);
        Alarm first = story.alarm();
        story.tell(5, new Command("li", new Command.Acknowledge(first.id())))
                .observe(10, "n-2", SMOKE, 6)
                .observe(20, "n-4", SMOKE, 6);
        assertThat(confirmations(story)).hasSize(2).last().satisfies(moved -> {
            Alarm alarm = moved.alarm();
            assertThat(alarm.id()).isEqualTo(first.id());
            assertThat(alarm.severity()).isEqualTo(Severity.EXTREME);
            assertThat(alarm.state()).isEqualTo(new AlarmState.Unacknowledged(Story.START_MS + 20_000));
            List<Evidence> confirming =
                    alarm.explanation().subList(1, alarm.explanation().size());
            assertThat(confirming)
                    .allSatisfy(each -> assertThat(each.clause()).startsWith("2 of neighbours within 1200 m in 5 min"))
                    .extracting(each -> each.value() + " by entry " + each.seq())
                    .containsExactly("n-2: 6 %/m by entry 4", "n-4: 6 %/m by entry 5");
        });
        assertThat(story.decisions.stream()
                        .filter(NoticeOrdered.class::isInstance)
                        .map(decision -> ((AlarmMoved)
                                        ((NoticeOrdered) decision).notice().about())
                                .alarm()
                                .severity()))
                .containsSubsequence(Severity.CRITICAL, Severity.EXTREME);
    }

    @Test
    void anAlarmThatIsConfirmedWhenItBeginsIsRaisedOnceAtTheHigherSeverity() {
        Story story = story(CONFIRMED).observe(0, "n-1", SMOKE, 6).observe(1, "n-2", SMOKE, 6);
        int before = story.decisions.size();
        story.observe(2, "n-3", SMOKE, 6);
        assertThat(story.engine.view().alarms().getLast().severity()).isEqualTo(Severity.EXTREME);
        assertThat(story.decisions.subList(before, story.decisions.size()).stream()
                        .filter(decision -> decision instanceof AlarmMoved moved
                                && moved.alarm().subject().equals("n-3")))
                .hasSize(1);
    }

    @Test
    void aConfirmedAlarmIsConfirmedOnceAlsoOverARestart() {
        Story story = story(CONFIRMED)
                .observe(0, "n-3", SMOKE, 6)
                .observe(10, "n-2", SMOKE, 6)
                .observe(20, "n-4", SMOKE, 6);
        story.engine = Engine.restore(story.engine.snapshot());
        story.observe(30, "n-4", SMOKE, 7).observe(1000, "n-2", SMOKE, 8);
        assertThat(confirmations(story)).hasSize(2);
    }

    @Test
    void aRuleThatWouldAskTooManyDevicesIsRefused() {
        String rule = Trials.rule("forest-node", "2 of forest-node within 50 km in 5 min have smoke > 4 %/m");
        assertThat(Site.parse(row(rule, 64).files()))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.problems().getFirst().message())
                                .contains("asks more than 64 devices around 'n-1' at each reading"));
    }

    @Test
    void whoIsFirstKnownNotToBeSeenSoIsCountedOutAtOnce() {
        Story story =
                story(Trials.rule("forest-node", "not (1 of neighbours within 700 m in 5 min have smoke > 4 %/m)"));
        story.observe(10, "n-2", SMOKE, 1);
        assertThat(story.moves()).contains("10 RAISED trial n-1", "10 RAISED trial n-3");
        story.observe(20, "n-2", SMOKE, 6);
        assertThat(story.moves()).contains("20 RETURNED trial n-1", "20 RETURNED trial n-3");
    }
}
