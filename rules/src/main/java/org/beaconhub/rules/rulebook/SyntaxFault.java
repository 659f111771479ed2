package org.beaconhub.rules.rulebook;

/** An expression that cannot be read; becomes a problem at its place before it leaves this room. */
final class SyntaxFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int offset;

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
