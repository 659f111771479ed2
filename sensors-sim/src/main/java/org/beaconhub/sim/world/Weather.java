package org.beaconhub.sim.world;

/**
 * A dry spring day by the sea, every day: the mercury highest at 15 h and lowest at 3 h, the wind from the sea by day
 * and off the hills by night, stronger in the afternoon.
 */
public final class Weather {
    private static final long DAY_MS = 86_400_000;
    private static final double TEMPERATURE_MEAN = 16;
    private static final double TEMPERATURE_SWING = 6;
    /** Constant through the day, in °C: it is the same air. */
    private static final double DEW_POINT = 6;

    private static final double SEA_WIND_FROM = 150;
    private static final double WIND_TURN = 40;

    private final long zoneOffsetMs;
    private final Wander warmth;
    private final Wander gusts;
    private final Wander turn;

    /** The weather of a seed, with local time so many milliseconds ahead of UTC. */
    public Weather(long seed, long zoneOffsetMs) {
        this.zoneOffsetMs = zoneOffsetMs;
        this.warmth = new Wander(seed + 1, 0.8);
        this.gusts = new Wander(seed + 2, 1.0);
        this.turn = new Wander(seed + 3, 12);
    }

    /** Where the day stands, from 0 at midnight to 1. */
    double dayShare(long timeMs) {
        return Math.floorMod(timeMs + zoneOffsetMs, DAY_MS) / (double) DAY_MS;
    }

    /** 0 at night, 1 by day, and between the two for an hour around 6 h and 18 h. */
    double daylight(long timeMs) {
        double height = -StrictMath.cos(2 * StrictMath.PI * dayShare(timeMs));
        return Math.clamp(0.5 + height * 4, 0, 1);
    }

    /** 1 at 15 h, −1 at 3 h. */
    private double afternoon(long timeMs) {
        return StrictMath.cos(2 * StrictMath.PI * (dayShare(timeMs) - 15 / 24.0));
    }

    /** Air temperature in the shade, in °C. */
    public double temperature(long timeMs) {
        return TEMPERATURE_MEAN + TEMPERATURE_SWING * afternoon(timeMs) + warmth.at(timeMs);
    }

    /** Relative humidity, in %, by the Magnus formula (coefficients of WMO No. 8, annex 4.B). */
    public double humidity(long timeMs) {
        return Math.min(100, 100 * vapour(DEW_POINT) / vapour(temperature(timeMs)));
    }

    private static double vapour(double celsius) {
        return 6.112 * StrictMath.exp(17.62 * celsius / (243.12 + celsius));
    }

    /** The wind. */
    public Wind wind(long timeMs) {
        double speed = Math.max(1.5, 4 + 1.5 * afternoon(timeMs) + gusts.at(timeMs));
        double from = SEA_WIND_FROM + WIND_TURN * (1 - afternoon(timeMs)) / 2 + turn.at(timeMs);
        return new Wind(speed, (from + 360) % 360);
    }

    /** Air pressure, in hPa, with the tide of the atmosphere: highest at 10 h and 22 h. */
    public double pressure(long timeMs) {
        return 1015 + 1.2 * StrictMath.cos(4 * StrictMath.PI * (dayShare(timeMs) - 10 / 24.0));
    }
}
