package org.beaconhub.rules.decision;

import org.beaconhub.rules.fact.Text;

/**
 * A command could not be carried out; nothing changed.
 *
 * @param cause what caused it
 * @param text a sentence that a person understands, in both languages
 */
public record Refused(Cause cause, Text text) implements LiveDecision {
    /** The sentence in English. */
    public String why() {
        return text.en();
    }
}
