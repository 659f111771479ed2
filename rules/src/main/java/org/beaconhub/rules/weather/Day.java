package org.beaconhub.rules.weather;

/**
 * What the daily codes need to know of a day: how long it is light.
 *
 * @param month 1 to 12
 * @param latitude degrees, north is positive
 */
public record Day(int month, double latitude) {
    private static final Range MONTH = new Range("month", "", 1, 12);
    private static final Range LATITUDE = new Range("latitude", "°", -90, 90);

    /*
     * Effective day lengths of the DMC, hours: Van Wagner 1987, FTR 35, table for Canada (latitude 46° N), and Lawson
     * and Armitage 2008 for other latitudes; at the equator 9 h all year.
     */
    private static final double[] NORTH = {6.5, 7.5, 9, 12.8, 13.9, 13.9, 12.4, 10.9, 9.4, 8, 7, 6};
    private static final double[] NORTH_20 = {7.9, 8.4, 8.9, 9.5, 9.9, 10.2, 10.1, 9.7, 9.1, 8.6, 8.1, 7.8};
    private static final double[] SOUTH_20 = {10.1, 9.6, 9.1, 8.5, 8.1, 7.8, 7.9, 8.3, 8.9, 9.4, 9.9, 10.2};
    private static final double[] SOUTH = {11.5, 10.5, 9.2, 7.9, 6.8, 6.2, 6.5, 7.4, 8.7, 10, 11.2, 11.8};
    private static final double EQUATOR_HOURS = 9;

    /* Day-length adjustment of the DC: the same sources; near the equator 1.4 all year. */
    private static final double[] NORTH_DROUGHT = {-1.6, -1.6, -1.6, 0.9, 3.8, 5.8, 6.4, 5, 2.4, 0.4, -1.6, -1.6};
    private static final double[] SOUTH_DROUGHT = {6.4, 5, 2.4, 0.4, -1.6, -1.6, -1.6, -1.6, -1.6, 0.9, 3.8, 5.8};
    private static final double EQUATOR_DROUGHT = 1.4;

    /** Rejects what is no month or latitude. */
    public Day {
        MONTH.check(month);
        LATITUDE.check(latitude);
    }

    /** Effective day length, hours: Le of equation 16. */
    double effectiveHours() {
        if (latitude > 30) {
            return NORTH[month - 1];
        } else if (latitude > 10) {
            return NORTH_20[month - 1];
        } else if (latitude > -10) {
            return EQUATOR_HOURS;
        }
        return latitude > -30 ? SOUTH_20[month - 1] : SOUTH[month - 1];
    }

    /** Day-length adjustment of the drought code: Lf of equation 22. */
    double droughtAdjustment() {
        if (latitude > 20) {
            return NORTH_DROUGHT[month - 1];
        }
        return latitude > -20 ? EQUATOR_DROUGHT : SOUTH_DROUGHT[month - 1];
    }
}
