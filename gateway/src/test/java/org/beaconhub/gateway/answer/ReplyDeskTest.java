package org.beaconhub.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people send back to a call: whose it is, which call it means, and what they hear. */
class ReplyDeskTest {
    private static final String LI = "+8653255500101";
    private static final String SMS =
            "{ name: sms, type: sms, host: 127.0.0.1, port: 2775, system-id: beacon, secret: smsc, from: \"10690001\","
                    + " kinds: [alarm], min-severity: minor }";
    private static final String AREA = "zh: 林区, en: Forest";

    private final List<Fact> facts = new ArrayList<>();
    private final List<Fact> comesBefore = new ArrayList<>();
    private Engine engine = Engine.empty();
    private ReplyDesk desk;

    @BeforeEach
    void call() {
        engine = Calls.begun(Calls.site(SMS, "tell: [contact li], over: [sms]", AREA));
        desk = new ReplyDesk(views(), new Inbox() {
            @Override
            public void put(List<? extends Fact> batch, Receipt receipt) {
                putFirst(batch, receipt);
            }

            @Override
            public void putFirst(List<? extends Fact> batch, Receipt receipt) {
                facts.addAll(batch);
                List<Fact> all = new ArrayList<>(comesBefore);
                all.addAll(batch);
                all.forEach(fact -> engine.apply(new Entry(engine.seq() + 1, Stories.START_MS + engine.seq(), fact)));
                receipt.committed(engine.seq());
            }
        });
    }

    private Views views() {
        return new Views() {
            @Override
            public View view() {
                return engine.view();
            }

            @Override
            public View awaitBeyond(long seq, long timeoutMs) {
                return engine.view();
            }
        };
    }

    private boolean calling() {
        return engine.view().escalations().stream().anyMatch(Escalation::isCalling);
    }

    private String incident() {
        return engine.view().incidents().incidents().getFirst().id();
    }

    private String said(String from, String text) throws Exception {
        return desk.take(from, text).orElseThrow().text().zh();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", " 收到。", "OK!", "好的", "#N2-2", "n2-2", "N2-2 我去", "收到 #N2-2"})
    void oneAWordOrTheNumberOfTheNoticeAnswersTheCall(String text) throws Exception {
        assertThat(desk.take(LI, text))
                .contains(new Replies.Said(
                        LI,
                        new Text(
                                "已记录：林区其他 " + incident() + " 由您处置",
                                "noted: you take care of Other, Forest " + incident())));
        assertThat(calling()).isFalse();
        assertThat(facts).containsExactly(new Command("li", new IncidentAct.Acknowledge(incident(), "sms N2-2")));
    }

    @Test
    void whoseAnswerComesJustAfterAnothersIsToldWhoWasFirst() throws Exception {
        comesBefore.add(new Command("wang", new IncidentAct.Acknowledge(incident(), "")));
        assertThat(said(LI, "1")).contains("wang 已经应答");
    }

    @Test
    void aNumberAsItsOwnCountryShowsItIsTheSame() throws Exception {
        assertThat(said("053255500101", "1")).startsWith("已记录");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+8613900000000", "53255500101000", "00101", "+53255500101"})
    void whoWasNotCalledAnswersNothingAndHearsNothing(String from) throws Exception {
        assertThat(desk.take(from, "#N2-2")).isEmpty();
        assertThat(facts).isEmpty();
        assertThat(calling()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"我在开车，稍后回复", "11", "no", "", "xN2-2", "[自动回复] 1 小时后回"})
    void whatIsNoAnswerIsNoneAndNoMachineIsTalkedTo(String text) throws Exception {
        assertThat(desk.take(LI, text)).isEmpty();
        assertThat(facts).isEmpty();
    }

    @Test
    void aNumberThatWasNotForThemIsToldSo() throws Exception {
        assertThat(said(LI, "#N9-9")).isEqualTo("没有编号为 #N9-9 的呼叫需要您应答");
        assertThat(facts).isEmpty();
    }

    @Test
    void whoComesSecondHearsWhoWasFirstAndAWordAloneIsNoAnswerAnyMore() throws Exception {
        engine.apply(new Entry(
                3, Stories.START_MS + 3, new Command("wang", new IncidentAct.Acknowledge(incident(), "console"))));
        assertThat(desk.take(LI, "1")).isEmpty();
        assertThat(said(LI, "#N2-2")).contains("wang");
    }

    @Test
    void whoseIncidentBecameAPartOfAnotherAnswersThatOne() throws Exception {
        tell(new PersonReport("ABCDEFGHJK", "other", "forest", Place.NONE, "smoke", "zhou"));
        Incident whole = engine.view().incidents().incidents().getFirst();
        tell(new Command(
                "o",
                new IncidentAct.Split(
                        whole.id(), List.of(whole.signs().getLast().id()))));
        String other = engine.view().incidents().incidents().getLast().id();
        tell(new Command("o", new IncidentAct.Merge(whole.id(), other)));
        assertThat(said(LI, "#N2-2")).startsWith("已记录").contains(other);
        assertThat(calling()).isFalse();
    }

    @Test
    void whoseUnitWasGivenAnAnsweredIncidentAnswersItByAWord() throws Exception {
        List<SiteFile> files = new ArrayList<>(Calls.site(SMS, "tell: [unit responsible], over: [sms]", AREA));
        files.replaceAll(each -> each.name().equals("contacts.yaml")
                ? new SiteFile(each.name(), each.text().replace("id: li,", "id: li, unit: crew,"))
                : each);
        files.add(new SiteFile("units.yaml", """
                units:
                  - { id: guards, name: { zh: 保安, en: Guards } }
                  - { id: crew, name: { zh: 队, en: Crew } }
                """));
        engine = Calls.begun(files);
        tell(new Command("wang", new IncidentAct.Acknowledge(incident(), "console")));
        assertThat(desk.take(LI, "1")).isEmpty();
        tell(new Command("wang", new IncidentAct.Assign(incident(), "crew")));
        assertThat(said(LI, "1")).startsWith("已记录");
        assertThat(said(LI, "1")).contains("li 已经应答");
    }

    private void tell(Fact fact) {
        engine.apply(new Entry(engine.seq() + 1, Stories.START_MS + engine.seq(), fact));
    }

    @Test
    void whatCannotBecomeDurableIsToBeBroughtAgain() {
        Inbox full = new Inbox() {
            @Override
            public void put(List<? extends Fact> batch, Receipt receipt) {}

            @Override
            public void putFirst(List<? extends Fact> batch, Receipt receipt) {}
        };
        assertThatThrownBy(() -> new ReplyDesk(views(), full, 10).take(LI, "1")).isInstanceOf(Replies.Untaken.class);
        assertThatThrownBy(() -> Replies.NONE.take(LI, "1")).isInstanceOf(Replies.Untaken.class);
        assertThat(calling()).isTrue();
        assertThat(facts).isEmpty();
    }
}
