package org.beaconhub.rules.alarm;

import org.beaconhub.rules.fact.Text;

/** What an event did to an alarm. */
public sealed interface Outcome {
    /**
     * It goes to another state.
     *
     * @param next the new state
     * @param reason why
     */
    record Moves(AlarmState next, MoveReason reason) implements Outcome {}

    /** Nothing changes, and nobody needs to be told. */
    record Stays() implements Outcome {}

    /**
     * A person asked for what cannot be done now.
     *
     * @param why a sentence that says so
     */
    record Refuses(Text why) implements Outcome {}
}
