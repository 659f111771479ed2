package org.beaconhub.rules.incident;

import org.beaconhub.rules.fact.Text;

/**
 * What everybody may read about an incident, because somebody decided so; nothing in it comes from elsewhere.
 *
 * @param text what to know and what to do, as a person wrote it
 * @param sinceMs since when it is public, hub time in milliseconds since 1970 UTC
 * @param changedMs since when it says this
 * @param clearedMs since when the danger is over; 0 while it is not
 */
public record PublicNotice(Text text, long sinceMs, long changedMs, long clearedMs) {
    /** Whether people are still warned. */
    public boolean stands() {
        return clearedMs == 0;
    }

    /** What is public from that moment on, in place of what was. */
    static PublicNotice of(Text text, long nowMs) {
        return new PublicNotice(text, nowMs, nowMs, 0);
    }

    /** It with another text: people are still warned of the same. */
    PublicNotice saying(Text next, long nowMs) {
        return new PublicNotice(next, sinceMs, nowMs, 0);
    }

    /** It, when the danger is over. */
    PublicNotice cleared(long nowMs) {
        return new PublicNotice(text, sinceMs, changedMs, nowMs);
    }
}
