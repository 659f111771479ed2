package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** What a person is told too often waits and goes as one; what is a matter of life does not wait. */
class HeldCallsTest {
    private static final int NODES = 12;
    private static final double WINDOW = 600;
    private static final String RULES = """
            - rule: hot
              on: node
              raise: temperature > 60 °C
              kind: alarm
              severity: severe
              incident: fire
              message: { zh: 高温, en: hot }
            - rule: smoky
              on: node
              raise: smoke > 4 %/m
              kind: alarm
              severity: critical
              incident: fire
              message: { zh: 浓烟, en: smoke }
            """;

    private final Story story = new Story();

    /** Twelve grids with a node each, so that each has an incident of its own. */
    private void site(String over, String step) {
        StringBuilder areas = new StringBuilder("name: { zh: 试验, en: Trial }\nzone: Asia/Shanghai\nareas:\n");
        StringBuilder devices = new StringBuilder("devices:\n");
        for (int i = 0; i < NODES; i++) {
            areas.append("  g-%d: { zh: 网格%d, en: Grid %d }\n".formatted(i, i, i));
            devices.append("  - { id: n-%d, type: node, area: g-%d, name: { zh: 节点%d, en: Node %d } }\n"
                    .formatted(i, i, i, i));
        }
        story.tell(
                0,
                new SiteChanged(
                        "start",
                        List.of(
                                new SiteFile("site.yaml", areas.toString()),
                                new SiteFile("types.yaml", "types: { node: { measures: [temperature, smoke] } }\n"),
                                new SiteFile("devices.yaml", devices.toString()),
                                new SiteFile("channels.yaml", "channels:\n  - " + over + "\n"),
                                new SiteFile(
                                        "contacts.yaml",
                                        "contacts: [{ id: li, name: { zh: 李, en: Li }, mail: li@example.org }]\n"),
                                new SiteFile(
                                        "escalation.yaml",
                                        "policies: [{ policy: all, min-severity: minor, steps: [{ " + step
                                                + " }] }]\n"),
                                new SiteFile(
                                        "procedures.yaml",
                                        "procedures: [{ incident: fire, name: { zh: 火灾, en: Fire } }]\n"),
                                new SiteFile("rules/all.yaml", RULES))));
        assertThat(story.engine.view().site().channels()).hasSize(1);
    }

    private void mailToLi() {
        site(
                "{ name: mail, type: mail, host: 127.0.0.1, tls: none, from: hub@example.org, kinds: [alarm], min-severity: minor }",
                "tell: [contact li], over: [mail]");
    }

    private Story hot(double second, int node) {
        return story.observe(second, "n-" + node, Quantity.TEMPERATURE, 70);
    }

    private Story smoke(double second, int node) {
        return story.observe(second, "n-" + node, Quantity.SMOKE, 6);
    }

    /** What went to Li, as {@code BEGAN g-1 SEVERE +3}. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (LiveDecision decision : story.decisions) {
            if (decision instanceof NoticeOrdered ordered
                    && ordered.notice().about() instanceof IncidentCalled called) {
                told.add("%s %s %s +%d"
                        .formatted(
                                called.reason(),
                                called.incident().area(),
                                called.incident().severity(),
                                called.more()));
            }
        }
        return told;
    }

    private String incident(int node) {
        return story.engine.view().incidents().incidents().stream()
                .filter(each -> each.head().area().equals("g-" + node))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void deliverAll(double second) {
        List.copyOf(story.engine.view().pendingNotices())
                .forEach(each -> story.tell(
                        second,
                        new DeliveryReport(
                                each.notice().id(), each.channel(), 1, new DeliveryReport.Delivered("250"))));
    }

    @Test
    void theSeventhWaitsUntilTheFirstIsTenMinutesOldAndThenAllThatWaitedGoAsOne() {
        mailToLi();
        for (int node = 0; node < 10; node++) {
            hot(1 + node, node);
        }
        story.until(1 + WINDOW - 0.1);
        assertThat(told()).hasSize(6).allMatch(each -> each.startsWith("BEGAN") && each.endsWith("+0"));
        story.until(1 + WINDOW);
        assertThat(told()).hasSize(7).last().asString().startsWith("BEGAN").endsWith("+3");
        story.until(4 * WINDOW);
        assertThat(told()).hasSize(7);
    }

    @Test
    void whatIsCriticalGoesAtOnceThoughThereWereTooMany() {
        mailToLi();
        for (int node = 0; node < 10; node++) {
            hot(1, node);
        }
        smoke(2, 11);
        assertThat(told()).hasSize(7).last().isEqualTo("BEGAN g-11 CRITICAL +0");
    }

    @Test
    void anIncidentThatBecomesCriticalWhileItsCallWaitsIsCalledAtOnceAndNotAgain() {
        mailToLi();
        for (int node = 0; node < 8; node++) {
            hot(1, node);
        }
        smoke(2, 7);
        assertThat(told()).hasSize(7).last().isEqualTo("BEGAN g-7 CRITICAL +0");
        story.until(2 * WINDOW);
        assertThat(told()).hasSize(8).last().isEqualTo("BEGAN g-6 SEVERE +0");
    }

    @Test
    void whoIsJustBeingToldHearsThatItBecameCritical() {
        mailToLi();
        hot(1, 0);
        smoke(2, 0);
        assertThat(told()).containsExactly("BEGAN g-0 SEVERE +0", "GRAVER g-0 CRITICAL +0");
    }

    @Test
    void whatAsksForAnAnswerIsNotHiddenBehindWhatIsAnswered() {
        mailToLi();
        for (int node = 0; node < 6; node++) {
            hot(1, node);
        }
        deliverAll(2);
        hot(3, 6);
        story.tell(4, new Command("wang", new IncidentAct.Acknowledge(incident(0), "")));
        story.until(1 + WINDOW);
        assertThat(told()).hasSize(7).last().isEqualTo("BEGAN g-6 SEVERE +1");
    }

    /** What Li's newest pending notice tells of, as {@link #told} says it. */
    private String pending() {
        NoticeOrdered last = List.copyOf(story.engine.view().pendingNotices()).getLast();
        IncidentCalled called = (IncidentCalled) last.notice().about();
        return "%s %s +%d".formatted(called.reason(), called.incident().area(), called.more());
    }

    private String groupOfThree() {
        mailToLi();
        for (int node = 0; node < 6; node++) {
            hot(1, node);
        }
        deliverAll(2);
        for (int node = 6; node < 9; node++) {
            hot(node, node);
        }
        story.until(1 + WINDOW);
        assertThat(pending()).isEqualTo("BEGAN g-8 +2");
        return story.engine.view().pendingNotices().iterator().next().notice().id();
    }

    private void answered(double second, int node) {
        story.tell(second, new Command("wang", new IncidentAct.Acknowledge(incident(node), "")));
    }

    @Test
    void ofAGroupWhoseFirstIsAnsweredBeforeItIsSentTheRestGoesAlone() {
        String first = groupOfThree();
        answered(2 + WINDOW, 8);
        assertThat(story.engine.view().pendingNotices())
                .extracting(each -> each.notice().id())
                .as("what tells of the answered incident is withdrawn")
                .hasSize(1)
                .doesNotContain(first);
        assertThat(pending()).isEqualTo("BEGAN g-7 +1");
        answered(3 + WINDOW, 6);
        assertThat(pending()).as("the other two, one of which is answered").isEqualTo("BEGAN g-7 +0");
        answered(4 + WINDOW, 7);
        assertThat(story.engine.view().pendingNotices()).isEmpty();
        story.until(3 * WINDOW);
        assertThat(told()).as("six, the group, and twice what was left of it").hasSize(9);
    }

    @Test
    void whoHasAGroupAfterAllHearsThatOneOfItIsAnsweredAndTheRestIsStillAskedFor() {
        String first = groupOfThree();
        answered(2 + WINDOW, 8);
        story.tell(3 + WINDOW, new DeliveryReport(first, "mail", 1, new DeliveryReport.Delivered("250")));
        deliverAll(4 + WINDOW);
        story.until(3 * WINDOW);
        assertThat(told()).last().isEqualTo("ANSWERED g-8 SEVERE +0");
        answered(1 + 3 * WINDOW, 7);
        assertThat(told()).last().isEqualTo("ANSWERED g-7 SEVERE +0");
    }

    @Test
    void aGroupChatIsNotFloodedEither() {
        site(
                "{ name: group, type: robot, style: wecom, secret: group, kinds: [alarm], min-severity: minor }",
                "over: [group]");
        for (int node = 0; node < 10; node++) {
            hot(1, node);
        }
        smoke(2, 11);
        assertThat(told()).hasSize(7).last().isEqualTo("BEGAN g-11 CRITICAL +0");
        story.until(1 + WINDOW);
        assertThat(told()).hasSize(8).last().asString().endsWith("+3");
    }

    @Test
    void aMachineHearsOfEverythingAtOnce() {
        site(
                "{ name: hook, type: webhook, url: \"http://127.0.0.1:1/h\", secret: s, kinds: [alarm], min-severity: minor }",
                "over: [hook]");
        for (int node = 0; node < NODES; node++) {
            hot(1, node);
        }
        assertThat(told()).hasSize(NODES);
    }

    @Test
    void whatWaitsSurvivesARestart() {
        site(
                "{ name: group, type: robot, style: wecom, secret: group, kinds: [alarm], min-severity: minor }",
                "over: [group]");
        for (int node = 0; node < 10; node++) {
            hot(1, node);
        }
        Engine again = Engine.restore(story.engine.snapshot());
        assertThat(again.digest()).isEqualTo(story.engine.digest());
        assertThat(again.nextTimerMs()).isEqualTo(story.engine.nextTimerMs());
    }
}
