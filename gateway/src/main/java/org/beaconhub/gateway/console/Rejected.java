package org.beaconhub.gateway.console;

/** A request that is answered with a status and a sentence. */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** The sentence says what is wrong and what would be right. */
    Rejected(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
