package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.explain.Answer;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.rulebook.Condition;

/**
 * One thing, then another: the second becomes true, and the first was true at an earlier moment, at most so long
 * before. It holds for as long as the second does. What becomes true with the same reading has no order.
 */
final class Sequence implements Clause {
    private static final long NEVER = Long.MIN_VALUE;

    private final Track track;
    private final Clause first;
    private final Clause second;
    private final long withinMs;
    private final Condition condition;
    private Truth truth = Truth.UNKNOWN;
    /** When the first was last true before the second began, and when that stretch began. */
    private long firstSeenMs = NEVER;

    private long firstBeganMs = NEVER;
    /** Journal sequences of the entries by which that stretch began, and the second. */
    private long firstSeq;

    private long seq;
    private boolean firstHeld;
    private boolean secondHeld;
    private long sinceMs = NEVER;

    Sequence(Track track, Clause first, Clause second, long withinMs, Condition condition) {
        this.track = track;
        this.first = first;
        this.second = second;
        this.withinMs = withinMs;
        this.condition = condition;
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        Truth one = first.look(deviceMs, hubMs);
        Truth other = second.look(deviceMs, hubMs);
        if (one == Truth.TRUE) {
            firstBeganMs = firstHeld ? firstBeganMs : deviceMs;
            firstSeq = firstHeld ? firstSeq : track.seq();
            firstSeenMs = deviceMs;
        }
        if (one != Truth.UNKNOWN) {
            firstHeld = one == Truth.TRUE;
        }
        truth = switch (other) {
            case FALSE -> Truth.FALSE;
            case UNKNOWN -> truth == Truth.TRUE ? Truth.TRUE : Truth.UNKNOWN;
            case TRUE -> secondHeld ? truth : follows(one, deviceMs);
        };
        if (other != Truth.UNKNOWN) {
            secondHeld = other == Truth.TRUE;
        }
        return truth;
    }

    private Truth follows(Truth one, long deviceMs) {
        boolean before = firstSeenMs != NEVER && firstBeganMs < deviceMs && deviceMs - firstSeenMs <= withinMs;
        if (before) {
            sinceMs = deviceMs;
            seq = track.seq();
            return Truth.TRUE;
        }
        return one == Truth.UNKNOWN && firstSeenMs == NEVER ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** A first that was seen before is not seen again: the second alone must go on. */
    @Override
    public void presume(List<Clause> held) {
        second.presume(held);
        Clause.first(held, Sequence.class).ifPresent(before -> {
            truth = Truth.TRUE;
            secondHeld = true;
            firstSeenMs = before.firstSeenMs;
            firstBeganMs = before.firstBeganMs;
            firstSeq = before.firstSeq;
            sinceMs = before.sinceMs;
            seq = before.seq;
        });
    }

    @Override
    public List<Clause> parts() {
        return List.of(first, second);
    }

    @Override
    public long restlessFromMs() {
        return first.truth() == Truth.TRUE ? RESTLESS : Math.min(first.restlessFromMs(), second.restlessFromMs());
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public boolean isTimed() {
        return first.isTimed() || second.isTimed();
    }

    @Override
    public Stream<Clause> waiting() {
        return Stream.concat(first.waiting(), second.waiting());
    }

    @Override
    public long dueMs() {
        return Math.min(first.dueMs(), second.dueMs());
    }

    @Override
    public void explain(List<Evidence> evidence) {
        if (truth == Truth.TRUE) {
            evidence.add(new Evidence(condition.text(), Evidence.NOTHING, firstBeganMs, firstSeq));
            List<Evidence> inner = new ArrayList<>();
            second.explain(inner);
            evidence.addAll(inner);
        }
    }

    @Override
    public Finding finding(long hubMs) {
        List<Finding> parts = List.of(first.finding(hubMs), second.finding(hubMs));
        return switch (truth) {
            case TRUE -> Finding.holds(condition, "", sinceMs, seq, parts);
            case FALSE ->
                Finding.lacks(
                        condition,
                        Answer.NO,
                        "",
                        secondHeld ? new Lack.NoFirst(withinMs) : new Lack.NoSecond(withinMs),
                        parts);
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
        sink.putFlag(firstHeld);
        sink.putFlag(secondHeld);
        sink.putMoment(firstSeenMs);
        sink.putMoment(firstBeganMs);
        sink.putMoment(sinceMs);
        if (firstBeganMs != NEVER) {
            sink.putSeq(firstSeq);
        }
        if (sinceMs != NEVER) {
            sink.putSeq(seq);
        }
        first.write(sink);
        second.write(sink);
    }

    @Override
    public void read(ByteSource source) {
        truth = source.getOneOf(Truth.values());
        firstHeld = source.getFlag();
        secondHeld = source.getFlag();
        firstSeenMs = source.getMoment();
        firstBeganMs = source.getMoment();
        sinceMs = source.getMoment();
        if (firstBeganMs != NEVER) {
            firstSeq = source.getSeq();
        }
        if (sinceMs != NEVER) {
            seq = source.getSeq();
        }
        first.read(source);
        second.read(source);
    }
}
