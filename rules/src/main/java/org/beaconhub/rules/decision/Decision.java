package org.beaconhub.rules.decision;

/** What the hub decided. It is about the real world or it belongs to a drill; nothing is both. */
public sealed interface Decision permits LiveDecision, DrillDecision {
    /** The entry that caused it, and its place among that entry's decisions. */
    Cause cause();
}
