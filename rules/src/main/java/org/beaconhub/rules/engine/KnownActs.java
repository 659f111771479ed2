package org.beaconhub.rules.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.IncidentCodec;
import org.beaconhub.rules.fact.ActKey;

/** The acts that came lately under keys, so that one which is sent again is known after a restart too. */
final class KnownActs {
    /** So many are known; the oldest goes first. */
    static final int ACTS_MAX = 10_000;
    /** They are known for so long, milliseconds. */
    static final long KEPT_MS = 24 * 3_600_000L;

    private final Map<String, KnownAct> known = new LinkedHashMap<>();

    /** An act comes with the next entry. */
    void take(ActKey key, long actSeq, long nowMs) {
        Iterator<KnownAct> oldest = known.values().iterator();
        while (oldest.hasNext() && oldest.next().atMs() <= nowMs - KEPT_MS) {
            oldest.remove();
        }
        known.remove(key.key());
        known.put(key.key(), new KnownAct(key.key(), key.request(), actSeq, nowMs));
        if (known.size() > ACTS_MAX) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** Those that are known, the oldest first. */
    List<KnownAct> all() {
        return List.copyOf(known.values());
    }

    void write(ByteSink sink) {
        IncidentCodec.writeAll(sink, known.values(), (to, each) -> {
            to.putText(each.key());
            to.putText(each.request());
            to.putUnsigned(each.seq());
            to.putUnsigned(each.atMs());
        });
    }

    void read(ByteSource source) {
        IncidentCodec.readAll(
                        source,
                        from -> new KnownAct(from.getText(), from.getText(), from.getUnsigned(), from.getUnsigned()))
                .forEach(each -> known.put(each.key(), each));
    }
}
