package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.decision.Basis;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.junit.jupiter.api.Test;

/** Whoever is called hears how sure it is. */
class CallBasisTest {
    private static final int TAG_BEFORE = 7;
    /** No first sign, no device, no report. */
    private static final int NONE_LENGTH = 3;

    private final Story story = CallSite.story();

    private List<IncidentCalled> calls() {
        return story.decisions.stream()
                .filter(IncidentCalled.class::isInstance)
                .map(IncidentCalled.class::cast)
                .toList();
    }

    @Test
    void aCallSaysWhatTheIncidentIsKnownByAtThatMoment() {
        story.observe(1, "fn-1", Quantity.TEMPERATURE, 70)
                .observe(2, "fn-2", Quantity.TEMPERATURE, 70)
                .until(121);
        Optional<Text> first = Optional.of(story.alarm().message());
        assertThat(calls())
                .extracting(IncidentCalled::basis)
                .containsExactly(new Basis(first, 1, 0), new Basis(first, 2, 0));
    }

    @Test
    void aCallOfAJournalFromBeforeThatIsReadAsOneThatDoesNotSay() {
        story.observe(1, "fn-1", Quantity.TEMPERATURE, 70);
        IncidentCalled called = calls().getFirst();
        IncidentCalled bare = new IncidentCalled(
                called.cause(), called.incident(), called.reason(), called.step(), called.more(), Basis.NONE);
        ByteSink sink = new ByteSink(256);
        DecisionCodec.write(sink, bare);
        byte[] bytes = Arrays.copyOf(sink.toBytes(), sink.length() - NONE_LENGTH);
        bytes[0] = TAG_BEFORE;
        assertThat(DecisionCodec.read(new ByteSource(bytes))).isEqualTo(bare);
    }
}
