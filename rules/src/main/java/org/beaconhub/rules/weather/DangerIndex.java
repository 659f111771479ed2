package org.beaconhub.rules.weather;

/**
 * The forest fire weather index of China, HTZ = A + B + C + D − E, as LY/T 1172-95 adds it up: A for temperature, B for
 * humidity, C for the days since rain, D for wind, E for green or snow on the ground.
 *
 * <p>The sum, E and the limits of the grades are the standard's. The steps of A to D are those that Lü Weiwei et al.
 * publish (World Journal of Forestry 9(3), 2020, doi:10.12677/wjf.2020.93016, tables 5, 6, 7 and 9). To take all of them
 * from the noon observation, and a day's index at noon, is this hub's own choice: the standard takes the day's extremes.
 */
public final class DangerIndex {
    /** A day with at least this much rain, mm, begins the count of dry days again (table 7). */
    static final double WET_DAY_MM = 0.2;
    /** More dry days than this change nothing. */
    static final int DRY_DAYS_MAX = 10;

    private static final double[] TEMPERATURE_C = {5, 10, 15, 20, 25};
    private static final double[] HUMIDITY_PERCENT = {65, 55, 45, 35, 25};
    /** Upper ends of Beaufort 0 to 7, m/s. */
    private static final double[] WIND_MS = {0.2, 1.5, 3.3, 5.4, 7.9, 10.7, 13.8, 17.1};

    private static final int STEP = 4;
    private static final int DRY_DAY = 5;
    private static final int BEAUFORT = 5;

    private DangerIndex() {}

    /**
     * How much of the ground is green in the growing season, or white in winter: the factor E.
     */
    public enum Cover {
        /** Less than 20 % green, less than 10 % snow. */
        BARE(0),
        /** From 20 % green, or 10 % snow. */
        SPARSE(5),
        /** From 50 % green, or 30 % snow. */
        HALF(10),
        /** From 75 % green, or 60 % snow. */
        MOSTLY(15),
        /** All green, or 90 % snow. */
        FULL(20);

        private final int deduction;

        Cover(int deduction) {
            this.deduction = deduction;
        }
    }

    /**
     * The index of a day; 0 to 130.
     *
     * @param noon the weather at noon
     * @param dryDays days since the last wet one, 0 on a wet day
     * @param cover what is on the ground
     */
    public static double of(Weather noon, int dryDays, Cover cover) {
        new Range("dry days", "", 0, Integer.MAX_VALUE).check(dryDays);
        double temperature = STEP * stepsAbove(TEMPERATURE_C, noon.temperatureC());
        double humidity = STEP * stepsBelow(HUMIDITY_PERCENT, noon.humidityPercent());
        double drought = DRY_DAY * Math.min(dryDays, DRY_DAYS_MAX);
        double wind = BEAUFORT * stepsAbove(WIND_MS, noon.windKmh() / 3.6);
        return Math.max(0, temperature + humidity + drought + wind - cover.deduction);
    }

    /** The grade of a day; see {@link #of}. */
    public static DangerGrade grade(Weather noon, int dryDays, Cover cover) {
        return DangerGrade.of(of(noon, dryDays, cover));
    }

    private static int stepsAbove(double[] limits, double value) {
        int steps = 0;
        while (steps < limits.length && value > limits[steps]) {
            steps++;
        }
        return steps;
    }

    private static int stepsBelow(double[] limits, double value) {
        int steps = 0;
        while (steps < limits.length && value < limits[steps]) {
            steps++;
        }
        return steps;
    }
}
