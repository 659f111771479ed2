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
    FIRE_DANGER("fire_danger");

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
            case FFMC -> Codes.FFMC.max();
            case FIRE_DANGER -> DangerGrade.values().length;
            case FWI, DMC, DC, ISI, BUI -> Double.POSITIVE_INFINITY;
        };
    }

    /** Its value at a noon. */
    public double of(AreaWeather day) {
        return switch (this) {
            case FWI -> day.fireWeather().fwi();
            case FFMC -> day.fireWeather().codes().ffmc();
            case DMC -> day.fireWeather().codes().dmc();
            case DC -> day.fireWeather().codes().dc();
            case ISI -> day.fireWeather().isi();
            case BUI -> day.fireWeather().bui();
            case FIRE_DANGER -> day.grade().number();
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
