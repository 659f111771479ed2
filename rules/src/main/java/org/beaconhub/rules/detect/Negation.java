package org.beaconhub.rules.detect;

import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.explain.Answer;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.rulebook.Condition;

/** The opposite of its part. */
final class Negation implements Clause {
    private final Track track;
    private final Clause part;
    private final Condition condition;
    private Truth truth = Truth.UNKNOWN;
    private long sinceMs;
    /** Journal sequence of the entry by which its part ended; 0 where it ended by time alone. */
    private long seq;

    Negation(Track track, Clause part, Condition condition) {
        this.track = track;
        this.part = part;
        this.condition = condition;
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        Truth now = part.look(deviceMs, hubMs).not();
        if (now == Truth.TRUE && truth != Truth.TRUE) {
            sinceMs = deviceMs;
            seq = deviceMs == track.observedAtMs() ? track.seq() : 0;
        }
        truth = now;
        return now;
    }

    @Override
    public List<Clause> parts() {
        return List.of(part);
    }

    @Override
    public long restlessFromMs() {
        return part.restlessFromMs();
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public boolean isTimed() {
        return part.isTimed();
    }

    @Override
    public Stream<Clause> waiting() {
        return part.waiting();
    }

    @Override
    public long dueMs() {
        return part.dueMs();
    }

    @Override
    public void explain(List<Evidence> evidence) {
        if (truth == Truth.TRUE) {
            evidence.add(new Evidence(
                    condition.text(), part instanceof Leaf leaf ? leaf.measured() : Evidence.NOTHING, sinceMs, seq));
        }
    }

    @Override
    public Finding finding(long hubMs) {
        List<Finding> parts = List.of(part.finding(hubMs));
        return switch (truth) {
            case TRUE -> Finding.holds(condition, "", sinceMs, seq, parts);
            case FALSE -> Finding.lacks(condition, Answer.NO, "", new Lack.Holds(), parts);
            case UNKNOWN -> Finding.byParts(condition, Answer.UNKNOWN, parts);
        };
    }

    @Override
    public long sinceMs() {
        return truth == Truth.TRUE ? sinceMs : Long.MAX_VALUE;
    }

    @Override
    public void write(ByteSink sink) {
        sink.put(truth.ordinal());
        if (truth == Truth.TRUE) {
            sink.putMoment(sinceMs);
            sink.putFlag(seq != 0);
            if (seq != 0) {
                sink.putSeq(seq);
            }
        }
        part.write(sink);
    }

    @Override
    public void read(ByteSource source) {
        truth = source.getOneOf(Truth.values());
        if (truth == Truth.TRUE) {
            sinceMs = source.getMoment();
            seq = source.getFlag() ? source.getSeq() : 0;
        }
        part.read(source);
    }
}
