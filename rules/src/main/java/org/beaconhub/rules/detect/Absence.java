package org.beaconhub.rules.detect;

import java.util.List;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.rulebook.Condition;

/**
 * One thing began, and another did not come within a time after it. It holds from the end of that time until the
 * other comes, or the first begins anew. The time goes by the hub's timer; while the broker is gone the other could
 * not have been heard, so the time counts anew from when it is back. Where nobody told of a broker it is not gone: whoever
 * could be heard to begin can be heard to go on.
 */
final class Absence implements Clause {
    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final Track track;
    private final Listening listening;
    private final Clause first;
    private final Clause other;
    private final long withinMs;
    private final Condition condition;
    private Truth truth = Truth.UNKNOWN;
    private boolean firstHeld;
    /** When the first began, by the device's time and the hub's; both count only while the other is awaited. */
    private long beganMs = NOT_BEGUN;

    private long beganHubMs;
    /** Journal sequence of the entry by which it did. */
    private long beganSeq;

    Absence(Track track, Listening listening, Clause first, Clause other, long withinMs, Condition condition) {
        this.track = track;
        this.listening = listening;
        this.first = first;
        this.other = other;
        this.withinMs = withinMs;
        this.condition = condition;
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        Truth one = first.look(deviceMs, hubMs);
        Truth came = other.look(deviceMs, hubMs);
        if (one == Truth.TRUE && !firstHeld) {
            beganMs = deviceMs;
            beganHubMs = hubMs;
            beganSeq = track.seq();
            truth = Truth.FALSE;
        }
        if (one != Truth.UNKNOWN) {
            firstHeld = one == Truth.TRUE;
        }
        if (came == Truth.TRUE) {
            beganMs = NOT_BEGUN;
            truth = Truth.FALSE;
        } else if (beganMs == NOT_BEGUN) {
            truth = one == Truth.UNKNOWN && truth != Truth.FALSE ? Truth.UNKNOWN : Truth.FALSE;
        } else if (!listening.gone() && hubMs >= overMs()) {
            truth = Truth.TRUE;
        }
        return truth;
    }

    /** Hub time at which the other is late. */
    private long overMs() {
        long missedMs = listening.sinceMs() > beganHubMs ? listening.sinceMs() + withinMs : Long.MIN_VALUE;
        return Math.max(missedMs, track.hubTimeMs(beganMs + withinMs));
    }

    /** What did not come in time has not come yet: a first that goes on does not begin anew. */
    @Override
    public void presume(List<Clause> held) {
        Clause.first(held, Absence.class).ifPresent(before -> {
            truth = Truth.TRUE;
            firstHeld = true;
            beganMs = before.beganMs;
            beganHubMs = before.beganHubMs;
            beganSeq = before.beganSeq;
        });
    }

    @Override
    public List<Clause> parts() {
        return List.of(first, other);
    }

    /** While the other is awaited; before and after that it answers anew only where a part does. */
    @Override
    public long restlessFromMs() {
        boolean awaits = beganMs != NOT_BEGUN && truth != Truth.TRUE;
        return awaits ? RESTLESS : Math.min(first.restlessFromMs(), other.restlessFromMs());
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
        long partsMs = Math.min(first.dueMs(), other.dueMs());
        boolean awaits = beganMs != NOT_BEGUN && truth != Truth.TRUE && !listening.gone();
        return awaits ? Math.min(partsMs, overMs()) : partsMs;
    }

    @Override
    public void explain(List<Evidence> evidence) {
        if (truth == Truth.TRUE) {
            evidence.add(new Evidence(condition.text(), Evidence.NOTHING, beganMs, beganSeq));
        }
    }

    @Override
    public Finding finding(long hubMs) {
        List<Finding> parts = List.of(first.finding(hubMs), other.finding(hubMs));
        if (truth == Truth.TRUE) {
            return Finding.holds(condition, "", beganMs, beganSeq, parts);
        }
        Lack lack = beganMs == NOT_BEGUN
                ? new Lack.NotBegun()
                : listening.gone() ? new Lack.Deaf("") : new Lack.Awaited(Math.max(0, overMs() - hubMs));
        return Finding.lacks(condition, truth.answer(), "", lack, parts);
    }

    @Override
    public long sinceMs() {
        return truth == Truth.TRUE ? beganMs : Long.MAX_VALUE;
    }

    @Override
    public void write(ByteSink sink) {
        sink.put(truth.ordinal());
        sink.putFlag(firstHeld);
        sink.putMoment(beganMs);
        sink.putMoment(beganHubMs);
        if (beganMs != NOT_BEGUN) {
            sink.putSeq(beganSeq);
        }
        first.write(sink);
        other.write(sink);
    }

    @Override
    public void read(ByteSource source) {
        truth = source.getOneOf(Truth.values());
        firstHeld = source.getFlag();
        beganMs = source.getMoment();
        beganHubMs = source.getMoment();
        if (beganMs != NOT_BEGUN) {
            beganSeq = source.getSeq();
        }
        first.read(source);
        other.read(source);
    }
}
