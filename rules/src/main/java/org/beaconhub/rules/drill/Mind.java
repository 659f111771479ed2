package org.beaconhub.rules.drill;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.DrillDecision;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;

/** The whole of what decides: the engine of the real world, and the drills beside it. One thread at a time. */
public final class Mind {
    /** Begins a snapshot that has drills; one without is the live engine's alone. */
    private static final int WITH_DRILLS = 65;

    private final Engine live;
    private final DrillDesk drills;

    private Mind(Engine live, DrillDesk drills) {
        this.live = live;
        this.drills = drills;
    }

    /** Around an engine, without any drill. */
    public static Mind around(Engine live) {
        return new Mind(live, new DrillDesk());
    }

    /**
     * Takes in the next entry.
     *
     * @return what follows from it, in order: what is real before what is a drill's
     * @throws IllegalStateException where an entry is missing or comes twice
     */
    public List<? extends Decision> apply(Entry entry) {
        List<LiveDecision> real = live.apply(entry);
        List<DrillDecision> practised = drills.apply(entry, live, real.size());
        if (practised.isEmpty()) {
            return real;
        }
        List<Decision> all = new ArrayList<>(real);
        all.addAll(practised);
        return all;
    }

    /** Tells what comes soon, which changes nothing: see {@link Engine#expect}. */
    public void expect(List<Entry> batch, int from) {
        live.expect(batch, from);
    }

    /** The engine of the real world, to be read; no drill changes it. */
    public Engine live() {
        return live;
    }

    /** A copy of the drills for readers. */
    public DrillsView drills() {
        return drills.view();
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}: a {@link org.beaconhub.rules.fact.TimePassed} is wanted then. */
    public long nextTimerMs() {
        return Math.min(live.nextTimerMs(), drills.nextTimerMs());
    }

    /** The whole state; the same state always has the same bytes. */
    public byte[] snapshot() {
        byte[] real = live.snapshot();
        if (drills.isEmpty()) {
            return real;
        }
        ByteSink sink = new ByteSink(real.length + (1 << 16));
        sink.put(WITH_DRILLS);
        sink.putBytes(real);
        drills.write(sink);
        return sink.toBytes();
    }

    /**
     * The mind that a snapshot was taken of.
     *
     * @throws IllegalArgumentException where the bytes are no snapshot of a format that this hub reads
     */
    public static Mind restore(byte[] snapshot) {
        ByteSource source = new ByteSource(snapshot);
        if (source.get() != WITH_DRILLS) {
            return around(Engine.restore(snapshot));
        }
        Mind mind = around(Engine.restore(source.getBytes()));
        mind.drills.read(source);
        if (source.left() > 0) {
            throw new IllegalArgumentException("the snapshot has " + source.left() + " bytes too many");
        }
        return mind;
    }

    /** SHA-256 of {@link #snapshot}, in hex: two minds with the same digest are in the same state. */
    public String digest() {
        return Engine.digest(snapshot());
    }
}
