package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.codec.FactCodec;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.junit.jupiter.api.Test;

/** Random stories; a failure names its seed. */
class ReplayTest {
    private static final int SEEDS = 150;
    private static final String[] DEVICES = {"fn-1", "fn-2", "fn-3", "gate-1", "hub", "stranger"};

    private static Story random(long seed) {
        Random random = new Random(seed);
        Story story = Story.begin();
        double second = 0;
        for (int i = 0; i < 200; i++) {
            second += random.nextInt(10) == 0 ? random.nextInt(400) : random.nextDouble() * 12;
            switch (random.nextInt(12)) {
                case 0 -> story.tell(second, new Command("li", new Command.Acknowledge(someAlarm(story, random))));
                case 1 ->
                    story.tell(
                            second,
                            new Command(
                                    "li", new Command.Close(someAlarm(story, random), Command.Disposition.TEST, "")));
                case 2 -> story.tell(second, new DeliveryReport(someNotice(story), "brigade", 1, result(random)));
                case 3 ->
                    story.tell(
                            second, Sites.with(random.nextBoolean() ? Sites.RULES : Sites.RULES.replace("60", "45")));
                default -> story.tell(second, observation(random, second, i));
            }
        }
        return story;
    }

    private static String someAlarm(Story story, Random random) {
        var alarms = story.engine.view().alarms();
        return alarms.isEmpty()
                ? "A0-0"
                : alarms.get(random.nextInt(alarms.size())).id();
    }

    private static String someNotice(Story story) {
        var pending = story.engine.view().pendingNotices();
        return pending.isEmpty() ? "N0" : pending.getFirst().notice().id();
    }

    private static DeliveryReport.Result result(Random random) {
        return random.nextBoolean()
                ? new DeliveryReport.Delivered("200")
                : new DeliveryReport.Failed(Text.verbatim("410"));
    }

    private static Observation observation(Random random, double second, int i) {
        String device = DEVICES[random.nextInt(DEVICES.length)];
        Quantity quantity = switch (device) {
            case "gate-1" -> Quantity.DOOR;
            case "hub" -> Quantity.BROKER_UP;
            default -> random.nextBoolean() ? Quantity.TEMPERATURE : Quantity.SMOKE;
        };
        double value = quantity.max() == 1 ? random.nextInt(2) : random.nextInt(100) == 0 ? 1e9 : random.nextInt(90);
        long skewMs = random.nextInt(8) == 0 ? -random.nextInt(400_000) : 0;
        return new Observation(
                device,
                Story.START_MS + Math.round(second * 1000) + skewMs,
                random.nextInt(5) == 0 ? Observation.TimeSource.HUB : Observation.TimeSource.DEVICE,
                random.nextInt(3) == 0 ? i - random.nextInt(3) : Observation.NO_SEQ,
                List.of(new Measurement(quantity, value)));
    }

    @Test
    void theSameEntriesGiveTheSameDecisionsAndTheSameState() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Story story = random(seed);
            Engine again = Engine.empty();
            List<LiveDecision> decisions = new ArrayList<>();
            story.entries.forEach(entry -> decisions.addAll(again.apply(entry)));
            assertThat(decisions).as("seed %d", seed).isEqualTo(story.decisions);
            assertThat(again.digest()).as("seed %d", seed).isEqualTo(story.engine.digest());
        }
    }

    @Test
    void aSnapshotAtAnyPointAndTheTailEqualTheWholeRun() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Story story = random(seed);
            int cut = new Random(seed).nextInt(story.entries.size());
            Engine before = Engine.empty();
            story.entries.subList(0, cut).forEach(before::apply);
            Engine after = Engine.restore(before.snapshot());
            assertThat(after.digest()).as("seed %d", seed).isEqualTo(before.digest());
            assertThat(after.nextTimerMs()).as("seed %d", seed).isEqualTo(before.nextTimerMs());
            for (Entry entry : story.entries.subList(cut, story.entries.size())) {
                assertThat(after.apply(entry)).as("seed %d, %s", seed, entry).isEqualTo(before.apply(entry));
            }
            assertThat(after.digest()).as("seed %d", seed).isEqualTo(story.engine.digest());
        }
    }

    @Test
    void factsAndDecisionsSurviveTheirBytes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Story story = random(seed);
            for (Entry entry : story.entries) {
                ByteSink sink = new ByteSink(16);
                FactCodec.write(sink, entry.fact(), entry.hubTimeMs());
                assertThat(FactCodec.read(new ByteSource(sink.toBytes()), entry.hubTimeMs()))
                        .as("seed %d", seed)
                        .isEqualTo(entry.fact());
            }
            for (LiveDecision decision : story.decisions) {
                ByteSink sink = new ByteSink(16);
                DecisionCodec.write(sink, decision);
                assertThat(DecisionCodec.read(new ByteSource(sink.toBytes())))
                        .as("seed %d", seed)
                        .isEqualTo(decision);
            }
        }
    }

    @Test
    void toTellWhatComesNextChangesNothing() {
        for (long seed = 0; seed < 20; seed++) {
            Story story = random(seed);
            Engine engine = Engine.empty();
            for (int i = 0; i < story.entries.size(); i++) {
                engine.expect(story.entries, i);
                engine.apply(story.entries.get(i));
            }
            assertThat(engine.digest()).as("seed %d", seed).isEqualTo(story.engine.digest());
        }
    }
}
