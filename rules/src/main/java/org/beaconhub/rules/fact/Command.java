package org.beaconhub.rules.fact;

/**
 * What a person decided.
 *
 * @param by who, an account name
 * @param act what
 */
public record Command(String by, Act act) implements LiveFact {
    /** The acts that the engine knows. */
    public sealed interface Act permits Acknowledge, Close {}

    /**
     * "I have seen it": stops what was calling for attention.
     *
     * @param alarm id of the alarm
     */
    public record Acknowledge(String alarm) implements Act {}

    /**
     * Ends an alarm whose condition has returned.
     *
     * @param alarm id of the alarm
     * @param disposition what it turned out to be
     * @param note a remark, or empty; up to 500 characters
     */
    public record Close(String alarm, Disposition disposition, String note) implements Act {
        /** Rejects a longer note. */
        public Close {
            if (note.length() > 500) {
                throw new IllegalArgumentException("note must have at most 500 characters, got " + note.length());
            }
        }
    }

    /** What an alarm turned out to be. */
    public enum Disposition {
        /** It was what it said. */
        REAL,
        /** Nothing was there. */
        FALSE,
        /** Somebody tested. */
        TEST,
        /** A device was faulty. */
        FAULT
    }
}
