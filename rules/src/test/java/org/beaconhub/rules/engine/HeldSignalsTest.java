package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.DrillAlarmMoved;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.junit.jupiter.api.Test;

/** What the people of a channel are told of supervisory and trouble signals: six in ten minutes, the rest as one. */
class HeldSignalsTest {
    private static final int NODES = 12;
    private static final double WINDOW = 600;
    private static final String RULES = """
            - rule: weak
              on: node
              raise: temperature > 60 °C
              clear: temperature < 50 °C
              kind: trouble
              severity: minor
              message: { zh: 弱, en: weak }
            - { rule: blind, on: node, raise: smoke > 4 %/m, kind: supervisory, severity: severe, message: { zh: 遮挡, en: blind } }
            - { rule: dead, on: node, raise: co > 100 ppm, kind: trouble, severity: critical, message: { zh: 失效, en: dead } }
            - { rule: warm, on: node, raise: humidity > 90 %, kind: alarm, severity: minor, message: { zh: 湿, en: damp } }
            """;
    private static final String CHAT = "{ name: out, type: robot, style: wecom, secret: group";

    private final Story story = new Story();
    private int nodes = NODES;

    private void site(String channel) {
        site(0, channel);
    }

    private void site(double second, String channel) {
        story.tell(second, texts(channel));
        assertThat(story.engine.view().site().channels()).hasSize(1);
    }

    private SiteChanged texts(String channel) {
        StringBuilder devices = new StringBuilder("devices:\n");
        for (int i = 0; i < nodes; i++) {
            devices.append("  - { id: n-%d, type: node, area: hill, name: { zh: 节点, en: Node } }\n".formatted(i));
        }
        return new SiteChanged(
                "start",
                List.of(
                        new SiteFile(
                                "site.yaml",
                                "name: { zh: 试验, en: Trial }\nzone: Asia/Shanghai\nareas: { hill: { zh: 山, en: Hill } }\n"),
                        new SiteFile(
                                "types.yaml", "types: { node: { measures: [temperature, smoke, co, humidity] } }\n"),
                        new SiteFile("devices.yaml", devices.toString()),
                        new SiteFile(
                                "channels.yaml",
                                "channels:\n  - " + channel
                                        + ", kinds: [alarm, supervisory, trouble], min-severity: minor }\n"),
                        new SiteFile("rules/all.yaml", RULES)));
    }

    private HeldSignalsTest weak(double second, int from, int count) {
        for (int i = from; i < from + count; i++) {
            story.observe(second, "n-" + i, Quantity.TEMPERATURE, 70);
        }
        return this;
    }

    /** What was told, as {@code weak n-1 RAISED +3}. */
    private List<String> told() {
        return story.decisions.stream()
                .filter(NoticeOrdered.class::isInstance)
                .map(each -> (AlarmMoved) ((NoticeOrdered) each).notice().about())
                .map(moved -> moved.alarm().rule() + " " + moved.alarm().subject() + " " + moved.reason()
                        + (moved.more() > 0 ? " +" + moved.more() : ""))
                .toList();
    }

    private String last() {
        return told().getLast();
    }

    @Test
    void sixGoAtOnceAndTheRestAsOneWhenTheOldestIsTenMinutesOldNotBefore() {
        site(CHAT);
        weak(1, 0, 9);
        story.observe(2, "n-3", Quantity.SMOKE, 6);
        assertThat(told()).hasSize(6);
        story.until(WINDOW + 0.999);
        assertThat(told()).hasSize(6);
        story.until(WINDOW + 1);
        assertThat(told()).hasSize(7);
        assertThat(last()).as("the gravest, and how many more").isEqualTo("blind n-3 RAISED +3");
        assertThat(story.until(3 * WINDOW).engine.nextTimerMs())
                .as("nothing waits")
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsAMatterOfLifeGoesAtOnceAndSoDoesEveryAlarm() {
        site(CHAT);
        weak(1, 0, 8);
        story.observe(2, "n-3", Quantity.CO, 200);
        assertThat(last()).isEqualTo("dead n-3 RAISED");
        for (int i = 0; i < NODES; i++) {
            story.observe(3, "n-" + i, Quantity.HUMIDITY, 95);
        }
        assertThat(told()).filteredOn(each -> each.startsWith("warm")).hasSize(NODES);
    }

    @Test
    void ofWhatWaitsTheLastWordIsTold() {
        site(CHAT);
        weak(1, 0, 7);
        story.observe(10, "n-6", Quantity.TEMPERATURE, 20);
        story.until(WINDOW + 1);
        assertThat(told()).hasSize(7);
        assertThat(last()).isEqualTo("weak n-6 RETURNED");
    }

    @Test
    void aMachineIsToldOfEach() {
        site("{ name: out, type: webhook, url: \"https://example.org/\", secret: group");
        weak(1, 0, NODES);
        assertThat(told()).hasSize(NODES);
    }

    @Test
    void whatWaitsOutlivesARestartAndANoticeForManyIsReadAgainAsItWas() {
        site(CHAT);
        weak(1, 0, 9);
        byte[] snapshot = story.engine.snapshot();
        story.engine = Engine.restore(snapshot);
        assertThat(story.engine.snapshot()).isEqualTo(snapshot);
        story.until(WINDOW + 1);
        assertThat(last()).isEqualTo("weak n-8 RAISED +2");
        ByteSink sink = new ByteSink(64);
        DecisionCodec.write(sink, story.decisions.getLast());
        assertThat(DecisionCodec.read(new ByteSource(sink.toBytes()))).isEqualTo(story.decisions.getLast());
    }

    @Test
    void ofMoreThanAThousandThatWaitTheOldestAreCountedStill() {
        nodes = 1_010;
        site(CHAT);
        weak(1, 0, nodes);
        story.engine = Engine.restore(story.engine.snapshot());
        story.until(WINDOW + 1);
        assertThat(last()).as("six went at once, one is told by name").isEqualTo("weak n-1009 RAISED +1003");
    }

    @Test
    void inADrillANoticeForManySaysSoToo() {
        Mind mind = Mind.around(Engine.empty());
        mind.apply(new Entry(1, Story.START_MS, texts(CHAT + ", drills: true")));
        List<DrillOrdered.Saying> script = IntStream.range(0, 9)
                .mapToObj(i -> new DrillOrdered.Saying(0, "n-" + i, List.of(new Measurement(Quantity.TEMPERATURE, 70))))
                .toList();
        mind.apply(new Entry(
                2, Story.START_MS, new DrillOrdered("dong", "faults", new Text("故障", "Faults"), 0, 3_600_000, script)));
        List<? extends Decision> last = mind.apply(new Entry(3, Story.START_MS + 600_000, new TimePassed()));
        DrillNoticeOrdered ordered = last.stream()
                .filter(DrillNoticeOrdered.class::isInstance)
                .map(DrillNoticeOrdered.class::cast)
                .toList()
                .getLast();
        assertThat(ordered.notice().about())
                .isInstanceOfSatisfying(
                        DrillAlarmMoved.class, moved -> assertThat(moved.more()).isEqualTo(2));
        ByteSink sink = new ByteSink(64);
        DecisionCodec.write(sink, ordered);
        assertThat(DecisionCodec.read(new ByteSource(sink.toBytes()))).isEqualTo(ordered);
    }

    @Test
    void nothingWaitsForAChannelThatIsGone() {
        site(CHAT);
        weak(1, 0, 9);
        site(2, CHAT.replace("out", "other"));
        story.until(2 * WINDOW);
        assertThat(told()).hasSize(6);
    }
}
