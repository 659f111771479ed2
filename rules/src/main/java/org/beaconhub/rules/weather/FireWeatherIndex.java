package org.beaconhub.rules.weather;

/**
 * The Canadian Forest Fire Weather Index System. Equation numbers are those of Van Wagner and Pickett, <i>Equations and
 * FORTRAN program for the Canadian Forest Fire Weather Index System</i>, Forestry Technical Report 33, 1985.
 */
public final class FireWeatherIndex {
    /** No litter holds more water than this, % of its dry weight. */
    private static final double MOISTURE_PERCENT_MAX = 250;

    /** Drying per day, log10: equation 6b. */
    private static final double DAILY_RATE = 0.581;
    /** Drying per hour, log10: Van Wagner 1977, PS-X-69, equation 3b as the Canadian Forest Service uses it today. */
    private static final double HOURLY_RATE = 0.0579;

    private static final double OVERWINTER_DC_MIN = 15;

    private final Edition edition;

    /** The system in one edition. */
    public FireWeatherIndex(Edition edition) {
        this.edition = edition;
    }

    /** The day's codes and indices from those of the day before. */
    public FireWeather next(Codes before, Weather noon, Day day) {
        return indices(
                new Codes(ffmc(before.ffmc(), noon), dmc(before.dmc(), noon, day), dc(before.dc(), noon, day)),
                noon.windKmh());
    }

    /** The indices that follow from codes and a wind speed, km/h: with an hourly FFMC, those of that hour. */
    public FireWeather indices(Codes codes, double windKmh) {
        double isi = isi(codes.ffmc(), Weather.WIND_KMH.check(windKmh));
        double bui = bui(codes.dmc(), codes.dc());
        double fwi = fwi(isi, bui);
        return new FireWeather(codes, isi, bui, fwi, dsr(fwi));
    }

    /** Equation 1: moisture of the litter, % of its dry weight. */
    private static double moisture(double ffmc, Edition edition) {
        return edition.ffScale() * (101 - ffmc) / (59.5 + ffmc);
    }

    /** Equations 1 to 10. The first half millimetre never reaches the litter. */
    private double ffmc(double before, Weather noon) {
        double dry = moisture(before, edition);
        double wet = noon.rainMm() > 0.5 ? wetted(dry, noon.rainMm() - 0.5) : dry;
        return ffmc(dried(wet, noon, DAILY_RATE), edition);
    }

    /**
     * The FFMC after some time of unchanging weather: Van Wagner, <i>A method of computing fine fuel moisture content
     * throughout the diurnal cycle</i>, PS-X-69, 1977, in today's form, which shares its curves with the daily code. All
     * rain reaches the litter. Whatever the edition, the factor of the FF scale is the unrounded one: with so many steps a
     * rounded one would drift.
     *
     * @param before the FFMC at the beginning
     * @param weather the weather, with the rain of that time
     * @param hours how long, at most 24; meant for 1
     */
    public static double hourlyFfmc(double before, Weather weather, double hours) {
        new Range("time step", "h", 0, 24).check(hours);
        double dry = moisture(Codes.FFMC.check(before), Edition.CFFDRS_1_10);
        double wet = weather.rainMm() > 0 ? wetted(dry, weather.rainMm()) : dry;
        return ffmc(dried(wet, weather, HOURLY_RATE * hours), Edition.CFFDRS_1_10);
    }

    /** Equation 10. */
    private static double ffmc(double moisture, Edition edition) {
        double ffmc = 59.5 * (250 - moisture) / (edition.ffScale() + moisture);
        return StrictMath.clamp(ffmc, Codes.FFMC.min(), Codes.FFMC.max());
    }

    /** Equations 3a and 3b. */
    private static double wetted(double moisture, double rainMm) {
        double wet = moisture
                + 42.5 * rainMm * StrictMath.exp(-100 / (251 - moisture)) * (1 - StrictMath.exp(-6.93 / rainMm));
        if (moisture > 150) {
            wet += 0.0015 * (moisture - 150) * (moisture - 150) * StrictMath.sqrt(rainMm);
        }
        return Math.min(wet, MOISTURE_PERCENT_MAX);
    }

    /** Equations 4 to 9: towards the moisture that the air gives, from above or from below. */
    private static double dried(double moisture, Weather weather, double rate) {
        double humidity = weather.humidityPercent();
        double common = 0.18 * (21.1 - weather.temperatureC()) * (1 - StrictMath.exp(-0.115 * humidity));
        double damp = StrictMath.exp((humidity - 100) / 10);
        double drying = 0.942 * StrictMath.pow(humidity, 0.679) + 11 * damp + common;
        double wetting = 0.618 * StrictMath.pow(humidity, 0.753) + 10 * damp + common;
        if (moisture > drying) {
            return drying + (moisture - drying) * decay(humidity / 100, weather, rate);
        } else if (moisture < wetting) {
            return wetting - (wetting - moisture) * decay((100 - humidity) / 100, weather, rate);
        }
        return moisture;
    }

    /** Equations 6 and 7. */
    private static double decay(double share, Weather weather, double rate) {
        double still = 0.424 * (1 - StrictMath.pow(share, 1.7))
                + 0.0694 * StrictMath.sqrt(weather.windKmh()) * (1 - StrictMath.pow(share, 8));
        return StrictMath.pow(10, -still * rate * StrictMath.exp(0.0365 * weather.temperatureC()));
    }

    /** Equations 11 to 17. */
    private double dmc(double before, Weather noon, Day day) {
        double wet = before;
        if (noon.rainMm() > 1.5) {
            double rain = 0.92 * noon.rainMm() - 1.27;
            double moisture = 20 + edition.duffMoisture(before);
            double after = moisture + 1000 * rain / (48.77 + duffSlope(before) * rain);
            wet = Math.max(0, edition.dmc(after - 20));
        }
        double temperature = Math.max(noon.temperatureC(), -1.1);
        return wet + 1.894e-4 * (temperature + 1.1) * (100 - noon.humidityPercent()) * day.effectiveHours();
    }

    /** Equations 13a to 13c. */
    private static double duffSlope(double dmc) {
        if (dmc <= 33) {
            return 100 / (0.5 + 0.3 * dmc);
        }
        return dmc <= 65 ? 14 - 1.3 * StrictMath.log(dmc) : 6.2 * StrictMath.log(dmc) - 17.2;
    }

    /** Equations 18 to 23. */
    private static double dc(double before, Weather noon, Day day) {
        double wet = before;
        if (noon.rainMm() > 2.8) {
            double rain = 0.83 * noon.rainMm() - 1.27;
            wet = Math.max(0, drought(800 * StrictMath.exp(-before / 400) + 3.937 * rain));
        }
        double loss = 0.36 * (Math.max(noon.temperatureC(), -2.8) + 2.8) + day.droughtAdjustment();
        return wet + 0.5 * Math.max(0, loss);
    }

    /** Equation 21: the DC of a moisture equivalent, of which 800 is soaked. */
    private static double drought(double moisture) {
        return 400 * StrictMath.log(800 / moisture);
    }

    /** Equations 24 to 26. */
    private double isi(double ffmc, double windKmh) {
        double moisture = moisture(ffmc, edition);
        double fuel = 91.9 * StrictMath.exp(-0.1386 * moisture) * (1 + StrictMath.pow(moisture, 5.31) / 4.93e7);
        return 0.208 * StrictMath.exp(0.05039 * windKmh) * fuel;
    }

    /** Equations 27a and 27b. */
    private static double bui(double dmc, double dc) {
        if (dmc == 0) {
            return 0;
        }
        double sum = dmc + 0.4 * dc;
        return dmc <= 0.4 * dc
                ? 0.8 * dmc * dc / sum
                : Math.max(0, dmc - (1 - 0.8 * dc / sum) * (0.92 + StrictMath.pow(0.0114 * dmc, 1.7)));
    }

    /** Equations 28 to 30. */
    private static double fwi(double isi, double bui) {
        double duff = bui <= 80
                ? 0.626 * StrictMath.pow(bui, 0.809) + 2
                : 1000 / (25 + 108.64 * StrictMath.exp(-0.023 * bui));
        double intensity = 0.1 * isi * duff;
        return intensity <= 1
                ? intensity
                : StrictMath.exp(2.72 * StrictMath.pow(0.434 * StrictMath.log(intensity), 0.647));
    }

    /** Equation 31. */
    private static double dsr(double fwi) {
        return 0.0272 * StrictMath.pow(fwi, 1.77);
    }

    /**
     * The DC to start with in spring where winter's rain and snow did not soak the deep layer: Lawson and Armitage 2008,
     * after Turner and Lawson 1978. At least 15.
     *
     * @param autumnDc the last DC of autumn
     * @param winterRainMm rain and melted snow since then, mm
     * @param carriedOver share of autumn's moisture that is still there: 1 where the code was kept until the ground froze,
     *     0.75 where it ended before, 0.5 for sites that dry out in winter
     * @param soakedIn share of winter's water that soaks in: 0.9 on poorly drained ground, 0.75 on the usual, 0.5 on
     *     steep or dry ground
     */
    public static double overwinterDc(double autumnDc, double winterRainMm, double carriedOver, double soakedIn) {
        new Range("autumn's DC", "", 0, 1e5).check(autumnDc);
        new Range("winter's rain", "mm", 0, 1e5).check(winterRainMm);
        new Range("share carried over", "", 0.01, 1).check(carriedOver);
        new Range("share soaked in", "", 0, 1).check(soakedIn);
        double moisture = carriedOver * 800 * StrictMath.exp(-autumnDc / 400) + soakedIn * 3.94 * winterRainMm;
        return Math.max(OVERWINTER_DC_MIN, drought(moisture));
    }
}
