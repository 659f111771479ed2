package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.codec.FactCodec;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.DrillDecision;
import org.beaconhub.rules.decision.DrillEnded;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.DrillNoticeSpared;
import org.beaconhub.rules.decision.DrillNoticeWithdrawn;
import org.beaconhub.rules.decision.DrillRefused;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.drill.DrillRecord;
import org.beaconhub.rules.drill.DrillView;
import org.beaconhub.rules.drill.Milestone;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DrillCommand;
import org.beaconhub.rules.fact.DrillDeliveryReport;
import org.beaconhub.rules.fact.DrillFact;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.DrillStopped;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Injected;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.fact.Unreadable;
import org.junit.jupiter.api.Test;

/** A drill: the real rules and calls on a simulated fire, of which nothing reaches what is real, nor hides it. */
class DrillTest {
    private static final DeliveryReport.Failed NOBODY = new DeliveryReport.Failed(Text.verbatim("no such number"));
    private static final Text TITLE = new Text("东坡林火演练", "Fire drill on the east slope");

    private Mind mind = Mind.around(Engine.empty());
    private final List<Entry> entries = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    DrillTest() {
        tell(0, site());
    }

    /** The small site; its short messages take drills, nothing else does. */
    private static SiteChanged site() {
        return new SiteChanged(
                "start",
                CallSite.site().files().stream()
                        .map(file -> file.name().equals("channels.yaml")
                                ? new SiteFile(
                                        file.name(),
                                        file.text()
                                                .replace(
                                                        "url: \"http://127.0.0.1:1/s\",",
                                                        "url: \"http://127.0.0.1:1/s\", drills: true,"))
                                : file)
                        .toList());
    }

    private void until(double second) {
        long ms = Story.START_MS + Math.round(second * 1000);
        while (mind.nextTimerMs() <= ms) {
            append(Math.max(mind.nextTimerMs(), mind.live().hubTimeMs()), new TimePassed());
        }
    }

    private void tell(double second, Fact fact) {
        until(second);
        append(Story.START_MS + Math.round(second * 1000), fact);
    }

    private void append(long hubTimeMs, Fact fact) {
        Entry entry = new Entry(mind.live().seq() + 1, hubTimeMs, written(fact));
        entries.add(entry);
        mind.apply(entry).forEach(each -> decisions.add(written(each)));
    }

    /** As the journal gives it back. */
    private static Fact written(Fact fact) {
        ByteSink sink = new ByteSink(64);
        FactCodec.write(sink, fact, Story.START_MS);
        return FactCodec.read(new ByteSource(sink.toBytes()), Story.START_MS);
    }

    private static Decision written(Decision decision) {
        ByteSink sink = new ByteSink(64);
        DecisionCodec.write(sink, decision);
        Decision read = DecisionCodec.read(new ByteSource(sink.toBytes()));
        assertThat(read).isEqualTo(decision);
        return read;
    }

    private static Observation heat(double second, String device, double celsius) {
        long ms = Story.START_MS + Math.round(second * 1000);
        return new Observation(
                device,
                ms,
                Observation.TimeSource.DEVICE,
                Observation.NO_SEQ,
                List.of(new Measurement(Quantity.TEMPERATURE, celsius)));
    }

    private static Saying says(double second, String device, double celsius) {
        return new Saying(Math.round(second * 1000), device, List.of(new Measurement(Quantity.TEMPERATURE, celsius)));
    }

    /** Its fire starts after 30 s and is seen 30 s later; it lasts for 20 min. */
    private static DrillOrdered fire() {
        return new DrillOrdered(
                "dong",
                "east-fire",
                TITLE,
                30_000,
                20 * 60_000,
                List.of(says(0, "fn-1", 20), says(60, "fn-1", 70), says(70, "fn-2", 70)));
    }

    private DrillView running() {
        return mind.drills().running().orElseThrow();
    }

    private String incident() {
        return running().world().incidents().incidents().getFirst().id();
    }

    private <T extends Decision> List<T> decided(Class<T> kind) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<String> told() {
        return mind.drills().pendingNotices().stream()
                .map(each -> each.channel() + " " + each.recipient())
                .toList();
    }

    private void act(double second, Command.Act act) {
        tell(second, new DrillCommand(running().record().id(), "wang", act));
    }

    private void delivered(double second) {
        DrillNoticeOrdered ordered = mind.drills().pendingNotices().getFirst();
        tell(
                second,
                new DrillDeliveryReport(
                        ordered.notice().id(), ordered.channel(), 1, new DeliveryReport.Delivered("200")));
    }

    @Test
    void itsFireRaisesAlarmsAndAnIncidentOfItsOwnAndNoneThatIsReal() {
        tell(10, fire());
        until(100);
        assertThat(running().world().alarms())
                .extracting(alarm -> alarm.rule() + " " + alarm.subject())
                .containsExactly("hot fn-1", "hot fn-2");
        assertThat(running().world().incidents().incidents()).hasSize(1);
        assertThat(mind.live().view().alarms()).isEmpty();
        assertThat(mind.live().view().incidents().incidents()).isEmpty();
        assertThat(mind.live().view().pendingNotices()).isEmpty();
        assertThat(decided(LiveDecision.class)).isEmpty();
    }

    @Test
    void aRealFireDuringItIsDecidedAsThoughThereWereNoDrill() {
        tell(10, fire());
        tell(80, heat(80, "fn-1", 71));
        assertThat(mind.live().view().alarms()).hasSize(1);
        assertThat(mind.live().view().pendingNotices()).isNotEmpty();
        assertThat(running().world().alarms()).hasSize(2);
    }

    @Test
    void itsNoticesGoOverChannelsThatTakeDrillsAndTheRestIsSpared() {
        tell(10, fire());
        until(200);
        assertThat(told()).containsExactly("sms lin", "sms wang");
        until(400);
        assertThat(decided(DrillNoticeSpared.class))
                .as("nothing else takes drills, the siren least of all")
                .allSatisfy(each -> assertThat(each.channel()).isNotEqualTo("sms"));
        assertThat(running().record().tally().sent()).isEqualTo(told().size());
    }

    @Test
    void aChannelThatTakesNoDrillsIsSparedAndTheDrillGoesOnAsThoughItHadDelivered() {
        tell(10, fire());
        until(75);
        DrillNoticeOrdered sms = mind.drills().pendingNotices().getFirst();
        tell(76, new DrillDeliveryReport(sms.notice().id(), "sms", 1, NOBODY));
        assertThat(told()).as("mail takes no drills").isEmpty();
        assertThat(decided(DrillNoticeSpared.class))
                .extracting(each -> each.channel() + " " + each.recipient())
                .contains("mail lin");
        assertThat(running().record().tally().spared())
                .isEqualTo(decided(DrillNoticeSpared.class).size());
        assertThat(running().world().pendingNotices())
                .as("in its own world all of them are delivered")
                .isEmpty();
        assertThat(running().record().times()).as("nobody had anything").doesNotContainKey(Milestone.DELIVERED);
    }

    @Test
    void whoAnswersStopsTheCallsExactlyThen() {
        tell(10, fire());
        until(75);
        act(80, new IncidentAct.Acknowledge(incident(), ""));
        until(600);
        assertThat(decided(DrillNoticeOrdered.class)).hasSize(1);
        assertThat(decided(DrillNoticeWithdrawn.class)).hasSize(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void aDeliveryThatFailsMovesOnAtOnce() {
        tell(10, fire());
        until(75);
        DrillNoticeOrdered first = mind.drills().pendingNotices().getFirst();
        tell(76, new DrillDeliveryReport(first.notice().id(), "sms", 1, NOBODY));
        assertThat(decided(DrillNoticeOrdered.class).size()
                        + decided(DrillNoticeSpared.class).size())
                .isGreaterThan(1);
    }

    @Test
    void itsTimesCountFromTheFirestStart() {
        tell(10, fire());
        until(75);
        delivered(80);
        String incident = incident();
        act(90, new IncidentAct.Acknowledge(incident, ""));
        act(100, new IncidentAct.Advance(incident, IncidentAct.Step.VERIFY, ""));
        act(200, new IncidentAct.Advance(incident, IncidentAct.Step.RESPOND, ""));
        act(300, new IncidentAct.Advance(incident, IncidentAct.Step.CONTAIN, ""));
        for (IncidentAct.Check check : IncidentAct.Check.values()) {
            act(310, new IncidentAct.Agree(incident, check, ""));
        }
        tell(330, new DrillStopped(running().record().id(), "dong", "done"));
        DrillRecord record = mind.drills().past().getFirst();
        assertThat(Stream.of(Milestone.values())
                        .map(each -> each + " " + record.delayMs(each).map(ms -> ms / 1000)))
                .startsWith(
                        "ALARM Optional[30]",
                        "CALLED Optional[30]",
                        "DELIVERED Optional[40]",
                        "ANSWERED Optional[50]",
                        "VERIFIED Optional[60]",
                        "RESPONDING Optional[160]",
                        "CONTAINED Optional[260]");
        assertThat(record.end()).contains(new DrillRecord.End("dong", "done"));
    }

    @Test
    void whatIsNoFireAlarmIsNotTheMilestone() {
        tell(10, fire());
        Measurement damp = new Measurement(Quantity.HUMIDITY, 98);
        tell(20, new Injected(running().record().id(), "dong", "fn-1", List.of(damp)));
        assertThat(running().record().tally().alarms()).isEqualTo(1);
        assertThat(running().record().times()).doesNotContainKey(Milestone.ALARM);
    }

    @Test
    void whoeverWasToldHearsThatItIsOver() {
        tell(10, fire());
        until(75);
        delivered(80);
        until(10 + 20 * 60);
        assertThat(mind.drills().running()).isEmpty();
        assertThat(mind.drills().pendingNotices())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.notice().about()).isInstanceOf(DrillEnded.class))
                .extracting(each -> each.channel() + " " + each.recipient())
                .contains("sms lin");
        delivered(10 + 20 * 60 + 1);
        assertThat(decided(DrillEnded.class)).hasSize(1);
    }

    @Test
    void whatCannotBeDoneIsRefusedInASentence() {
        tell(1, new DrillStopped("D9", "dong", "mistaken"));
        tell(2, new DrillOrdered("dong", "x", TITLE, 0, 60_000, List.of(says(0, "nobody", 20))));
        tell(10, fire());
        tell(11, fire());
        act(80, new Command.Actuate("siren", true, "louder"));
        act(81, new Command.TakeOut("fn-1", "burnt"));
        tell(
                82,
                new Injected(
                        running().record().id(),
                        "dong",
                        "fn-9",
                        fire().script().getFirst().readings()));
        assertThat(decided(DrillRefused.class))
                .extracting(each -> each.text().en())
                .containsExactly(
                        "drill D9: it is over, or there is none of that id",
                        "the site has no device nobody",
                        "drill D4 goes on; stop it before another begins",
                        "in a drill, alarms and incidents alone can be acted upon",
                        "in a drill, alarms and incidents alone can be acted upon",
                        "the site has no device fn-9");
    }

    @Test
    void whatACoordinatorInjectsIsHeardInTheDrillAlone() {
        tell(10, fire());
        tell(
                20,
                new Injected(
                        running().record().id(), "dong", "fn-2", List.of(new Measurement(Quantity.TEMPERATURE, 90))));
        assertThat(running().world().alarms()).hasSize(1);
        assertThat(mind.live().view().alarms()).isEmpty();
    }

    @Test
    void aSnapshotTakenAtAnyEntryGoesOnTheSame() {
        tell(10, fire());
        until(75);
        delivered(80);
        act(90, new IncidentAct.Acknowledge(incident(), ""));
        until(10 + 20 * 60);
        for (int at = 1; at < entries.size(); at++) {
            Mind first = Mind.around(Engine.empty());
            entries.subList(0, at).forEach(first::apply);
            Mind again = Mind.restore(first.snapshot());
            entries.subList(at, entries.size()).forEach(again::apply);
            assertThat(again.digest()).as("from entry " + at).isEqualTo(mind.digest());
        }
    }

    @Test
    void whateverADrillDoesTheRealDecisionsAreTheSameAsWithoutIt() {
        for (long seed = 1; seed <= 200; seed++) {
            DrillTest world = new DrillTest();
            world.live(new Random(seed));
            Engine alone = Engine.empty();
            List<Decision> without = new ArrayList<>();
            for (Entry entry : world.entries) {
                boolean drill = entry.fact() instanceof DrillFact;
                Fact fact = drill
                        ? new Unreadable("t", "", Unreadable.Reason.values()[0], Text.verbatim("instead"), 0, "")
                        : entry.fact();
                without.addAll(alone.apply(new Entry(entry.seq(), entry.hubTimeMs(), fact)));
            }
            assertThat(world.decided(LiveDecision.class)).as("seed " + seed).isEqualTo(without);
            assertThat(world.decided(DrillDecision.class)).as("seed " + seed).isNotEmpty();
        }
    }

    private void live(Random random) {
        double second = 1;
        for (int step = 0; step < 120; step++) {
            second += random.nextInt(1, 60);
            String device = "fn-" + random.nextInt(1, 3);
            Optional<DrillView> drill = mind.drills().running();
            String id = drill.map(each -> each.record().id()).orElse("D1");
            switch (random.nextInt(8)) {
                case 0 -> tell(second, fire());
                case 1 -> tell(second, new DrillStopped(id, "dong", "enough"));
                case 2 ->
                    tell(
                            second,
                            new Injected(
                                    id,
                                    "dong",
                                    device,
                                    List.of(new Measurement(Quantity.TEMPERATURE, 20 + random.nextInt(60)))));
                case 3 ->
                    drill.flatMap(each -> each.world().alarms().stream().findFirst())
                            .ifPresent(alarm -> append(
                                    mind.live().hubTimeMs(),
                                    new DrillCommand(id, "wang", new Command.Acknowledge(alarm.id()))));
                case 4 -> {
                    if (!mind.drills().pendingNotices().isEmpty()) {
                        delivered(second);
                    }
                }
                default -> tell(second, heat(second, device, 20 + random.nextInt(60)));
            }
        }
    }
}
