package org.beaconhub.rules.detect;

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
    private final Clause clause;
    private final Needs needs;
    private final long withinMs;
    private long seenMs = NEVER;
    private boolean restless;
    private boolean stirred;

    /** Watches a condition on a device, whose sightings count for {@code withinMs}. */
    public Sighting(Condition condition, long withinMs, Track track, Surroundings around) {
        Clauses.Working working = Clauses.of(condition, track, around.with(Surroundings.Others.NONE));
        this.track = track;
        this.clause = working.clause();
        this.needs = working.needs();
        this.withinMs = withinMs;
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

    /** Whether the next look may change something though no reading has changed for it. */
    public boolean restless() {
        return restless;
    }

    /** Whether the last look changed what it tells those who count it. */
    public boolean stirred() {
        return stirred;
    }

    /**
     * Looks at what the track now knows.
     *
     * @return whether it counts now and did not before: who counts it must look
     */
    public boolean look(long hubMs) {
        long deviceMs = track.deviceTimeMs(hubMs);
        boolean wasKnown = known();
        boolean holds = clause.look(deviceMs, hubMs) == Truth.TRUE;
        restless = holds || clause.restless();
        stirred = holds || known() != wasKnown;
        if (!holds) {
            return false;
        }
        boolean counted = counts(hubMs);
        seenMs = Math.max(seenMs, Math.min(deviceMs, hubMs));
        return !counted && counts(hubMs);
    }

    /** Hub time at which to look again, or {@link Clause#NO_TIMER}. */
    public long dueMs() {
        return clause.dueMs();
    }

    /** Whether it was seen true within the time. */
    boolean counts(long hubMs) {
        return seenMs != NEVER && hubMs - seenMs < withinMs;
    }

    /** When it ceases to count, hub time. */
    long endsMs() {
        return seenMs + withinMs;
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
        }
        clause.write(sink);
    }

    /** Reads what {@link #write} wrote. */
    public void read(ByteSource source) {
        seenMs = source.getFlag() ? source.getSigned() : NEVER;
        clause.read(source);
    }
}
