package org.beaconhub.rules.detect;

import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Durations;

/** Whether a device has not been heard for a time, counted from when the hub could hear it. */
final class SilenceTest implements Test {
    private final Track track;
    private final Listening listening;
    private final Condition.Silent silent;

    SilenceTest(Track track, Listening listening, Condition.Silent silent) {
        this.track = track;
        this.listening = listening;
        this.silent = silent;
    }

    private long quietSinceMs() {
        return Math.max(track.heardAtMs(), listening.sinceMs());
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        if (!listening.connected()) {
            return Truth.UNKNOWN;
        }
        return Truth.of(hubMs - quietSinceMs() >= silent.forMs());
    }

    @Override
    public String text() {
        return silent.text();
    }

    @Override
    public String shown() {
        return track.heardAtMs() == Track.NEVER ? "never heard" : "quiet for " + Durations.text(silent.forMs());
    }

    @Override
    public long dueMs(Truth truth) {
        return listening.connected() && truth != Truth.TRUE ? quietSinceMs() + silent.forMs() : Clause.NO_TIMER;
    }
}
