package org.beaconhub.gateway.backup;

/** A backup is not what was written. */
public final class BackupDamaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says which file, and what is wrong with it. */
    public BackupDamaged(String message) {
        super(message);
    }
}
