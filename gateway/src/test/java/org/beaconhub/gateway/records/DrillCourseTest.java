package org.beaconhub.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.records.DrillCourse.Step;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.drill.DrillRecord;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DrillCommand;
import org.beaconhub.rules.fact.DrillDeliveryReport;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.DrillStopped;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.junit.jupiter.api.Test;

/** A drill's coordinator wants to know afterwards who was told when, whether it arrived, and who did what. */
class DrillCourseTest {
    private static final String SMS =
            "{ name: sms, type: sms, host: 127.0.0.1, port: 2775, system-id: beacon, secret: smsc, from: \"10690001\","
                    + " kinds: [alarm], min-severity: minor";

    private final MemoryJournal journal = new MemoryJournal();
    private final Mind mind = Mind.around(Engine.empty());

    private void begin(String takesDrills) throws JournalFull {
        tell(new SiteChanged(
                "start",
                Calls.site(SMS + takesDrills + " }", "tell: [contact li], over: [sms]", "zh: 林区, en: Forest")));
        drill();
    }

    private void drill() throws JournalFull {
        tell(new DrillOrdered(
                "dong",
                "hill-fire",
                new Text("山火演练", "Hill fire"),
                2_000,
                3_600_000,
                List.of(new Saying(0, "fn-0", List.of(new Measurement(Quantity.TEMPERATURE, 90))))));
    }

    /** Each fact comes a second after the one before. */
    private void tell(Fact fact) throws JournalFull {
        long seq = mind.live().seq();
        Entry entry = new Entry(seq + 1, Stories.START_MS + 1_000 * seq, fact);
        List<? extends Decision> decisions = mind.apply(entry);
        journal.append(entry);
        journal.record(decisions);
        journal.commit();
    }

    private void report(DeliveryReport.Result result) throws JournalFull {
        for (DrillNoticeOrdered each : mind.drills().pendingNotices()) {
            tell(new DrillDeliveryReport(each.notice().id(), each.channel(), 1, result));
        }
    }

    private DrillRecord record() {
        return mind.drills()
                .running()
                .map(each -> each.record())
                .orElseGet(() -> mind.drills().past().getFirst());
    }

    private List<String> course() {
        List<String> all = new ArrayList<>();
        for (Step step : DrillCourse.of(record(), journal)) {
            long second = (step.atMs() - Stories.START_MS) / 1000;
            all.add((second + " " + step.what() + " " + step.who() + " " + step.over() + " " + step.outcome()
                            + (step.outcomeAtMs() > 0 ? "@" + (step.outcomeAtMs() - Stories.START_MS) / 1000 : "")
                            + " " + (step.over().isEmpty() ? "" : step.note()))
                    .replaceAll(" +", " ")
                    .strip());
        }
        return all;
    }

    private String incident() {
        return mind.drills()
                .running()
                .orElseThrow()
                .world()
                .incidents()
                .incidents()
                .getFirst()
                .id();
    }

    @Test
    void whoWasToldWhenItArrivedAndWhoAnsweredStandInOrder() throws Exception {
        begin(", drills: true");
        report(new DeliveryReport.Delivered("SMPP M1"));
        tell(new DrillCommand(record().id(), "li", new IncidentAct.Acknowledge(incident(), "link")));
        assertThat(course())
                .containsSubsequence("1 told li sms delivered@2 began", "3 acknowledged li")
                .anyMatch(step -> step.startsWith("1 opened"));
    }

    @Test
    void aDeliveryThatFailedSaysWhyAndOneThatIsAwaitedThatItIs() throws Exception {
        begin(", drills: true");
        assertThat(course()).contains("1 told li sms pending began");
        report(new DeliveryReport.Failed(Text.verbatim("no such number")));
        assertThat(course()).contains("1 told li sms failed@2 no such number");
    }

    @Test
    void whatAChannelWithoutDrillsWouldHaveSentIsTold() throws Exception {
        begin("");
        assertThat(course()).contains("1 spared li sms");
    }

    @Test
    void theNextDrillsStepsAreNotAmongThem() throws Exception {
        begin(", drills: true");
        DrillRecord first = record();
        tell(new DrillStopped(first.id(), "dong", "enough"));
        tell(new TimePassed());
        drill();
        assertThat(DrillCourse.of(record(), journal))
                .isNotEmpty()
                .allMatch(step -> step.atMs() > Stories.START_MS + 3_000);
        assertThat(DrillCourse.of(mind.drills().past().getFirst(), journal))
                .isNotEmpty()
                .allMatch(step -> step.atMs() <= Stories.START_MS + 3_000);
    }

    @Test
    void ofWhatTheJournalHasForgottenTheRestIsLeft() throws Exception {
        begin(", drills: true");
        report(new DeliveryReport.Delivered("SMPP M1"));
        tell(new DrillCommand(record().id(), "li", new IncidentAct.Acknowledge(incident(), "link")));
        journal.delete(3);
        assertThat(course()).noneMatch(step -> step.contains("told")).contains("3 acknowledged li");
    }
}
