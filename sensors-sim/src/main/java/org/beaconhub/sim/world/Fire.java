package org.beaconhub.sim.world;

/**
 * A surface fire that starts as a burning heap and spreads as an ellipse with the wind.
 *
 * <p>Its equilibrium rate is a tenth of the wind's speed (Cruz and Alexander 2019, Annals of Forest Science 76:44); a
 * young fire accelerates towards it as {@code 1 − exp(−0.115 t)}, t in minutes, and its length-to-breadth ratio
 * follows the wind (Forestry Canada Fire Danger Group 1992, ST-X-3, equations 70 and 79 for open ignition). Slope
 * and fuel are the same everywhere. What the front passes burns out evenly within {@value #BURNOUT_S} s.
 */
public final class Fire {
    /** Radius of the heap that burns first, in metres. */
    static final double HEAP_METRES = 4;

    private static final double HEAP_GROWTH_S = 20;
    private static final double BURNOUT_S = 120;
    private static final double SHARE_OF_WIND = 0.1;
    private static final double ACCELERATION_PER_S = 0.115 / 60;
    /** Dry litter, grass and brush that burns, in kg/m². */
    private static final double FUEL_KG_PER_M2 = 3;

    private final Place origin;
    private final long startMs;
    private final Wind wind;

    /** Starts at a place and time and is driven by the wind of that time. */
    public Fire(Place origin, long startMs, Wind wind) {
        this.origin = origin;
        this.startMs = startMs;
        this.wind = wind;
    }

    /** Where it started. */
    public Place origin() {
        return origin;
    }

    /** When it started, in milliseconds. */
    public long startMs() {
        return startMs;
    }

    /** The wind that drives it. */
    Wind wind() {
        return wind;
    }

    private double lengthToBreadth() {
        double kmh = wind.speed() * 3.6;
        return 1 + 8.729 * StrictMath.pow(1 - StrictMath.exp(-0.030 * kmh), 2.155);
    }

    private double eccentricity() {
        double ratio = lengthToBreadth();
        return StrictMath.sqrt(1 - 1 / (ratio * ratio));
    }

    /** How far the head has run at a time, in metres from the origin, the heap's radius included. */
    public double headMetres(long timeMs) {
        double seconds = (timeMs - startMs) / 1000.0;
        if (seconds <= 0) {
            return 0;
        }
        double run = seconds + (StrictMath.exp(-ACCELERATION_PER_S * seconds) - 1) / ACCELERATION_PER_S;
        return heap(seconds) + SHARE_OF_WIND * wind.speed() * run;
    }

    private static double heap(double seconds) {
        return HEAP_METRES * Math.min(1, seconds / HEAP_GROWTH_S);
    }

    /** How far the back has crept against the wind, in metres. */
    double backMetres(long timeMs) {
        double seconds = (timeMs - startMs) / 1000.0;
        if (seconds <= 0) {
            return 0;
        }
        double heap = heap(seconds);
        double eccentricity = eccentricity();
        return heap + (headMetres(timeMs) - heap) * (1 - eccentricity) / (1 + eccentricity);
    }

    private double halfBreadth(long timeMs) {
        double halfLength = (headMetres(timeMs) + backMetres(timeMs)) / 2;
        double heap = heap(Math.max(0, (timeMs - startMs) / 1000.0));
        return heap + (halfLength - heap) / lengthToBreadth();
    }

    /** What has burned or burns at a time, in m². */
    public double areaM2(long timeMs) {
        return StrictMath.PI * (headMetres(timeMs) + backMetres(timeMs)) / 2 * halfBreadth(timeMs);
    }

    /** Fuel that burns at a time, in kg/s. */
    public double fuelRate(long timeMs) {
        long beforeMs = timeMs - (long) (BURNOUT_S * 1000);
        return FUEL_KG_PER_M2 * (areaM2(timeMs) - areaM2(beforeMs)) / BURNOUT_S;
    }

    /** Distance of a place from the fire's edge, in metres; 0 within. */
    public double distance(Place place, long timeMs) {
        if (timeMs <= startMs) {
            return place.distance(origin);
        }
        double angle = StrictMath.toRadians(wind.to());
        double east = place.eastOf(origin);
        double north = place.northOf(origin);
        double head = headMetres(timeMs);
        double back = backMetres(timeMs);
        double along = east * StrictMath.sin(angle) + north * StrictMath.cos(angle) - (head - back) / 2;
        double across = east * StrictMath.cos(angle) - north * StrictMath.sin(angle);
        double halfLength = (head + back) / 2;
        double inUnits = StrictMath.hypot(along / halfLength, across / halfBreadth(timeMs));
        return inUnits <= 1 ? 0 : StrictMath.hypot(along, across) * (1 - 1 / inUnits);
    }
}
