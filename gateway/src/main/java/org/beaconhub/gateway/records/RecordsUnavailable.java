package org.beaconhub.gateway.records;

/** The records do not answer now; the message says why, in one line. */
public final class RecordsUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    RecordsUnavailable(String why, Throwable cause) {
        super(why, cause);
    }

    RecordsUnavailable(String why) {
        super(why);
    }
}
