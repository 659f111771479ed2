package org.beaconhub.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.fact.Command;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people send back to a call of a drill answers the drill alone, and what is real is never answered by mistake. */
class DrillReplyTest {
    private static final String LI = "+8653255500101";
    private static final String SMS =
            "{ name: sms, type: sms, host: 127.0.0.1, port: 2775, system-id: beacon, secret: smsc, from: \"10690001\","
                    + " drills: true, kinds: [alarm], min-severity: minor }";

    private final List<Fact> facts = new ArrayList<>();
    private Mind mind = Mind.around(Engine.empty());
    private ReplyDesk desk;

    private void apply(Fact fact) {
        mind.apply(
                new Entry(mind.live().seq() + 1, Stories.START_MS + mind.live().seq(), fact));
    }

    @BeforeEach
    void begin() {
        apply(new SiteChanged("start", Calls.site(SMS, "tell: [contact li], over: [sms]", "zh: 林区, en: Forest")));
        drill();
        desk = new ReplyDesk(views(), new Inbox() {
            @Override
            public void put(List<? extends Fact> batch, Receipt receipt) {
                putFirst(batch, receipt);
            }

            @Override
            public void putFirst(List<? extends Fact> batch, Receipt receipt) {
                facts.addAll(batch);
                batch.forEach(DrillReplyTest.this::apply);
                receipt.committed(mind.live().seq());
            }
        });
    }

    private void drill() {
        apply(new DrillOrdered(
                "dong",
                "hill-fire",
                new Text("山火演练", "Hill fire"),
                0,
                60_000,
                List.of(new Saying(0, "fn-0", List.of(new Measurement(Quantity.TEMPERATURE, 90))))));
    }

    private Views views() {
        return new Views() {
            @Override
            public View view() {
                return mind.live().view();
            }

            @Override
            public DrillsView drills() {
                return mind.drills();
            }

            @Override
            public View awaitBeyond(long seq, long timeoutMs) {
                return mind.live().view();
            }
        };
    }

    private String number() {
        return ShortId.of(mind.drills().pendingNotices().getLast().notice().id());
    }

    private View world() {
        return mind.drills().running().orElseThrow().world();
    }

    private static boolean calling(View world) {
        return world.escalations().stream().anyMatch(Escalation::isCalling);
    }

    private void fire() {
        apply(Stories.says(0, 1, Stories.START_MS + mind.live().seq(), Quantity.TEMPERATURE, 70));
    }

    @Test
    void aWordOrTheNumberAnswersTheCallOfTheDrillAndSaysThatItIsOne() throws Exception {
        for (boolean aWord : List.of(true, false)) {
            String number = number();
            String text = aWord ? "1" : "#" + number;
            String incident = world().incidents().incidents().getFirst().id();
            String drill = mind.drills().running().orElseThrow().record().id();
            Text said = desk.take(LI, text).orElseThrow().text();
            assertThat(said.zh()).startsWith("【演练 DRILL】已记录").endsWith("（演练，非真实警情）");
            assertThat(said.en()).startsWith("DRILL: noted").endsWith("(A drill, not real.)");
            assertThat(calling(world())).isFalse();
            assertThat(facts.getLast())
                    .isEqualTo(new DrillCommand(drill, "li", new IncidentAct.Acknowledge(incident, "sms " + number)));
            apply(new DrillStopped(drill, "dong", "again"));
            drill();
        }
        assertThat(mind.live().view().incidents().incidents()).isEmpty();
    }

    @Test
    void theNumberIsKnownAfterTheNoticeWasDeliveredAndAfterARestart() throws Exception {
        DrillNoticeOrdered ordered = mind.drills().pendingNotices().getLast();
        String number = number();
        apply(new DrillDeliveryReport(ordered.notice().id(), ordered.channel(), 1, new DeliveryReport.Delivered("ok")));
        byte[] snapshot = mind.snapshot();
        mind = Mind.restore(snapshot);
        assertThat(mind.snapshot()).isEqualTo(snapshot);
        assertThat(desk.take(LI, number).orElseThrow().text().en()).startsWith("DRILL: noted");
    }

    @Test
    void whereWhatIsRealWaitsTooAWordAloneAnswersNeitherAndBothNumbersAreNamed() throws Exception {
        String drill = number();
        fire();
        String real = ShortId.of(
                mind.live().view().pendingNotices().getLast().notice().id());
        assertThat(desk.take(LI, "1").orElseThrow().text().zh())
                .contains("#" + real)
                .contains("演练 DRILL #" + drill);
        assertThat(facts).isEmpty();
        desk.take(LI, real);
        assertThat(facts).singleElement().isInstanceOf(Command.class);
        assertThat(calling(mind.live().view())).isFalse();
        assertThat(calling(world())).as("the drill goes on").isTrue();
        assertThat(desk.take(LI, "1").orElseThrow().text().zh()).startsWith("【演练 DRILL】已记录");
    }
}
