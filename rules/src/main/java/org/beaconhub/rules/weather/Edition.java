package org.beaconhub.rules.weather;

/**
 * In which digits the equations are taken. All are the same system; editions differ from the third figure on, so a
 * table of reference can be matched only in its own edition.
 */
public enum Edition {
    /** As printed by Van Wagner and Pickett in 1985 (FTR 33), also NASA's GFWED: equations 12 and 15 in rounded form. */
    PRINTED_1985(147.2, 5.6348),
    /** As the Canadian Forest Service's own program up to cffdrs 1.8: equations 12 and 15 with an unrounded 280. */
    CFFDRS_1_8(147.2, StrictMath.log(280)),
    /** As cffdrs from 1.10 on: also the factor of the FF scale unrounded, so that FFMC 0 is exactly 250 % of moisture. */
    CFFDRS_1_10(250 * 59.5 / 101, StrictMath.log(280));

    private final double ffScale;
    private final double logDuffScale;

    Edition(double ffScale, double logDuffScale) {
        this.ffScale = ffScale;
        this.logDuffScale = logDuffScale;
    }

    /** The factor of the FF scale, equations 1 and 10. */
    double ffScale() {
        return ffScale;
    }

    /** Moisture of the duff above 20 %, %, at a DMC; equation 12. */
    double duffMoisture(double dmc) {
        return StrictMath.exp(logDuffScale - (this == PRINTED_1985 ? dmc / 43.43 : 0.023 * dmc));
    }

    /** The DMC of a moisture of the duff above 20 %, %; equation 15. */
    double dmc(double moisture) {
        return (this == PRINTED_1985 ? 244.72 : 43.43 * 5.6348) - 43.43 * StrictMath.log(moisture);
    }
}
