package org.beaconhub.rules.detect;

import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.rulebook.Condition;

/** What a {@link Leaf} asks of a track. */
interface Test {
    Truth look(long deviceMs, long hubMs);

    /** As a rule writes it. */
    default String text() {
        return clause().text();
    }

    /** What it was made of. */
    Condition clause();

    /** What it is measured against at the device's time, which changes nothing; empty where nothing is known. */
    String measured(long deviceMs);

    /** What is missing, where it does not hold; this changes nothing. */
    Lack lack(long deviceMs, long hubMs);

    /** What it was measured against, with its unit. */
    String shown();

    /** Whether its answer, now {@code truth}, may change by the device being heard, whatever it says. */
    default boolean restless(Truth truth) {
        return false;
    }

    /** Whether its answer may change though nothing is heard. */
    default boolean isTimed() {
        return false;
    }

    /** Hub time at which its answer, now {@code truth}, may change though nothing is heard. */
    default long dueMs(Truth truth) {
        return Clause.NO_TIMER;
    }
}
