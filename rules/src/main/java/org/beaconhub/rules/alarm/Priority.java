package org.beaconhub.rules.alarm;

/** How fast an operator must answer, from the least urgent; it follows from the severity. */
public enum Priority {
    /** Within the shift; about 80 % of a good system's alarms (ISA-18.2-2016, table of recommended distribution). */
    LOW(0.80),
    /** Within the hour; about 15 %. */
    MEDIUM(0.15),
    /** At once; about 5 %. */
    HIGH(0.05),
    /** At once, before anything else; less than 1 %. */
    HIGHEST(0.01);

    private final double share;

    Priority(double share) {
        this.share = share;
    }

    /** The share of all alarms that the standard recommends, 0 to 1. */
    public double recommendedShare() {
        return share;
    }

    /** The priority of a severity. */
    public static Priority of(Severity severity) {
        return switch (severity) {
            case MINOR -> LOW;
            case MODERATE -> MEDIUM;
            case SEVERE -> HIGH;
            case CRITICAL, EXTREME -> HIGHEST;
        };
    }
}
