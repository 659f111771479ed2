package org.beaconhub.sim.clock;

/** Tells the time; tests bring their own. */
public interface SimClock {
    /** Wall time, in milliseconds since 1970 UTC. */
    long nowMs();

    /** Steady time, in nanoseconds since some moment; only differences mean something. */
    long steadyNs();

    /** The machine's clock. */
    static SimClock system() {
        return new SimClock() {
            @Override
            public long nowMs() {
                return System.currentTimeMillis();
            }

            @Override
            public long steadyNs() {
                return System.nanoTime();
            }
        };
    }
}
