package org.beaconhub.gateway.console;

import java.util.Optional;
import org.beaconhub.rules.fact.Text;

/** A request that is answered with a status and a sentence. */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Optional<Text> text;

    /** The sentence says what is wrong and what would be right. */
    Rejected(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.text = Optional.empty();
    }

    /** An act that is refused; people read why in their language. */
    Rejected(int status, Text text) {
        super(text.en(), null, false, false);
        this.status = status;
        this.text = Optional.of(text);
    }

    int status() {
        return status;
    }

    /** The sentence in both languages, where a person's act is refused. */
    Optional<Text> text() {
        return text;
    }
}
