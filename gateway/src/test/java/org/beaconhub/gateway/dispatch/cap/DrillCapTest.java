package org.beaconhub.gateway.dispatch.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.cap.CapAlert;
import org.beaconhub.gateway.cap.CapAlert.MsgType;
import org.beaconhub.gateway.cap.CapInfo.ResponseType;
import org.beaconhub.gateway.cap.CapReader;
import org.beaconhub.gateway.cap.CapReading;
import org.beaconhub.gateway.cap.CapWriter;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
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
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;
import org.junit.jupiter.api.Test;

/** What the messages of a drill say, from the first to the last: in turn as the real ones, and each an exercise. */
class DrillCapTest {
    private static final String CHANNEL =
            "{ name: regional, type: cap, drills: true, url: \"http://127.0.0.1:1/\", secret: brigade,"
                    + " sender: hub@example.org, contact: \"值守台 Desk\", kinds: [alarm], min-severity: minor }";

    private final MemoryJournal journal = new MemoryJournal();
    private final Mind mind = Mind.around(Engine.empty());
    private final List<DrillNoticeOrdered> ordered = new ArrayList<>();

    private void begin() throws Exception {
        tell(new SiteChanged("start", Calls.site(CHANNEL, "over: [regional]", "zh: 林区, en: Forest")));
        drill();
    }

    private void drill() throws Exception {
        tell(new DrillOrdered(
                "dong",
                "hill-fire",
                new Text("山火演练", "Hill fire"),
                0,
                3_600_000,
                List.of(new Saying(0, "fn-0", List.of(new Measurement(Quantity.TEMPERATURE, 90))))));
        delivered();
    }

    private void tell(Fact fact) throws Exception {
        long seq = mind.live().seq();
        Entry entry = new Entry(seq + 1, Stories.START_MS + 1000 * seq, fact);
        List<? extends Decision> decisions = mind.apply(entry);
        journal.append(entry);
        journal.record(decisions);
        journal.commit();
        decisions.stream()
                .filter(DrillNoticeOrdered.class::isInstance)
                .map(DrillNoticeOrdered.class::cast)
                .forEach(ordered::add);
    }

    private void delivered() throws Exception {
        for (DrillNoticeOrdered each : mind.drills().pendingNotices()) {
            tell(new DrillDeliveryReport(each.notice().id(), each.channel(), 1, new Delivered("ok")));
        }
    }

    private void close(Disposition disposition) throws Exception {
        String incident = mind.drills()
                .running()
                .orElseThrow()
                .world()
                .incidents()
                .incidents()
                .getFirst()
                .id();
        tell(new DrillCommand(id(), "li", new IncidentAct.CloseIncident(incident, disposition, "")));
        delivered();
    }

    private String id() {
        return mind.drills().running().orElseThrow().record().id();
    }

    private Site site() {
        return mind.live().view().site();
    }

    /** All messages so far; each is written, and read again by what refuses what is not valid. */
    private List<CapAlert> messages() throws DispatchFault {
        Way.Cap way = (Way.Cap) site().channel("regional").orElseThrow().way();
        CapMessages messages = new CapMessages(new JournalLedger(journal), Optional.empty(), () -> Ground.NONE);
        List<CapAlert> all = new ArrayList<>();
        for (DrillNoticeOrdered each : ordered) {
            byte[] bytes = CapWriter.bytes(messages.of(each, way, site()));
            assertThat(CapReader.read(bytes))
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isInstanceOf(CapReading.Message.class);
            all.add(((CapReading.Message) CapReader.read(bytes)).alert());
        }
        assertThat(all).allSatisfy(each -> {
            assertThat(each.status()).isEqualTo(CapAlert.Status.EXERCISE);
            assertThat(each.note()).contains("演练 DRILL", "A drill, not real.");
        });
        return all;
    }

    private static ResponseType response(CapAlert alert) {
        return alert.infos().getFirst().responseTypes().getFirst();
    }

    @Test
    void theFirstIsAnAlertAndTheEndIsAnAllClearThatRefersToIt() throws Exception {
        begin();
        tell(new DrillStopped(id(), "dong", "done"));
        List<CapAlert> all = messages();
        assertThat(all).extracting(CapAlert::msgType).containsExactly(MsgType.ALERT, MsgType.UPDATE);
        assertThat(all.getLast().references()).containsExactly(all.getFirst().id());
        assertThat(response(all.getFirst()))
                .as("nobody is to do anything by it")
                .isEqualTo(ResponseType.NONE);
        assertThat(response(all.getLast())).isEqualTo(ResponseType.ALL_CLEAR);
    }

    @Test
    void aFalseAlarmOfTheDrillIsTakenBackAndOneThatHadACauseEndsInAnAllClear() throws Exception {
        begin();
        close(Disposition.FALSE);
        CapAlert back = messages().getLast();
        assertThat(back.msgType()).isEqualTo(MsgType.CANCEL);
        assertThat(back.references()).containsExactly(messages().getFirst().id());

        tell(new DrillStopped(id(), "dong", "again"));
        ordered.clear();
        drill();
        close(Disposition.NUISANCE);
        assertThat(messages().getLast().msgType()).isEqualTo(MsgType.UPDATE);
        assertThat(response(messages().getLast())).isEqualTo(ResponseType.ALL_CLEAR);
    }

    @Test
    void noMessageRefersToAnotherDrillOrToAnythingReal() throws Exception {
        begin();
        tell(new DrillStopped(id(), "dong", "again"));
        ordered.clear();
        tell(Stories.says(0, 1, Stories.START_MS, Quantity.TEMPERATURE, 90));
        drill();
        assertThat(messages().getFirst().msgType()).isEqualTo(MsgType.ALERT);
        assertThat(messages().getFirst().references()).isEmpty();
    }
}
