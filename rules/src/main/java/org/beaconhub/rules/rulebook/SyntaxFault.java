package org.beaconhub.rules.rulebook;

import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Scalar;

/** An expression that cannot be read; becomes a problem at its place before it leaves this room. */
final class SyntaxFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int offset;

    /** The fault of a name whose definition has been told to be wrong: there is nothing to add where it is used. */
    static SyntaxFault told(int offset) {
        return new SyntaxFault(offset, "");
    }

    boolean isTold() {
        return why().isEmpty();
    }

    /** Tells it at its place in a text. */
    void tell(Scalar text, Problems problems) {
        if (isTold()) {
            problems.addAgain();
        } else {
            problems.add(text.at(offset), why());
        }
    }

    SyntaxFault(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
