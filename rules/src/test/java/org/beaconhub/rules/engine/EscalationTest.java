package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.NoticeWithdrawn;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.escalation.Call;
import org.beaconhub.rules.escalation.EscalationState;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.junit.jupiter.api.Test;

/** From an incident to people: who is told when, over what, and that it stops when somebody answers. */
class EscalationTest {
    private static final DeliveryReport.Failed FAILED = new DeliveryReport.Failed(Text.verbatim("no such number"));
    private final Story story = CallSite.story();

    /** Who was told and why, as {@code BEGAN lin sms}. */
    static List<String> told(List<LiveDecision> decisions) {
        List<String> told = new ArrayList<>();
        for (LiveDecision decision : decisions) {
            if (decision instanceof NoticeOrdered ordered) {
                String what = ordered.notice().about() instanceof IncidentCalled called
                        ? String.valueOf(called.reason())
                        : "alarm";
                told.add((what + " " + ordered.recipient() + " " + ordered.channel()).replace("  ", " "));
            }
        }
        return told;
    }

    private List<String> told() {
        return told(story.decisions);
    }

    private Story burn(double second) {
        return story.observe(second, "fn-1", Quantity.TEMPERATURE, 70);
    }

    private String incident() {
        return story.engine.view().incidents().incidents().getFirst().id();
    }

    private Story answer(double second, String by) {
        return story.tell(second, new Command(by, new IncidentAct.Acknowledge(incident(), "")));
    }

    private NoticeOrdered pending(String recipient, String channel) {
        return story.engine.view().pendingNotices().stream()
                .filter(each ->
                        each.recipient().equals(recipient) && each.channel().equals(channel))
                .toList()
                .getLast();
    }

    private Story report(double second, NoticeOrdered ordered, DeliveryReport.Result result) {
        return story.tell(second, new DeliveryReport(ordered.notice().id(), ordered.channel(), 1, result));
    }

    private Story delivered(double second, String recipient, String channel) {
        return report(second, pending(recipient, channel), new DeliveryReport.Delivered("200"));
    }

    private Story failed(double second, String recipient, String channel) {
        return report(second, pending(recipient, channel), FAILED);
    }

    @Test
    void anIncidentCallsItsUnitOnceHoweverManyAlarmsJoinIt() {
        burn(1);
        story.observe(2, "fn-2", Quantity.TEMPERATURE, 70);
        story.observe(3, "fn-2", Quantity.TEMPERATURE, 20);
        story.observe(4, "fn-2", Quantity.TEMPERATURE, 70);
        assertThat(told()).containsExactly("BEGAN lin sms");
    }

    @Test
    void theNextStepIsTakenAtItsDeadlineAndNotBefore() {
        burn(1).until(120.9);
        assertThat(told()).containsExactly("BEGAN lin sms");
        story.until(121);
        assertThat(told()).containsExactly("BEGAN lin sms", "ESCALATED wang sms");
    }

    @Test
    void aStepForGraverIncidentsIsLeftOutAndTheChainEnds() {
        burn(1).until(4000);
        assertThat(told()).containsExactly("BEGAN lin sms", "ESCALATED wang sms");
        assertThat(story.engine.view().escalations().getFirst().state()).isInstanceOf(EscalationState.Exhausted.class);
    }

    @Test
    void whoIsOnCallIsSaidByTheRotaAtThatMoment() {
        double nextMorning = 16 * 3600 + 1;
        burn(nextMorning).until(nextMorning + 121);
        assertThat(told()).containsExactly("BEGAN lin sms", "ESCALATED zhao sms");
    }

    @Test
    void aFailedDeliveryMovesOnAtOnceToTheNextChannelAndAfterTheLastToTheNextStep() {
        burn(1);
        failed(2, "lin", "sms");
        assertThat(told()).containsExactly("BEGAN lin sms", "BEGAN lin mail");
        failed(3, "lin", "mail");
        assertThat(told()).contains("ESCALATED wang sms");
        assertThat(told().indexOf("ESCALATED wang sms")).isEqualTo(told().size() - 1);
    }

    @Test
    void whereNobodyCanBeReachedTheChannelsThatTakeSuchAlarmsAreTold() {
        burn(1);
        failed(2, "lin", "sms");
        failed(3, "lin", "mail");
        failed(4, "wang", "sms");
        assertThat(told()).endsWith("ESCALATED centre");
    }

    @Test
    void anAnswerStopsItAndOnlyWhoWasToldHearsOfIt() {
        burn(1);
        delivered(2, "lin", "sms");
        story.until(130);
        answer(131, "operator").until(8000);
        assertThat(told()).containsExactly("BEGAN lin sms", "ESCALATED wang sms", "ANSWERED lin sms");
        assertThat(story.decisions.stream().filter(NoticeWithdrawn.class::isInstance))
                .hasSize(1);
        assertThat(story.engine.view().escalations().getFirst().calls())
                .extracting(Call::state)
                .containsExactly(Call.State.DELIVERED, Call.State.WITHDRAWN, Call.State.PENDING);
    }

    @Test
    void whoAnsweredIsNotToldOfIt() {
        burn(1);
        delivered(2, "lin", "sms");
        answer(3, "lin").until(8000);
        assertThat(told()).containsExactly("BEGAN lin sms");
    }

    @Test
    void aNoticeThatArrivesAfterItWasWithdrawnIsFollowedByTheAnswer() {
        burn(1);
        NoticeOrdered onItsWay = pending("lin", "sms");
        answer(2, "operator");
        report(3, onItsWay, new DeliveryReport.Delivered("200")).until(8000);
        assertThat(told()).containsExactly("BEGAN lin sms", "ANSWERED lin sms");
    }

    @Test
    void verifyingRespondingAndAcknowledgingAnAlarmAreAnswersToo() {
        for (Command.Act act : List.of(
                new IncidentAct.Advance("", IncidentAct.Step.VERIFY, ""),
                new IncidentAct.Advance("", IncidentAct.Step.RESPOND, ""),
                new Command.Acknowledge(""))) {
            Story each = CallSite.story();
            each.observe(1, "fn-1", Quantity.TEMPERATURE, 70);
            String id = each.engine.view().incidents().incidents().getFirst().id();
            Command.Act real = act instanceof IncidentAct.Advance(String none, IncidentAct.Step step, String note)
                    ? new IncidentAct.Advance(id, step, note)
                    : new Command.Acknowledge(each.alarm().id());
            each.tell(2, new Command("operator", real)).until(8000);
            assertThat(told(each.decisions)).as("%s", act).containsExactly("BEGAN lin sms");
        }
    }

    @Test
    void theSecondAnswerIsToldWhoWasFirst() {
        burn(1);
        answer(2, "lin");
        answer(3, "operator");
        assertThat(story.decisions.getLast())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("lin has answered already"));
    }

    @Test
    void aGraverIncidentIsCalledAtTheStepThatAppliesNowAndWhoWasToldHearsOfIt() {
        burn(1);
        delivered(2, "lin", "sms");
        story.observe(3, "fn-2", Quantity.SMOKE, 6);
        assertThat(told())
                .containsExactly(
                        "BEGAN lin sms", "alarm siren", "GRAVER wang sms", "GRAVER chief sms", "GRAVER lin sms");
        assertThat(story.decisions.stream()
                        .filter(IncidentCalled.class::isInstance)
                        .map(each -> ((IncidentCalled) each).step()))
                .containsExactly(1, 2, 3, 3);
    }

    @Test
    void whoWasToldHearsThatItIsOverOrWasNothing() {
        burn(1);
        delivered(2, "lin", "sms");
        story.tell(
                3, new Command("operator", new IncidentAct.CloseIncident(incident(), Command.Disposition.FALSE, "")));
        story.until(8000);
        assertThat(told()).containsExactly("BEGAN lin sms", "ENDED lin sms");
    }

    @Test
    void anAlarmThatNoPolicyIsForGoesToTheChannelsAsEver() {
        story.observe(1, "gate-1", Quantity.DOOR, 1);
        assertThat(told()).containsExactly("alarm centre");
    }

    @Test
    void sirensSoundWhateverPeopleAreTold() {
        story.observe(1, "fn-1", Quantity.SMOKE, 6);
        assertThat(told()).containsExactly("alarm siren", "BEGAN lin sms");
    }

    @Test
    void aChangedSiteKeepsWhatRunsAndARemovedPolicyEndsItForTheChannels() {
        burn(1);
        story.tell(60, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, CallSite.ESCALATION.replace("2 min", "9 min")));
        story.until(121);
        assertThat(told()).containsExactly("BEGAN lin sms", "ESCALATED wang sms");
        story.tell(
                130,
                CallSite.with(
                        CallSite.CONTACTS,
                        CallSite.ROTAS,
                        CallSite.ESCALATION.replace("[fire]", "[intrusion]").replace("policy: fire", "policy: gates")));
        assertThat(story.engine.view().escalations().getFirst().state())
                .isEqualTo(new EscalationState.Ended(Story.START_MS + 130_000, EscalationState.End.POLICY_GONE));
        story.observe(131, "fn-2", Quantity.TEMPERATURE, 70);
        assertThat(told()).endsWith("alarm centre");
    }

    @Test
    void manyLesserIncidentsReachAPersonAsOneNoticeAndAMatterOfLifeAtOnce() {
        Story crowded = CallSite.story();
        String policies = CallSite.ESCALATION
                .replace("[fire]", "[fire, intrusion]")
                .replace("severe", "minor")
                .replace("unit responsible", "contact wang");
        crowded.tell(1, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies));
        for (int i = 0; i < 10; i++) {
            crowded.observe(2 + i, "gate-1", Quantity.DOOR, 1);
            String id = crowded.engine.view().incidents().incidents().getLast().id();
            crowded.tell(
                    2.2 + i, new Command("o", new IncidentAct.CloseIncident(id, Command.Disposition.NUISANCE, "")));
            crowded.observe(2.4 + i, "gate-1", Quantity.DOOR, 0);
            String alarm = crowded.alarm().id();
            crowded.tell(2.5 + i, new Command("o", new Command.Acknowledge(alarm)));
            crowded.tell(2.6 + i, new Command("o", new Command.Close(alarm, Command.Disposition.NUISANCE, "")));
        }
        assertThat(told(crowded.decisions)).hasSize(6);
        crowded.observe(20, "fn-1", Quantity.SMOKE, 6);
        assertThat(told(crowded.decisions)).endsWith("BEGAN wang sms").hasSize(8);
    }

    @Test
    void aSnapshotKeepsEverything() {
        burn(1);
        delivered(2, "lin", "sms");
        story.until(130);
        Engine again = Engine.restore(story.engine.snapshot());
        assertThat(again.digest()).isEqualTo(story.engine.digest());
        assertThat(again.view().escalations()).isEqualTo(story.engine.view().escalations());
        assertThat(again.nextTimerMs()).isEqualTo(story.engine.nextTimerMs());
    }

    @Test
    void anAnswerAtWhateverPointIsTheLastThatCalls() {
        int points = 9;
        for (int point = 0; point < points; point++) {
            for (int late = 0; late < 3; late++) {
                Story each = CallSite.story();
                each.observe(1, "fn-1", Quantity.SMOKE, 6);
                String id =
                        each.engine.view().incidents().incidents().getFirst().id();
                double second = 2;
                for (int step = 0; step < points; step++) {
                    second = Math.max(second, now(each)) + 1;
                    if (step == point) {
                        each.tell(second, new Command("operator", new IncidentAct.Acknowledge(id, "")));
                        break;
                    }
                    happen(each, step, second);
                }
                int before = each.decisions.size();
                settle(each, second + 1, late);
                each.until(20_000);
                assertThat(each.decisions.subList(before, each.decisions.size()).stream()
                                .filter(IncidentCalled.class::isInstance)
                                .map(decision -> ((IncidentCalled) decision).reason())
                                .filter(reason -> reason.calls()))
                        .as("answered at point %d, late %d", point, late)
                        .isEmpty();
            }
        }
    }

    private static double now(Story story) {
        return (story.engine.hubTimeMs() - Story.START_MS) / 1000.0;
    }

    private static void happen(Story story, int step, double second) {
        List<NoticeOrdered> pending = story.engine.view().pendingNotices().stream()
                .filter(each -> !each.channel().equals("siren"))
                .toList();
        switch (step % 3) {
            case 0 -> story.until(second);
            case 1 -> {
                if (!pending.isEmpty()) {
                    story.tell(second, report(pending.getLast(), step > 4));
                }
            }
            case 2 ->
                story.until(
                        story.engine.nextTimerMs() < Long.MAX_VALUE
                                ? (story.engine.nextTimerMs() - Story.START_MS) / 1000.0
                                : second);
            default -> throw new IllegalStateException();
        }
    }

    private static DeliveryReport report(NoticeOrdered ordered, boolean delivered) {
        DeliveryReport.Result result = delivered ? new DeliveryReport.Delivered("200") : FAILED;
        return new DeliveryReport(ordered.notice().id(), ordered.channel(), 1, result);
    }

    private static void settle(Story story, double second, int late) {
        if (late > 0) {
            for (NoticeOrdered each : story.engine.view().pendingNotices()) {
                story.tell(Math.max(second, now(story)), report(each, late == 1));
            }
        }
    }

    @Test
    void whatIsWrongWithWhoIsCalledIsToldByFileLineAndNearestName() {
        assertThat(problems(
                        CallSite.CONTACTS
                                .replace("lin@example.org", "lin(at)example")
                                .replace("0102", "01o2")
                                .replace("unit: brigade", "unit: brigde"),
                        CallSite.ROTAS.replace("[wang, zhao]", "[wang, zhoa]"),
                        CallSite.ESCALATION.replace("rota duty", "rota dutty").replace("[centre]", "[center]")))
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("contacts.yaml:2:").contains("is no address"),
                        each -> assertThat(each).startsWith("contacts.yaml:3:").contains("is no number"),
                        each -> assertThat(each).startsWith("contacts.yaml:5:").contains("did you mean 'brigade'"),
                        each -> assertThat(each)
                                .startsWith("escalation.yaml:7:")
                                .contains("did you mean 'duty'"),
                        each -> assertThat(each)
                                .startsWith("escalation.yaml:9:")
                                .contains("did you mean 'centre'"),
                        each -> assertThat(each).startsWith("rotas.yaml:4:").contains("did you mean 'zhao'"));
    }

    @Test
    void anEmptyRotaACircleAndAChannelThatReachesNobodyAreProblems() {
        assertThat(problems(CallSite.CONTACTS, """
                        rotas:
                          - { rota: duty, name: { zh: 值班, en: Duty } }
                        """, CallSite.ESCALATION + """
                          - policy: a
                            min-severity: minor
                            then: b
                            steps: [{ after: 0 s, over: [siren] }]
                          - policy: b
                            min-severity: minor
                            then: a
                            steps: [{ after: 0 s, over: [centre] }]
                        """))
                .satisfiesExactly(
                        each -> assertThat(each)
                                .startsWith("escalation.yaml:12:")
                                .contains("a → b → a"),
                        each -> assertThat(each)
                                .startsWith("escalation.yaml:13:")
                                .contains("unknown channel 'siren'"),
                        each -> assertThat(each)
                                .startsWith("escalation.yaml:16:")
                                .contains("b → a → b"),
                        each -> assertThat(each).startsWith("rotas.yaml:2:").contains("the rota is empty"));
    }

    private static List<String> problems(String contacts, String rotas, String escalation) {
        List<SiteFile> files = CallSite.with(contacts, rotas, escalation).files();
        return switch (org.beaconhub.rules.site.Site.parse(files)) {
            case org.beaconhub.rules.site.Parsed.Valid valid -> List.of();
            case org.beaconhub.rules.site.Parsed.Invalid invalid ->
                invalid.problems().stream().map(String::valueOf).toList();
        };
    }
}
