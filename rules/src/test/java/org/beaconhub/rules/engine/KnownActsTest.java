package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.FactCodec;
import org.beaconhub.rules.fact.ActKey;
import org.beaconhub.rules.fact.Entry;
import org.junit.jupiter.api.Test;

/** The keys under which acts came: known for a day, over a restart, and not without end. */
class KnownActsTest {
    private Engine engine = Engine.empty();

    private void take(String key, long atMs) {
        engine.apply(new Entry(engine.seq() + 1, atMs, new ActKey(key, "request of " + key)));
    }

    @Test
    void aKeyIsKnownByTheEntryAfterItAlsoAfterARestart() {
        take("a", 1_000);
        assertThat(engine.knownActs()).containsExactly(new KnownAct("a", "request of a", 2, 1_000));
        byte[] snapshot = engine.snapshot();
        engine = Engine.restore(snapshot);
        assertThat(engine.knownActs()).containsExactly(new KnownAct("a", "request of a", 2, 1_000));
        assertThat(engine.snapshot()).isEqualTo(snapshot);
    }

    @Test
    void afterADayItIsForgottenWithTheNext() {
        take("a", 1_000);
        take("b", KnownActs.KEPT_MS + 999);
        assertThat(engine.knownActs()).extracting(KnownAct::key).containsExactly("a", "b");
        take("c", KnownActs.KEPT_MS + 1_000);
        assertThat(engine.knownActs()).extracting(KnownAct::key).containsExactly("b", "c");
    }

    @Test
    void ofTooManyTheOldestGoes() {
        for (int i = 0; i <= KnownActs.ACTS_MAX; i++) {
            take("k" + i, i);
        }
        assertThat(engine.knownActs())
                .hasSize(KnownActs.ACTS_MAX)
                .first()
                .extracting(KnownAct::key)
                .isEqualTo("k1");
    }

    @Test
    void theJournalReadsItAsItWasWritten() {
        ByteSink sink = new ByteSink(64);
        FactCodec.write(sink, new ActKey("a", "b"), 0);
        assertThat(FactCodec.read(new ByteSource(sink.toBytes()), 0)).isEqualTo(new ActKey("a", "b"));
    }
}
