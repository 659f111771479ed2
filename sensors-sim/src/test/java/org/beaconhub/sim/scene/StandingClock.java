package org.beaconhub.sim.scene;

import org.beaconhub.sim.clock.SimClock;

/** A clock that shows always the same. */
public record StandingClock(long nowMs) implements SimClock {
    @Override
    public long steadyNs() {
        return 0;
    }
}
