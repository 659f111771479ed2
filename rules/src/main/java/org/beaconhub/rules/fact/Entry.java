package org.beaconhub.rules.fact;

/**
 * A fact with its place in the journal.
 *
 * @param seq journal sequence number, from 1, without gaps
 * @param hubTimeMs the hub's time when the fact was appended, milliseconds since 1970 UTC; never goes back
 * @param fact what was said
 */
public record Entry(long seq, long hubTimeMs, Fact fact) {
    /** Rejects a sequence below 1. */
    public Entry {
        if (seq < 1) {
            throw new IllegalArgumentException("seq must be 1 or more, got " + seq);
        }
    }
}
