package org.beaconhub.gateway.doctor;

/**
 * What one look found.
 *
 * @param about what was looked at, in a word
 * @param verdict how it stands
 * @param said what was found, in a sentence without a full stop; never a secret
 * @param remedy what to do; empty where nothing is to be done
 */
public record Finding(String about, Verdict verdict, String said, String remedy) {
    /** How something stands. */
    public enum Verdict {
        /** As it should. */
        OK,
        /** The hub runs, but not as well as it could, or not for long. */
        WARNING,
        /** The hub does not start, or loses or fails to do something. */
        ERROR
    }

    /** Rejects trouble that tells nobody what to do. */
    public Finding {
        if (said.isBlank() || (verdict != Verdict.OK && remedy.isBlank())) {
            throw new IllegalArgumentException(about + ": a finding says what is so, and trouble what to do");
        }
    }

    /** All is well. */
    public static Finding ok(String about, String said) {
        return new Finding(about, Verdict.OK, said, "");
    }

    /** Something to look after. */
    public static Finding warning(String about, String said, String remedy) {
        return new Finding(about, Verdict.WARNING, said, remedy);
    }

    /** Something that must be mended. */
    public static Finding error(String about, String said, String remedy) {
        return new Finding(about, Verdict.ERROR, said, remedy);
    }
}
