package org.beaconhub.rules.weather;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The figures of an area's fire weather that rules may ask for, and that are published. All are plain numbers. */
public enum FireIndex {
    /** The Canadian Fire Weather Index. */
    FWI("fwi"),
    /** Fine Fuel Moisture Code. */
    FFMC("ffmc"),
    /** Duff Moisture Code. */
    DMC("dmc"),
    /** Drought Code. */
    DC("dc"),
    /** Initial Spread Index. */
    ISI("isi"),
    /** Buildup Index. */
    BUI("bui"),
    /** The Chinese danger grade, 1 to 5. */
    FIRE_DANGER("fire_danger"),
    /** Fine Fuel Moisture Code of the last hour. */
    HOURLY_FFMC("hourly_ffmc"),
    /** Initial Spread Index of the last hour. */
    HOURLY_ISI("hourly_isi"),
    /** Fire Weather Index of the last hour. */
    HOURLY_FWI("hourly_fwi");

    private final String key;

    FireIndex(String key) {
        this.key = key;
    }

    /** Its name in rules and in the catalogue of quantities. */
    public String key() {
        return key;
    }

    /** Lowest value. */
    public double min() {
        return this == FIRE_DANGER ? 1 : 0;
    }

    /** Highest value; infinite where the scale is open. */
    public double max() {
        return switch (this) {
            case FFMC, HOURLY_FFMC -> Codes.FFMC.max();
            case FIRE_DANGER -> DangerGrade.values().length;
            case FWI, DMC, DC, ISI, BUI, HOURLY_ISI, HOURLY_FWI -> Double.POSITIVE_INFINITY;
        };
    }

    /** Whether it is reckoned every hour. */
    public boolean hourly() {
        return switch (this) {
            case HOURLY_FFMC, HOURLY_ISI, HOURLY_FWI -> true;
            case FWI, FFMC, DMC, DC, ISI, BUI, FIRE_DANGER -> false;
        };
    }

    /**
     * Its value in an area that has fire weather of its own; not a number where it is not known.
     *
     * @param book the fire weather of the site
     * @param area path of the area
     */
    public double in(WeatherBook book, String area) {
        if (hourly()) {
            HourWeather hour = book.hourOf(area);
            return hour == null ? Double.NaN : of(hour.fireWeather());
        }
        AreaWeather day = book.of(area);
        return day == null ? Double.NaN : of(day);
    }

    /** Its value at a noon; the hourly ones have none. */
    public double of(AreaWeather day) {
        return this == FIRE_DANGER ? day.grade().number() : of(day.fireWeather());
    }

    /** Its value, where it follows from the Canadian codes. */
    public double of(FireWeather weather) {
        return switch (this) {
            case FWI, HOURLY_FWI -> weather.fwi();
            case FFMC, HOURLY_FFMC -> weather.codes().ffmc();
            case DMC -> weather.codes().dmc();
            case DC -> weather.codes().dc();
            case ISI, HOURLY_ISI -> weather.isi();
            case BUI -> weather.bui();
            case FIRE_DANGER -> Double.NaN;
        };
    }

    /** The figure of that name; empty where there is none. */
    public static Optional<FireIndex> named(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    /** All names. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(FireIndex::key).toList();
    }
}
