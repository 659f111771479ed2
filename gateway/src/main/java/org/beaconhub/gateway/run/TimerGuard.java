package org.beaconhub.gateway.run;

import org.beaconhub.rules.engine.Engine;

/**
 * Sees to it that a timer which does not advance, a fault in a rule's clause, cannot keep the hub from everything else:
 * after {@link Engine#IDLE_TURNS_MAX} turns of time in a row that left a timer due, the next turn waits for a while.
 * Other timers are late by that much at the most, and the journal does not fill with turns.
 */
final class TimerGuard {
    /** One second. */
    static final long PAUSE_MS = 1000;

    private int idle;
    private long pausedUntilMs = Long.MIN_VALUE;

    /** Hub time at which a turn of time is wanted, where the engine wants it at {@code engineMs}. */
    long nextMs(long engineMs) {
        return Math.max(engineMs, pausedUntilMs);
    }

    /** A turn of time was taken in at a moment, and the engine wants the next one at another. */
    void passed(long atMs, long engineMs) {
        idle = engineMs > atMs ? 0 : Math.min(idle + 1, Engine.IDLE_TURNS_MAX);
        pausedUntilMs = stuck() ? atMs + PAUSE_MS : Long.MIN_VALUE;
    }

    /** Whether there is such a timer. */
    boolean stuck() {
        return idle == Engine.IDLE_TURNS_MAX;
    }
}
