package org.beaconhub.rules.detect;

import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.explain.Lengths;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.source.Durations;

/**
 * Whether a device has not been heard for a time, counted from when the hub could hear it. While the broker or a device
 * that it is heard through is gone, its silence says nothing about the device: the one root cause is the other.
 */
final class SilenceTest implements Test {
    private final Track track;
    private final Surroundings around;
    private final Condition.Silent silent;
    private final long forMs;

    SilenceTest(Track track, Surroundings around, Condition.Silent silent) {
        this.track = track;
        this.around = around;
        this.silent = silent;
        this.forMs = silent.forMs(track.device().type().intervalMs());
    }

    private long quietSinceMs() {
        long sinceMs = Math.max(track.heardAtMs(), around.listening().sinceMs());
        for (int i = 0; i < around.through().size(); i++) {
            sinceMs = Math.max(sinceMs, around.through().get(i).backAtMs());
        }
        return sinceMs;
    }

    private boolean deaf(long hubMs) {
        if (!around.listening().connected()) {
            return true;
        }
        for (int i = 0; i < around.through().size(); i++) {
            if (around.through().get(i).missing(hubMs, around.listening().sinceMs())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        if (forMs == 0 || deaf(hubMs)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(hubMs - quietSinceMs() >= forMs);
    }

    @Override
    public Condition clause() {
        return silent;
    }

    @Override
    public String measured(long deviceMs) {
        return track.heardAtMs() == Track.NEVER
                ? "never heard"
                : "quiet for "
                        + Lengths.of(track.hubTimeMs(deviceMs) - quietSinceMs()).en();
    }

    @Override
    public Lack lack(long deviceMs, long hubMs) {
        if (!around.listening().connected()) {
            return new Lack.Deaf("");
        }
        for (Track gateway : around.through()) {
            if (gateway.missing(hubMs, around.listening().sinceMs())) {
                return new Lack.Deaf(gateway.device().id());
            }
        }
        return forMs == 0 ? new Lack.NoInterval() : new Lack.Heard(hubMs - quietSinceMs(), forMs);
    }

    @Override
    public String shown() {
        return track.heardAtMs() == Track.NEVER ? "never heard" : "quiet for " + Durations.text(forMs);
    }

    @Override
    public boolean restless(Truth truth) {
        return truth != Truth.FALSE;
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    @Override
    public long dueMs(Truth truth) {
        return truth == Truth.FALSE ? quietSinceMs() + forMs : Clause.NO_TIMER;
    }
}
