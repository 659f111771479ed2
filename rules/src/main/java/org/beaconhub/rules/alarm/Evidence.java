package org.beaconhub.rules.alarm;

/**
 * One clause of a rule's condition that held when the alarm was raised.
 *
 * @param clause the clause as the rule writes it: {@code smoke > 4 %/m for 20 s}
 * @param value what it was measured against, with its unit: {@code 6.2 %/m}; or why it is not known
 * @param sinceMs since when the clause holds, observed time in milliseconds since 1970 UTC
 * @param seq journal sequence of the entry that made it true; of a sequence, by which its first began; 0 where time alone did
 */
public record Evidence(String clause, String value, long sinceMs, long seq) {
    /** The value of a clause that measures nothing of its own. */
    public static final String NOTHING = "–";
}
