package org.beaconhub.gateway.journal;

/** What the disk gives back is not what was written. */
public final class JournalDamaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says which file and entry. */
    public JournalDamaged(String message) {
        super(message);
    }
}
