package org.beaconhub.gateway.console.report;

import java.security.SecureRandom;
import org.beaconhub.rules.fact.PersonReport;

/** The code by which a reporter asks what became of a report: 50 bits that nobody guesses. */
public final class ReportCode {
    private static final SecureRandom RANDOM = new SecureRandom();

    private ReportCode() {}

    /** Another one. */
    public static String next() {
        byte[] bytes = new byte[PersonReport.CODE_LENGTH];
        RANDOM.nextBytes(bytes);
        return PersonReport.code(bytes);
    }
}
