package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.rulebook.Condition;

/**
 * Its part has held without a break for a time. A false part breaks it; a part that is not known neither breaks nor
 * fulfils it. Between readings it goes by the hub's timer, but not for a device that has missed three of its
 * intervals: a single high reading followed by nothing is no lasting state. Once it holds, silence does not end it.
 */
final class Hold implements Clause {
    private static final int INTERVALS_MISSED_MAX = 3;
    private static final long NOT_HELD = Long.MIN_VALUE;
    private static final long PRESUMED = Long.MIN_VALUE + 1;

    private final Track track;
    private final Clause part;
    private final long forMs;
    private final Condition condition;
    private Truth truth = Truth.UNKNOWN;
    private long heldSinceMs = NOT_HELD;

    Hold(Track track, Clause part, long forMs, Condition condition) {
        this.track = track;
        this.part = part;
        this.forMs = forMs;
        this.condition = condition;
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        switch (part.look(deviceMs, hubMs)) {
            case TRUE -> {
                if (heldSinceMs == NOT_HELD) {
                    heldSinceMs = deviceMs;
                } else if (heldSinceMs == PRESUMED) {
                    heldSinceMs = deviceMs - forMs;
                }
                boolean heldLong = deviceMs - heldSinceMs >= forMs;
                truth = Truth.of(truth == Truth.TRUE || heldLong && heardUntil(fulfilledMs()));
            }
            case FALSE -> {
                heldSinceMs = NOT_HELD;
                truth = Truth.FALSE;
            }
            case UNKNOWN -> truth = Truth.UNKNOWN;
        }
        return truth;
    }

    @Override
    public void presume(List<Clause> held) {
        truth = Truth.TRUE;
        heldSinceMs = PRESUMED;
        part.presume(held);
    }

    @Override
    public List<Clause> parts() {
        return List.of(part);
    }

    /** Hub time at which it will have held for long enough. */
    private long fulfilledMs() {
        return track.hubTimeMs(heldSinceMs + forMs);
    }

    private boolean heardUntil(long hubMs) {
        long intervalMs = track.device().type().intervalMs();
        boolean always = intervalMs == 0 || track.heardAtMs() == Track.NEVER;
        return always || hubMs - track.heardAtMs() <= INTERVALS_MISSED_MAX * intervalMs;
    }

    /** While its part holds, from when its device will have been heard lately enough for a timer at the end of its time. */
    @Override
    public long restlessFromMs() {
        boolean waits = part.truth() == Truth.TRUE && truth != Truth.TRUE;
        if (!waits) {
            return part.restlessFromMs();
        } else if (heldSinceMs == NOT_HELD || heldSinceMs == PRESUMED) {
            return RESTLESS;
        }
        long lastlyMs = INTERVALS_MISSED_MAX * track.device().type().intervalMs();
        return Math.min(heldSinceMs + forMs - lastlyMs, part.restlessFromMs());
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    @Override
    public long dueMs() {
        long partMs = part.dueMs();
        boolean waits = part.truth() == Truth.TRUE && truth != Truth.TRUE && heldSinceMs != NOT_HELD;
        if (!waits) {
            return partMs;
        }
        long dueMs = fulfilledMs();
        return heardUntil(dueMs) ? Math.min(partMs, dueMs) : partMs;
    }

    @Override
    public void explain(List<Evidence> evidence) {
        if (truth != Truth.TRUE) {
            return;
        }
        List<Evidence> inner = new ArrayList<>();
        part.explain(inner);
        if (inner.size() == 1) {
            Evidence only = inner.getFirst();
            evidence.add(new Evidence(condition.text(), only.value(), heldSinceMs, only.seq()));
        } else {
            long seq = inner.stream().mapToLong(Evidence::seq).max().orElse(0);
            evidence.add(new Evidence(condition.text(), Evidence.NOTHING, heldSinceMs, seq));
            evidence.addAll(inner);
        }
    }

    @Override
    public Finding finding(long hubMs) {
        List<Finding> parts = List.of(part.finding(hubMs));
        if (truth == Truth.TRUE) {
            return Finding.holds(condition, "", heldSinceMs, 0, parts);
        } else if (part.truth() != Truth.TRUE || heldSinceMs == NOT_HELD) {
            return Finding.byParts(condition, truth.answer(), parts);
        }
        Lack lack = heardUntil(hubMs)
                ? new Lack.HeldShort(track.deviceTimeMs(hubMs) - heldSinceMs, forMs)
                : new Lack.HeldUnheard(hubMs - track.heardAtMs(), forMs);
        return Finding.lacks(condition, truth.answer(), "", lack, parts);
    }

    @Override
    public long sinceMs() {
        return truth == Truth.TRUE ? heldSinceMs : Long.MAX_VALUE;
    }

    @Override
    public void write(ByteSink sink) {
        sink.put(truth.ordinal());
        sink.putMoment(heldSinceMs);
        part.write(sink);
    }

    @Override
    public void read(ByteSource source) {
        truth = source.getOneOf(Truth.values());
        heldSinceMs = source.getMoment();
        part.read(source);
    }
}
