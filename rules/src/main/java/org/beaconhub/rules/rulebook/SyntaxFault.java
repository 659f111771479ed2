package org.beaconhub.rules.rulebook;

import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Scalar;

/** An expression that cannot be read; becomes a problem at its place before it leaves this room. */
final class SyntaxFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int offset;
    private final transient Text said;

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
            problems.add(text.at(offset), said);
        }
    }

    /** One that is told in English alone. */
    SyntaxFault(int offset, String message) {
        this(offset, Text.verbatim(message), message);
    }

    /** One that is told in both languages: a mistake that many make. */
    SyntaxFault(int offset, Text said) {
        this(offset, said, said.en());
    }

    private SyntaxFault(int offset, Text said, String message) {
        super(message, null, false, false);
        this.offset = offset;
        this.said = said;
    }

    /** The same, said of something at another place. */
    SyntaxFault within(int place, String name) {
        return new SyntaxFault(place, new Text("“" + name + "”中：" + said.zh(), "in '" + name + "': " + said.en()));
    }

    int offset() {
        return offset;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
