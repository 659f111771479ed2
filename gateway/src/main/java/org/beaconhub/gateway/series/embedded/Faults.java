package org.beaconhub.gateway.series.embedded;

/** The database's error codes that no retry heals. */
final class Faults {
    /** Another process has the file open. */
    static final int IN_USE = 90020;
    /** The file is not what was written. */
    static final int DAMAGED = 90030;
    /** The file is of another version of the database. */
    static final int OTHER_VERSION = 90048;
    /** Wrong user name or password. */
    static final int WRONG_LOGIN = 28000;

    private Faults() {}
}
