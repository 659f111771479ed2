package org.beaconhub.rules.detect;

/** What a {@link Leaf} asks of a track. */
interface Test {
    Truth look(long deviceMs, long hubMs);

    /** As a rule writes it. */
    String text();

    /** What it was measured against, with its unit. */
    String shown();

    /** Hub time at which its answer, now {@code truth}, may change though nothing is heard. */
    default long dueMs(Truth truth) {
        return Clause.NO_TIMER;
    }
}
