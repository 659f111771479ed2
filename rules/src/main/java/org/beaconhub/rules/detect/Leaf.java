package org.beaconhub.rules.detect;

import java.util.List;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.rulebook.Condition;

/** A clause that looks at readings itself, and remembers since when it holds and which entry made it so. */
final class Leaf implements Clause {
    private final Track track;
    private final Test test;
    private Truth truth = Truth.UNKNOWN;
    private long sinceMs;
    private long seq;

    Leaf(Track track, Test test) {
        this.track = track;
        this.test = test;
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        Truth now = test.look(deviceMs, hubMs);
        if (now == Truth.TRUE && truth != Truth.TRUE) {
            sinceMs = deviceMs;
            seq = track.seq();
        }
        truth = now;
        return now;
    }

    @Override
    public long restlessFromMs() {
        return test.restless(truth) ? RESTLESS : AT_REST;
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public boolean isTimed() {
        return test.isTimed();
    }

    @Override
    public long dueMs() {
        return test.dueMs(truth);
    }

    @Override
    public void explain(List<Evidence> evidence) {
        if (truth == Truth.TRUE) {
            evidence.add(new Evidence(test.text(), test.shown(), sinceMs, seq));
        }
    }

    /** What was last measured, for a clause that says the opposite; silence measures nothing. */
    String measured() {
        boolean silence = test.clause() instanceof Condition.Silent;
        String value = silence ? "" : test.measured(track.observedAtMs());
        return value.isEmpty() ? Evidence.NOTHING : value;
    }

    @Override
    public Finding finding(long hubMs) {
        long deviceMs = track.deviceTimeMs(hubMs);
        return truth == Truth.TRUE
                ? Finding.holds(test.clause(), test.measured(deviceMs), sinceMs, seq, List.of())
                : Finding.lacks(
                        test.clause(), truth.answer(), test.measured(deviceMs), test.lack(deviceMs, hubMs), List.of());
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
            sink.putSeq(seq);
        }
    }

    @Override
    public void read(ByteSource source) {
        truth = source.getOneOf(Truth.values());
        if (truth == Truth.TRUE) {
            sinceMs = source.getMoment();
            seq = source.getSeq();
        }
    }
}
