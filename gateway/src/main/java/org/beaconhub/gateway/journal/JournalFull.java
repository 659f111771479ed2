package org.beaconhub.gateway.journal;

/** The journal could not be written: the disk is full or refuses. To be tried again when there is room. */
public final class JournalFull extends Exception {
    private static final long serialVersionUID = 1;

    /** Says which file, and what the system said. */
    public JournalFull(String message, Throwable cause) {
        super(message, cause);
    }
}
