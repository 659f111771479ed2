package org.beaconhub.gateway.console.door;

import java.util.Optional;
import org.beaconhub.rules.fact.Text;

/** The door stays closed, with a sentence. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Text text;
    private final transient Optional<String> location;

    Refusal(int status, Text text, Optional<String> location) {
        super(text.en(), null, false, false);
        this.status = status;
        this.text = text;
        this.location = location;
    }

    Refusal(int status, Text text) {
        this(status, text, Optional.empty());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Why, in both languages. */
    public Text text() {
        return text;
    }

    /** Where a browser should go instead. */
    public Optional<String> location() {
        return location;
    }
}
