package org.beaconhub.gateway.dispatch.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.cap.CapAlert;
import org.beaconhub.gateway.cap.CapAlert.MsgType;
import org.beaconhub.gateway.cap.CapArea;
import org.beaconhub.gateway.cap.CapInfo;
import org.beaconhub.gateway.cap.CapReader;
import org.beaconhub.gateway.cap.CapReading;
import org.beaconhub.gateway.cap.CapWriter;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.ground.Feature;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;
import org.junit.jupiter.api.Test;

/** What the messages of an alarm and of an incident say, from the first to the last. */
class CapMessagesTest {
    private static final List<Place> BORDER =
            List.of(new Place(35.8, 120.0), new Place(35.8, 120.2), new Place(36.0, 120.1), new Place(35.8, 120.0));
    private static final String CHANNEL =
            "{ name: regional, type: cap, url: \"http://127.0.0.1:1/\", secret: brigade, sender: hub@example.org,"
                    + " contact: \"值守台 Desk\", kinds: [alarm], min-severity: minor }";
    private static final String AREA = "zh: 林区, en: Forest";

    /** A hub without threads: what it is told stands in a journal, with what follows from it. */
    private static final class Story {
        private final MemoryJournal journal = new MemoryJournal();
        private final Engine engine = Engine.empty();
        private final List<NoticeOrdered> ordered = new ArrayList<>();

        Story(List<SiteFile> site) throws Exception {
            tell(new SiteChanged("start", site));
        }

        Story tell(LiveFact fact) throws Exception {
            Entry entry = new Entry(engine.seq() + 1, Stories.START_MS + 1000 * engine.seq(), fact);
            List<LiveDecision> decisions = engine.apply(entry);
            journal.append(entry);
            journal.record(decisions);
            journal.commit();
            decisions.stream()
                    .filter(NoticeOrdered.class::isInstance)
                    .map(NoticeOrdered.class::cast)
                    .forEach(ordered::add);
            return this;
        }

        Story heat(double celsius) throws Exception {
            return tell(Stories.says(
                    0, engine.seq(), Stories.START_MS + 1000 * engine.seq(), Quantity.TEMPERATURE, celsius));
        }

        Story act(Command.Act act) throws Exception {
            return tell(new Command("li", act));
        }

        /** The receiver has all of it. */
        Story delivered() throws Exception {
            for (NoticeOrdered each : engine.view().pendingNotices()) {
                tell(new DeliveryReport(each.notice().id(), each.channel(), 1, new DeliveryReport.Delivered("ok")));
            }
            return this;
        }

        String alarm() {
            return engine.view().alarms().getFirst().id();
        }

        String incident() {
            return engine.view().incidents().incidents().getFirst().id();
        }

        private Way.Cap way() {
            return (Way.Cap) site().channel("regional").orElseThrow().way();
        }

        private Site site() {
            return engine.view().site();
        }

        private Ground ground = Ground.NONE;

        /** The site has a border around its forest. */
        Story bordered() {
            ground = new Ground(
                    List.of(new Feature(
                            Feature.Kind.AREA, Optional.of("forest"), Optional.empty(), List.of(List.of(BORDER)))),
                    Optional.empty(),
                    Optional.empty());
            return this;
        }

        /** All messages so far; each is written, and read again by what refuses what is not valid. */
        List<CapAlert> messages() throws DispatchFault {
            CapMessages messages = new CapMessages(
                    new JournalLedger(journal), Optional.of(URI.create("https://hub.example.org")), () -> ground);
            List<CapAlert> all = new ArrayList<>();
            for (NoticeOrdered each : ordered) {
                all.add(read(CapWriter.bytes(messages.of(each, way(), site()))));
            }
            return all;
        }
    }

    private static CapAlert read(byte[] bytes) {
        return switch (CapReader.read(bytes)) {
            case CapReading.Message message -> message.alert();
            case CapReading.Unreadable unreadable ->
                throw new AssertionError(unreadable.reason() + ":\n" + new String(bytes, StandardCharsets.UTF_8));
        };
    }

    private static Story alarms() throws Exception {
        return new Story(Calls.site(CHANNEL, "over: [regional]", AREA).stream()
                .filter(each -> !each.name().equals("escalation.yaml"))
                .toList());
    }

    private static Story incidents(String areaName) throws Exception {
        return new Story(Calls.site(CHANNEL, "over: [regional]", areaName));
    }

    private static CapInfo info(CapAlert alert) {
        assertThat(alert.infos()).extracting(CapInfo::language).containsExactly("zh-CN", "en");
        return alert.infos().getFirst();
    }

    @Test
    void anAlarmThatBeginsIsAnAlertInTwoLanguagesWithItsPlace() throws Exception {
        Story story = alarms().heat(70);
        CapAlert alert = story.messages().getFirst();
        assertThat(alert.id().identifier()).isEqualTo("N2-0-regional");
        assertThat(alert.id().sender()).isEqualTo("hub@example.org");
        assertThat(alert.id().sent()).hasToString("2027-01-15T16:00:01+08:00");
        assertThat(alert.status()).isEqualTo(CapAlert.Status.ACTUAL);
        assertThat(alert.msgType()).isEqualTo(MsgType.ALERT);
        assertThat(alert.audience().scope()).isEqualTo(CapAlert.Scope.RESTRICTED);
        assertThat(alert.references()).isEmpty();
        assertThat(alert.incidents()).containsExactly(story.alarm());
        CapInfo zh = info(alert);
        CapInfo en = alert.infos().getLast();
        assertThat(zh.assessment())
                .isEqualTo(new CapInfo.Assessment(
                        CapInfo.Urgency.IMMEDIATE, CapInfo.Severity.SEVERE, CapInfo.Certainty.LIKELY));
        assertThat(zh.responseTypes()).containsExactly(CapInfo.ResponseType.EXECUTE);
        assertThat(zh.event()).isEqualTo("0号 高温");
        assertThat(en.event()).isEqualTo("Node 0 is hot");
        assertThat(zh.words().headline()).startsWith("【真实·试验】报警：林区0号 高温，严重");
        assertThat(en.words().headline()).startsWith("REAL, Trial: alarm: Node 0 is hot, Forest, severe");
        assertThat(zh.words().description()).contains("依据：温度高于 60 °C（70 °C）");
        assertThat(zh.words().instruction()).contains("119");
        assertThat(zh.words().contact()).isEqualTo("值守台 Desk");
        assertThat(en.areas())
                .containsExactly(new CapArea(
                        "Forest",
                        List.of(),
                        List.of(new CapArea.Circle(new Place(35.9, 120.1), BigDecimal.ZERO)),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void anAreaWithABorderIsAPolygonAndThePlaceIsToldBeside() throws Exception {
        CapAlert alert = alarms().bordered().heat(70).messages().getFirst();
        assertThat(alert.infos()).allSatisfy(each -> {
            assertThat(each.areas())
                    .singleElement()
                    .satisfies(area -> assertThat(area.polygons()).containsExactly(BORDER))
                    .satisfies(area -> assertThat(area.circles()).isEmpty());
            assertThat(each.parameters()).contains(new CapInfo.Named("beacon:place", "35.9,120.1"));
        });
    }

    @Test
    void aSensorThatReadsNormalAgainGivesNoAllClearAPersonDoes() throws Exception {
        Story story = alarms().heat(70).heat(20);
        story.act(new Command.Acknowledge(story.alarm()));
        story.act(new Command.Close(story.alarm(), Disposition.REAL, ""));
        List<CapAlert> messages = story.messages();
        assertThat(messages)
                .extracting(CapAlert::msgType)
                .containsExactly(MsgType.ALERT, MsgType.UPDATE, MsgType.UPDATE);
        assertThat(info(messages.get(1)).responseTypes()).containsExactly(CapInfo.ResponseType.MONITOR);
        CapInfo last = info(messages.getLast());
        assertThat(last.responseTypes()).containsExactly(CapInfo.ResponseType.ALL_CLEAR);
        assertThat(last.assessment().urgency()).isEqualTo(CapInfo.Urgency.PAST);
        assertThat(last.words().instruction()).isEmpty();
    }

    @Test
    void laterMessagesReferToAllEarlierOnesOfTheSameMatterByAllThreePartsOfTheirNames() throws Exception {
        Story story = alarms().heat(70).heat(20).heat(71);
        List<CapAlert> messages = story.messages();
        assertThat(messages).hasSize(3);
        assertThat(messages.get(1).references())
                .containsExactly(messages.getFirst().id());
        assertThat(messages.get(2).references())
                .containsExactly(messages.getFirst().id(), messages.get(1).id());
        assertThat(story.messages()).isEqualTo(messages);
    }

    @Test
    void aFalseAlarmIsTakenBack() throws Exception {
        Story story = alarms().heat(70).heat(20);
        story.act(new Command.Acknowledge(story.alarm()));
        story.act(new Command.Close(story.alarm(), Disposition.FALSE, ""));
        CapAlert last = story.messages().getLast();
        assertThat(last.msgType()).isEqualTo(MsgType.CANCEL);
        assertThat(last.references()).hasSize(2);
        assertThat(last.note()).contains("已关闭").contains("closed");
        assertThat(info(last).assessment().certainty()).isEqualTo(CapInfo.Certainty.UNLIKELY);
    }

    @Test
    void whatBecameAPartOfAnotherIsTakenBackButNothingIsClear() throws Exception {
        Story story = incidents(AREA).heat(70).delivered();
        String first = story.incident();
        story.tell(new PersonReport("ABCDEFGHJK", "other", "forest", Place.NONE, "smoke", "zhou"));
        String report = story.engine
                .view()
                .incidents()
                .incidents()
                .getFirst()
                .signs()
                .getLast()
                .id();
        story.act(new IncidentAct.Split(first, List.of(report)));
        String other = story.engine.view().incidents().incidents().getLast().id();
        story.act(new IncidentAct.Merge(first, other));
        CapAlert last = story.messages().getLast();
        assertThat(last.msgType()).isEqualTo(MsgType.CANCEL);
        assertThat(last.incidents()).containsExactly(first);
        assertThat(info(last).responseTypes()).containsExactly(CapInfo.ResponseType.MONITOR);
        assertThat(info(last).words().headline())
                .contains("并入事件 " + other + "，处置继续")
                .doesNotContain("结束");
    }

    @Test
    void anIncidentIsToldAsAWholeUntilItIsOverWithThePageOfTheConsole() throws Exception {
        Story story = incidents(AREA).heat(70);
        String incident = story.incident();
        story.delivered();
        story.act(new IncidentAct.CloseIncident(incident, Disposition.FALSE, ""));
        List<CapAlert> messages = story.messages();
        assertThat(messages)
                .extracting(CapAlert::msgType)
                .startsWith(MsgType.ALERT)
                .endsWith(MsgType.CANCEL);
        assertThat(messages).allSatisfy(each -> assertThat(each.incidents()).containsExactly(incident));
        assertThat(info(messages.getFirst()).words().web())
                .isEqualTo("https://hub.example.org/#/incidents/" + incident);
        assertThat(info(messages.getFirst()).words().headline()).contains("请处置");
    }

    @Test
    void hostileNamesArriveAsTextsOfABoundedLength() throws Exception {
        Story story = incidents("zh: \"</event><status>Test</status>\\0\\e山]]>\", en: \"" + "x".repeat(150) + "\"")
                .heat(70);
        CapAlert alert = story.messages().getFirst();
        assertThat(alert.status()).isEqualTo(CapAlert.Status.ACTUAL);
        assertThat(info(alert).areas().getFirst().description()).startsWith("</event><status>Test</status>");
        assertThat(alert.infos().getLast().areas().getFirst().description()).hasSize(40);
    }

    @Test
    void aTestOfAChannelIsATestAndRefersToNothing() throws Exception {
        Story story = alarms();
        CapAlert alert = read(CapWriter.bytes(
                CapMessages.of(ChannelTest.at(Stories.START_MS, "regional", ""), story.way(), story.site())));
        assertThat(alert.status()).isEqualTo(CapAlert.Status.TEST);
        assertThat(alert.references()).isEmpty();
        assertThat(alert.incidents()).isEmpty();
        assertThat(info(alert).words().headline()).contains("测试 TEST").doesNotContain("真实");
        assertThat(info(alert).responseTypes()).containsExactly(CapInfo.ResponseType.NONE);
    }

    @Test
    void aChannelWithoutAUsableSenderIsToldByFileAndLine() {
        for (String wrong : List.of("hub with spaces", "a,b", "a<b", "x".repeat(101))) {
            Parsed parsed = Site.parse(
                    Calls.site(CHANNEL.replace("hub@example.org", '"' + wrong + '"'), "over: [regional]", AREA));
            assertThat(parsed.toString())
                    .as(wrong)
                    .contains("channels.yaml")
                    .contains("'sender' is up to 100 characters");
        }
        Parsed without =
                Site.parse(Calls.site(CHANNEL.replace(" sender: hub@example.org,", ""), "over: [regional]", AREA));
        assertThat(without.toString()).contains("channels.yaml").contains("sender");
    }
}
