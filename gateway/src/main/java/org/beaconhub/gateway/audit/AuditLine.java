package org.beaconhub.gateway.audit;

/**
 * One thing that somebody did or tried.
 *
 * @param atMs when, milliseconds since 1970 UTC
 * @param who name of the account or {@code token:NAME}; empty where nobody knows
 * @param from network address; {@code console} of the machine for the command line
 * @param what what was done
 * @param about what it was done to: a path of the API, an account, a device
 * @param outcome {@code done}, or why not
 * @param seq the journal's entry that tells what was done; 0 where there is none
 */
public record AuditLine(long atMs, String who, String from, What what, String about, String outcome, long seq) {
    /** The outcome of what was done. */
    public static final String DONE = "done";

    private static final int LENGTH_MAX = 300;

    /** What can be done; names stand in files. */
    public enum What {
        /** An act of the API that changes something. */
        ACT,
        /** A look at what tells of persons. */
        LOOK,
        /** Somebody came in, or tried. */
        SIGN_IN,
        /** Somebody left. */
        SIGN_OUT,
        /** A password was chosen by a one-time link, or tried to. */
        SET_UP,
        /** Something was asked for that the caller may not have. */
        REFUSED,
        /** Accounts or tokens were changed by the command line. */
        ACCOUNTS,
        /** A channel was tried with a test message by the command line. */
        CHANNEL_TEST,
        /** A person chose another password, or tried to. */
        PASSWORD
    }

    /** Cuts what is too long; control characters become blanks. */
    public AuditLine {
        who = harmless(who);
        from = harmless(from);
        about = harmless(about);
        outcome = harmless(outcome);
    }

    private static String harmless(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .limit(LENGTH_MAX)
                .map(each -> Character.isISOControl(each) ? ' ' : each)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
