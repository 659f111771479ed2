package org.beaconhub.rules.explain;

/** What a clause answers. */
public enum Answer {
    /** It holds. */
    YES("✓"),
    /** It does not hold. */
    NO("✗"),
    /** It lacks the readings that it needs. */
    UNKNOWN("?");

    private final String mark;

    Answer(String mark) {
        this.mark = mark;
    }

    /** Its sign at the head of a line. */
    public String mark() {
        return mark;
    }
}
