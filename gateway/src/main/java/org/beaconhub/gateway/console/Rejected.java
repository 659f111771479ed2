package org.beaconhub.gateway.console;

import org.beaconhub.rules.fact.Text;

/** A request that is answered with a status and a sentence. */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Text text;

    /** The sentence says what is wrong and what would be right, in both languages: whatever is refused, a person may read it. */
    Rejected(int status, Text text) {
        super(text.en(), null, false, false);
        this.status = status;
        this.text = text;
    }

    int status() {
        return status;
    }

    /** The sentence in both languages. */
    Text text() {
        return text;
    }
}
