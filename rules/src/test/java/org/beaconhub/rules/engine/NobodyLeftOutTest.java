package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.escalation.EscalationState;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentState;
import org.junit.jupiter.api.Test;

/** Where an incident changes while people are called to it, nobody is left out who is needed, and nobody is told what is not so. */
class NobodyLeftOutTest {
    private final Story story = CallSite.story();

    private List<String> told() {
        return EscalationTest.told(story.decisions);
    }

    /** Who is told by what follows. */
    private List<String> toldBy(Runnable act) {
        int before = told().size();
        act.run();
        return told().subList(before, told().size());
    }

    private void act(double second, IncidentAct act) {
        story.tell(second, new Command("operator", act));
    }

    private void burn(double second, String device) {
        story.observe(second, device, Quantity.TEMPERATURE, 70);
    }

    private List<Incident> incidents() {
        return story.engine.view().incidents().incidents();
    }

    private String incident() {
        return incidents().getFirst().id();
    }

    private void report(double second, String recipient, DeliveryReport.Result result) {
        NoticeOrdered ordered = story.engine.view().pendingNotices().stream()
                .filter(each ->
                        each.recipient().equals(recipient) && each.notice().about() instanceof IncidentCalled)
                .toList()
                .getLast();
        story.tell(second, new DeliveryReport(ordered.notice().id(), ordered.channel(), 1, result));
    }

    private void delivered(double second, String recipient) {
        report(second, recipient, new DeliveryReport.Delivered("200"));
    }

    private void failed(double second, String recipient) {
        report(second, recipient, new DeliveryReport.Failed(Text.verbatim("down")));
    }

    private static Fact seen(String code) {
        return new PersonReport(code, "intrusion", "town", Place.NONE, "a stranger", "zhou");
    }

    /** Two fires that did not join; lin, who was called to the first, has become a part of the second's. */
    private String twoFiresThatBecomeOne() {
        burn(1, "fn-1");
        delivered(2, "lin");
        burn(3, "fn-2");
        String sign = incidents().getFirst().signs().getLast().id();
        act(4, new IncidentAct.Split(incident(), List.of(sign)));
        String first = incident();
        act(6, new IncidentAct.Merge(first, incidents().getLast().id()));
        assertThat(incidents()).hasSize(1);
        return first;
    }

    @Test
    void whoWasCalledToAnIncidentThatBecameAPartOfAnotherAnswersThatOne() {
        String merged = twoFiresThatBecomeOne();
        story.tell(7, new Command("lin", new IncidentAct.Acknowledge(merged, "link")));
        assertThat(story.engine.view().escalations().getFirst().state())
                .isInstanceOfSatisfying(
                        EscalationState.Answered.class,
                        answered -> assertThat(answered.by()).isEqualTo("lin"));
        assertThat(story.engine.view().incidents().standing(merged))
                .contains(incidents().getFirst());
    }

    @Test
    void whoWasCalledToAnIncidentThatBecameAPartOfAnotherHearsWhenThatIsOver() {
        burn(1, "fn-1");
        delivered(2, "lin");
        story.until(122);
        delivered(123, "wang");
        burn(124, "fn-2");
        act(
                125,
                new IncidentAct.Split(
                        incident(),
                        List.of(incidents().getFirst().signs().getLast().id())));
        String other = incidents().getLast().id();
        act(126, new IncidentAct.Merge(incident(), other));
        assertThat(toldBy(() -> act(130, new IncidentAct.CloseIncident(other, Command.Disposition.FALSE, ""))))
                .contains("ENDED wang sms");
    }

    @Test
    void whoWasCalledToAnIncidentThatBecameAPartOfOneThatNoPolicyIsForHearsHowThatGoesOn() {
        burn(1, "fn-1");
        delivered(2, "lin");
        story.observe(3, "gate-1", Quantity.DOOR, 1);
        String other = incidents().getLast().id();
        act(4, new IncidentAct.Merge(incident(), other));
        assertThat(toldBy(() -> act(5, new IncidentAct.Acknowledge(other, "")))).containsExactly("ANSWERED lin sms");
        assertThat(toldBy(() -> act(6, new IncidentAct.CloseIncident(other, Command.Disposition.FALSE, ""))))
                .contains("ENDED lin sms");
    }

    @Test
    void aMachineForWhichAPartIsTakenBackIsToldOfTheWholeAtOnce() {
        String policies = CallSite.ESCALATION.replace(
                "{ after: 2 min, tell: [rota duty], over: [sms] }", "{ after: 2 min, over: [centre] }");
        story.tell(0, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies));
        burn(1, "fn-1");
        story.until(121);
        delivered(122, "");
        burn(123, "fn-2");
        String sign = incidents().getFirst().signs().getLast().id();
        act(124, new IncidentAct.Split(incident(), List.of(sign)));
        String whole = incidents().getLast().id();
        assertThat(toldBy(() -> act(125, new IncidentAct.Merge(incident(), whole))))
                .containsExactly("ENDED centre", "BEGAN centre");
        assertThat(((IncidentCalled) story.engine
                                .view()
                                .pendingNotices()
                                .getLast()
                                .notice()
                                .about())
                        .incident()
                        .id())
                .isEqualTo(whole);
    }

    @Test
    void whoWasCalledUnderAPolicyThatIsGoneHearsOfTheAnswerAndOfTheEndOnceEach() {
        burn(1, "fn-1");
        delivered(2, "lin");
        String gates = CallSite.ESCALATION.replace("[fire]", "[intrusion]").replace("policy: fire", "policy: gates");
        story.tell(3, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, gates));
        String id = incident();
        assertThat(toldBy(() -> act(4, new IncidentAct.Acknowledge(id, "")))).containsExactly("ANSWERED lin sms");
        assertThat(toldBy(() -> act(5, new IncidentAct.Advance(id, IncidentAct.Step.VERIFY, ""))))
                .isEmpty();
        assertThat(toldBy(() -> act(6, new IncidentAct.CloseIncident(id, Command.Disposition.FALSE, ""))))
                .containsOnlyOnce("ENDED lin sms");
        assertThat(toldBy(() -> story.observe(7, "fn-1", Quantity.TEMPERATURE, 20)))
                .as("its signs still go to the channels")
                .containsExactly("alarm centre");
    }

    private void stepThatFollowsAtOnce() {
        Entry later = new Entry(story.engine.seq() + 1, Story.START_MS + 1_005, new TimePassed());
        story.decisions.addAll(story.engine.apply(later));
    }

    @Test
    void whoIsNamedInTwoStepsThatFollowAtOnceIsCalledOnceAndByALaterDeadlineAgain() {
        String policies = CallSite.ESCALATION.replace(
                "      - { after: 2 min, tell: [rota duty], over: [sms] }",
                "      - { tell: [contact lin], over: [sms] }\n      - { after: 2 min, tell: [contact lin], over: [sms] }");
        story.tell(0, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies));
        burn(1, "fn-1");
        stepThatFollowsAtOnce();
        assertThat(told()).containsExactly("BEGAN lin sms");
        assertThat(toldBy(() -> story.until(122))).containsExactly("ESCALATED lin sms");
    }

    @Test
    void whoIsToHaveAMessageOverTwoChannelsAtOnceHasBoth() {
        String policies = CallSite.ESCALATION.replace(
                "      - { after: 2 min,", "      - { tell: [contact lin], over: [mail] }\n      - { after: 2 min,");
        story.tell(0, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies));
        burn(1, "fn-1");
        stepThatFollowsAtOnce();
        assertThat(told()).containsExactly("BEGAN lin sms", "ESCALATED lin mail");
    }

    @Test
    void aStepThatCallsNobodyNewWaitsForNoDeadlineWhereTheCallBeforeItFails() {
        String policies = CallSite.ESCALATION.replace(
                "      - { after: 2 min,", "      - { tell: [contact lin], over: [sms] }\n      - { after: 2 min,");
        story.tell(0, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies));
        burn(1, "fn-1");
        story.until(1);
        failed(2, "lin");
        assertThat(toldBy(() -> failed(3, "lin"))).containsExactly("ESCALATED wang sms");
    }

    @Test
    void aSignAfterItWasContainedOrAcceptedCallsAnew() {
        for (boolean accepted : List.of(false, true)) {
            NobodyLeftOutTest each = new NobodyLeftOutTest();
            each.burn(1, "fn-1");
            each.delivered(2, "lin");
            each.act(3, new IncidentAct.Advance(each.incident(), IncidentAct.Step.RESPOND, ""));
            each.act(4, new IncidentAct.Advance(each.incident(), IncidentAct.Step.CONTAIN, ""));
            for (IncidentAct.Check check : accepted ? IncidentAct.Check.values() : new IncidentAct.Check[0]) {
                each.act(5, new IncidentAct.Agree(each.incident(), check, "burnt"));
            }
            assertThat(each.toldBy(() -> each.burn(6, "fn-2")))
                    .as("accepted %s", accepted)
                    .containsExactly("REKINDLED lin sms");
            assertThat(each.incidents().getFirst().state()).isInstanceOf(IncidentState.Responding.class);
        }
    }

    @Test
    void whatRekindlesWhereNoPolicyIsForItAnyMoreGoesToTheChannels() {
        burn(1, "fn-1");
        act(2, new IncidentAct.Advance(incident(), IncidentAct.Step.RESPOND, ""));
        act(3, new IncidentAct.Advance(incident(), IncidentAct.Step.CONTAIN, ""));
        String gates = CallSite.ESCALATION.replace("[fire]", "[intrusion]").replace("policy: fire", "policy: gates");
        story.tell(4, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, gates));
        assertThat(toldBy(() -> burn(5, "fn-2"))).containsExactly("alarm centre");
    }

    @Test
    void whereNobodyAtAllCouldBeReachedAllAreCalledAnewAndNoMoreOnceSomebodyIs() {
        burn(1, "fn-1");
        failed(2, "lin");
        failed(3, "lin");
        failed(4, "wang");
        failed(5, "");
        assertThat(toldBy(() -> story.until(604))).isEmpty();
        assertThat(toldBy(() -> story.until(605))).containsExactly("BEGAN lin sms");
        delivered(606, "lin");
        assertThat(toldBy(() -> story.until(7200))).containsExactly("ESCALATED wang sms");
    }

    @Test
    void aPolicyThatBeginsAnewCallsUntilSomebodyAnswers() {
        String policies =
                CallSite.ESCALATION.replace("    min-severity: severe", "    min-severity: severe\n    again: 30 min");
        story.tell(0, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies));
        burn(1, "fn-1");
        delivered(2, "lin");
        story.until(121);
        delivered(122, "wang");
        assertThat(toldBy(() -> story.until(1920))).isEmpty();
        assertThat(toldBy(() -> story.until(1921))).containsExactly("ESCALATED lin sms");
        assertThat(toldBy(() -> story.until(2041))).containsExactly("ESCALATED wang sms");
        act(2050, new IncidentAct.Acknowledge(incident(), ""));
        assertThat(toldBy(() -> story.until(20_000))).isEmpty();
    }

    @Test
    void aCallThatFailsLongAfterTheLastStepIsNotTheEnd() {
        burn(1, "fn-1");
        story.until(121);
        failed(122, "wang");
        failed(123, "");
        assertThat(toldBy(() -> failed(900, "lin"))).containsExactly("BEGAN lin mail");
        assertThat(toldBy(() -> failed(901, "lin"))).isEmpty();
        assertThat(toldBy(() -> story.until(1501))).containsExactly("BEGAN lin sms");
    }

    @Test
    void aReportThatNoPolicyIsForReachesWhoeverWouldHearOfAlarmsLikeIt() {
        assertThat(toldBy(() -> story.tell(1, seen("ABCDEFGHJK")))).containsExactly("BEGAN centre");
        delivered(2, "");
        assertThat(toldBy(() -> story.tell(3, seen("ABCDEFGHJL")))).isEmpty();
        act(4, new IncidentAct.Acknowledge(incident(), ""));
        assertThat(told()).endsWith("ANSWERED centre");
        assertThat(toldBy(() -> story.tell(5, CallSite.site()).until(20_000))).isEmpty();
    }

    @Test
    void whereAStepIsLeftOutTheNextOneKeepsItsTime() {
        String policies = CallSite.ESCALATION.replace(
                "{ after: 0 s, tell: [unit responsible], over: [sms, mail] }",
                "{ after: 30 min, min-severity: extreme, tell: [unit responsible], over: [sms, mail] }");
        story.tell(1, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies));
        burn(2, "fn-1");
        assertThat(toldBy(() -> story.until(121.9))).isEmpty();
        assertThat(toldBy(() -> story.until(122))).containsExactly("BEGAN wang sms");
    }

    @Test
    void aStepThatWasPassedOverIsTakenWhenItAppliesAndNoneTwice() {
        String policies = CallSite.ESCALATION
                .replace(
                        "{ after: 2 min, tell: [rota duty], over: [sms] }",
                        "{ after: 2 min, min-severity: critical, tell: [rota duty], over: [sms] }")
                .replace("min-severity: critical, tell: [contact chief]", "tell: [contact chief]");
        story.tell(1, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies));
        burn(2, "fn-1");
        story.until(200);
        assertThat(told()).containsExactly("BEGAN lin sms", "ESCALATED chief sms");
        assertThat(toldBy(() -> story.observe(201, "fn-2", Quantity.SMOKE, 6).until(9000)))
                .containsExactly("alarm siren", "GRAVER wang sms", "GRAVER lin sms", "GRAVER chief sms");
    }

    @Test
    void aUnitThatIsGivenTheIncidentIsCalledAnsweredOrNot() {
        burn(1, "fn-1");
        delivered(2, "lin");
        act(3, new IncidentAct.Acknowledge(incident(), ""));
        assertThat(toldBy(() -> act(4, new IncidentAct.Assign(incident(), "brigade"))))
                .containsExactly("ASSIGNED chief sms");
        assertThat(toldBy(() -> act(5, new IncidentAct.Assign(incident(), "brigade"))))
                .isEmpty();
        story.tell(6, new Command("chief", new IncidentAct.Acknowledge(incident(), "link")));
        assertThat(incidents().getFirst().lines().getLast().by()).isEqualTo("chief");
        assertThat(toldBy(() -> act(7, new IncidentAct.CloseIncident(incident(), Command.Disposition.FALSE, ""))))
                .contains("ENDED lin sms");
    }

    @Test
    void aUnitThatIsGivenWhatWasAnsweredBeforeAnybodyWasCalledIsCalled() {
        String policies = CallSite.ESCALATION.replace("after: 0 s, tell: [unit", "after: 5 min, tell: [unit");
        story.tell(0, CallSite.with(CallSite.CONTACTS, CallSite.ROTAS, policies));
        burn(1, "fn-1");
        assertThat(toldBy(() -> act(2, new IncidentAct.Assign(incident(), "brigade"))))
                .containsExactly("ASSIGNED chief sms");
        assertThat(toldBy(() -> story.until(400))).isEmpty();
        act(401, new IncidentAct.Acknowledge(incident(), ""));
        assertThat(toldBy(() -> act(402, new IncidentAct.Assign(incident(), "rangers"))))
                .containsExactly("ASSIGNED lin sms");
    }

    @Test
    void aCallOfAGivenUnitThatFailsMovesOnThoughTheIncidentIsAnswered() {
        story.tell(
                0,
                CallSite.with(
                        CallSite.CONTACTS.replace("unit: brigade", "mail: chief@example.org, unit: brigade"),
                        CallSite.ROTAS,
                        CallSite.ESCALATION));
        burn(1, "fn-1");
        act(3, new IncidentAct.Acknowledge(incident(), ""));
        act(4, new IncidentAct.Assign(incident(), "brigade"));
        assertThat(toldBy(() -> failed(5, "chief"))).containsExactly("ASSIGNED chief mail");
    }

    @Test
    void whoTakesOverTheDutyIsCalledToWhatNobodyHasAnswered() {
        double handover = 16 * 3600;
        burn(handover - 300, "fn-1");
        story.until(handover - 1);
        assertThat(told()).containsExactly("BEGAN lin sms", "ESCALATED wang sms");
        assertThat(toldBy(() -> story.until(handover))).containsExactly("ESCALATED zhao sms");
        assertThat(toldBy(() -> story.until(handover + 86_400))).isEmpty();
    }

    @Test
    void nobodyIsCalledAtAHandoverOnceItIsAnswered() {
        double handover = 16 * 3600;
        burn(handover - 300, "fn-1");
        story.until(handover - 100);
        act(handover - 99, new IncidentAct.Acknowledge(incident(), ""));
        assertThat(toldBy(() -> story.until(handover + 86_400))).isEmpty();
    }

    @Test
    void aSubstituteWhoIsPutInMeanwhileIsCalled() {
        burn(1, "fn-1");
        story.until(130);
        String rotas = CallSite.ROTAS
                + "    substitutes:\n"
                + "      - { who: wang, by: chief, from: \"2027-01-15 00:00\", until: \"2027-01-17 00:00\" }\n";
        assertThat(toldBy(() -> story.tell(131, CallSite.with(CallSite.CONTACTS, rotas, CallSite.ESCALATION))))
                .containsExactly("ESCALATED chief sms");
    }

    @Test
    void aSnapshotKnowsTheNextHandover() {
        burn(16 * 3600 - 300, "fn-1");
        story.until(16 * 3600 - 1);
        Engine again = Engine.restore(story.engine.snapshot());
        assertThat(again.digest()).isEqualTo(story.engine.digest());
        assertThat(again.nextTimerMs()).isEqualTo(story.engine.nextTimerMs());
        assertThat(again.nextTimerMs()).isEqualTo(Story.START_MS + 16 * 3600 * 1000L);
    }
}
