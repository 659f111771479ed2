package org.beaconhub.rules.drill;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.FactCodec;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.TimePassed;

/**
 * A drill that goes on: its script, how far it has come, and an engine that takes what the script says for its whole world. What
 * that engine decides is handed to the {@link DrillDesk} and to nobody else. Nothing tells it of a broker, so it knows that it could
 * not hear most devices, and takes no silence for a fault.
 */
final class Drill {
    private final String id;
    private final DrillOrdered order;
    private final long beganAtMs;
    private final Engine engine;
    private final Set<String> cast;
    private final Map<Milestone, Long> times = new EnumMap<>(Milestone.class);
    private int said;
    private DrillRecord.Tally tally = DrillRecord.Tally.NONE;

    private Drill(String id, DrillOrdered order, long beganAtMs, Engine engine) {
        this.id = id;
        this.order = order;
        this.beganAtMs = beganAtMs;
        this.engine = engine;
        this.cast = order.cast();
    }

    /** A drill that begins now; its world is empty until it is {@link #settle}d. */
    static Drill begin(String id, DrillOrdered order, long nowMs) {
        return new Drill(id, order, nowMs, Engine.empty());
    }

    /** Takes a site for its world. */
    List<LiveDecision> settle(long nowMs, List<SiteChanged.SiteFile> site) {
        return apply(nowMs, new SiteChanged("drill", site));
    }

    String id() {
        return id;
    }

    DrillOrdered order() {
        return order;
    }

    /** The engine of its world, to be read. */
    Engine engine() {
        return engine;
    }

    long endsAtMs() {
        return beganAtMs + order.lengthMs();
    }

    /** Hub time at which {@link #turn} has something to do, or it ends. */
    long nextMs() {
        List<Saying> script = order.script();
        long sayingMs = said < script.size() ? beganAtMs + script.get(said).afterMs() : Long.MAX_VALUE;
        return Math.min(endsAtMs(), Math.min(sayingMs, engine.nextTimerMs()));
    }

    /** Lets its devices say what is due, and its timers fire. */
    List<LiveDecision> turn(long nowMs) {
        List<LiveDecision> all = new ArrayList<>();
        List<Saying> script = order.script();
        while (said < script.size() && beganAtMs + script.get(said).afterMs() <= nowMs) {
            Saying saying = script.get(said++);
            all.addAll(hear(saying.device(), saying.readings(), nowMs));
        }
        if (engine.isDue(nowMs)) {
            all.addAll(apply(nowMs, new TimePassed()));
        }
        return all;
    }

    /** A device of the drill speaks. */
    List<LiveDecision> hear(String device, List<Reading> readings, long nowMs) {
        tally = new DrillRecord.Tally(tally.said() + 1, tally.alarms(), tally.sent(), tally.spared());
        return apply(nowMs, new Observation(device, nowMs, TimeSource.HUB, Observation.NO_SEQ, readings));
    }

    /** Takes in what happens in its world; its entries have numbers of their own. */
    List<LiveDecision> apply(long nowMs, LiveFact fact) {
        return engine.apply(new Entry(engine.seq() + 1, nowMs, fact));
    }

    /** Notes a milestone where it is the first of its sort. */
    void reached(Milestone milestone, long nowMs) {
        times.putIfAbsent(milestone, nowMs);
    }

    void raised() {
        tally = new DrillRecord.Tally(tally.said(), tally.alarms() + 1, tally.sent(), tally.spared());
    }

    void ordered(boolean sent) {
        tally = new DrillRecord.Tally(
                tally.said(), tally.alarms(), tally.sent() + (sent ? 1 : 0), tally.spared() + (sent ? 0 : 1));
    }

    /** What it is, and its times so far. */
    DrillRecord record(long endsAtMs, Optional<DrillRecord.End> end) {
        return new DrillRecord(
                id,
                order.scenario(),
                order.title(),
                order.by(),
                beganAtMs,
                beganAtMs + order.ignitionMs(),
                endsAtMs,
                end,
                times,
                tally);
    }

    DrillView view() {
        return new DrillView(
                record(endsAtMs(), Optional.empty()), cast, order.script().size(), engine.view());
    }

    void write(ByteSink sink) {
        sink.putText(id);
        sink.putUnsigned(beganAtMs);
        FactCodec.write(sink, order, 0);
        sink.putBytes(engine.snapshot());
        sink.putUnsigned(said);
        RecordCodec.write(sink, times);
        RecordCodec.write(sink, tally);
    }

    static Drill read(ByteSource source) {
        String id = source.getText();
        long beganAtMs = source.getUnsigned();
        if (!(FactCodec.read(source, 0) instanceof DrillOrdered order)) {
            throw new IllegalArgumentException("the drill " + id + " of the snapshot has no order");
        }
        Drill drill = new Drill(id, order, beganAtMs, Engine.restore(source.getBytes()));
        drill.said = (int) source.getUnsigned();
        drill.times.putAll(RecordCodec.readTimes(source));
        drill.tally = RecordCodec.readTally(source);
        return drill;
    }
}
