package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.rulebook.Condition;

/**
 * What other devices' rules want to know of one device: when a condition was last seen true there. Times of several
 * devices are compared by the hub's clock, so a device whose clock is ahead does not count for longer.
 */
public final class Sighting {
    private static final long NEVER = Long.MIN_VALUE;

    private final Track track;
    private final Predicate<String> out;
    private final Clause clause;
    private final Needs needs;
    private final long withinMs;
    private long seenMs = NEVER;
    /** Journal sequence of the entry by which it came to be seen. */
    private long seenSeq;

    private long restlessFromMs = Clause.RESTLESS;
    private boolean stirred;
    /** Whether it was seen at the last look. */
    private boolean seen;

    /** Watches a condition on a device, whose sightings count for {@code withinMs}. */
    public Sighting(Condition condition, long withinMs, Track track, Surroundings around) {
        Clauses.Working working = Clauses.of(condition, track, around.with(Surroundings.Others.NONE));
        this.track = track;
        this.clause = working.clause();
        this.needs = working.needs();
        this.withinMs = withinMs;
        this.out = around.out();
    }

    /** Whether a reading of any of these quantities concerns it. */
    public boolean concerns(long quantities) {
        return needs.concerns(quantities);
    }

    /** Whether it may want a timer. */
    public boolean isTimed() {
        return needs.asked().timed();
    }

    /** When it must look. */
    public Needs needs() {
        return needs;
    }

    /** The device's time from which the next look may change something though no reading has changed for it. */
    public long restlessFromMs() {
        return restlessFromMs;
    }

    /** Whether the last look changed what it tells those who count it. */
    public boolean stirred() {
        return stirred;
    }

    /**
     * Looks at what the track now knows.
     *
     * @return whether it counts now and did not before, or came to be known: who counts it must look
     */
    public boolean look(long hubMs) {
        long deviceMs = track.deviceTimeMs(hubMs);
        boolean wasKnown = known();
        boolean held = seen;
        boolean isTrue = clause.look(deviceMs, hubMs) == Truth.TRUE;
        boolean holds = isTrue && !isOut();
        seen = holds;
        restlessFromMs = isTrue ? Clause.RESTLESS : clause.restlessFromMs();
        boolean learnt = known() != wasKnown;
        stirred = holds || learnt;
        if (!holds) {
            return learnt;
        }
        boolean counted = counts(hubMs);
        seenSeq = held ? seenSeq : track.seq();
        seenMs = Math.max(seenMs, Math.min(deviceMs, hubMs));
        return learnt || !counted && counts(hubMs);
    }

    /** Hub time at which to look again, or {@link Clause#NO_TIMER}. */
    public long dueMs() {
        return clause.dueMs();
    }

    /** Whether it was seen true within the time, at a device that nobody works on. */
    boolean counts(long hubMs) {
        return seenMs != NEVER && hubMs - seenMs < withinMs && !isOut();
    }

    /** Whether somebody works on the device: what is seen there meanwhile never counts. */
    private boolean isOut() {
        return out.test(track.device().id());
    }

    /** When it ceases to count, hub time. */
    long endsMs() {
        return seenMs + withinMs;
    }

    /** What it was seen by, for a clause that counts it: the device with its value where it still holds, when and the entry. */
    Evidence evidence(String clauseText) {
        List<Evidence> own = new ArrayList<>();
        clause.explain(own);
        String id = track.device().id();
        String values = own.stream().map(Evidence::value).distinct().collect(Collectors.joining(", "));
        return own.isEmpty()
                ? new Evidence(clauseText, id, seenMs, seenSeq)
                : new Evidence(clauseText, id + ": " + values, Math.min(clause.sinceMs(), seenMs), seenSeq);
    }

    boolean known() {
        return seenMs != NEVER || clause.truth() != Truth.UNKNOWN;
    }

    /** The device that it is about. */
    public Track track() {
        return track;
    }

    /** Writes what it remembers. */
    public void write(ByteSink sink) {
        sink.putFlag(seenMs != NEVER);
        if (seenMs != NEVER) {
            sink.putSigned(seenMs);
            sink.putUnsigned(seenSeq);
        }
        clause.write(sink);
    }

    /** Reads what {@link #write} wrote. */
    public void read(ByteSource source) {
        boolean ever = source.getFlag();
        seenMs = ever ? source.getSigned() : NEVER;
        seenSeq = ever ? source.getUnsigned() : 0;
        clause.read(source);
        seen = clause.truth() == Truth.TRUE && !isOut();
    }
}
