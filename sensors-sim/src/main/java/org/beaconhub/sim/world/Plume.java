package org.beaconhub.sim.world;

/**
 * The smoke of a fire as it comes past a sensor: a Gaussian plume near the ground with Briggs's rural parameters for
 * neutral air (stability D), arriving as late as the wind carries it. Hot gas rises away; a share stays below the
 * canopy, and that is all that a sensor on a pole gets.
 */
final class Plume {
    /** Share of smoke that has no lift: smouldering, and what the canopy holds back. */
    private static final double SHARE_BELOW_CANOPY = 0.3;
    /** Share of the heat that stays with it. */
    private static final double SHARE_OF_HEAT = 0.1;
    /** Emission factors of temperate forest, g per kg of dry fuel (Akagi et al. 2011, table 1). */
    private static final double CO_G_PER_KG = 89;

    private static final double PARTICLES_G_PER_KG = 12.7;
    /** Light extinguished by the particles of smouldering wood, m²/g (Seader and Einhorn 1976; flames make blacker smoke). */
    private static final double EXTINCTION_M2_PER_G = 4.4;
    /** Heat of combustion of wood, J/kg, less what evaporates its water. */
    private static final double HEAT_J_PER_KG = 1.6e7;
    /** Density times specific heat of air, J/(m³ K). */
    private static final double AIR_J_PER_M3_K = 1200;
    /** One ppm of CO in air at 20 °C, g/m³. */
    private static final double CO_G_PER_M3_PPM = 1.165e-3;
    /** Part of a flame's heat that is radiated. */
    private static final double RADIATED = 0.3;
    /** Share of radiation that a shielded sensor takes up, over its heat exchange with the air in W/(m² K). */
    private static final double SHIELDED_K_PER_W_M2 = 0.3 / 25;

    private static final double FLAME_KELVIN_ABOVE_AIR = 780;
    /** What a wall of flames radiates: nothing receives more. */
    private static final double FLAME_KW_PER_M2 = 100;

    private final Fire fire;
    private final Weather weather;

    Plume(Fire fire, Weather weather) {
        this.fire = fire;
        this.weather = weather;
    }

    /**
     * What a fire adds to clean air.
     *
     * @param smoke light obscured, in %/m
     * @param co carbon monoxide, in ppm
     * @param heat rise of a sensor's temperature, in K
     * @param radiation of flames, in kW/m²
     */
    record Burden(double smoke, double co, double heat, double radiation) {
        static final Burden NONE = new Burden(0, 0, 0, 0);
    }

    Burden at(Place place, long timeMs) {
        if (timeMs <= fire.startMs()) {
            return Burden.NONE;
        }
        double metres = Math.max(1, fire.distance(place, timeMs));
        double fuel = fire.fuelRate(timeMs);
        double radiation = RADIATED * fuel * HEAT_J_PER_KG / (4 * StrictMath.PI * metres * metres);
        double radiant = radiation * SHIELDED_K_PER_W_M2;
        double fuelPerM3 = dilution(place, timeMs) * SHARE_BELOW_CANOPY;
        double extinction = fuelPerM3 * PARTICLES_G_PER_KG * EXTINCTION_M2_PER_G;
        double gas = fuelPerM3 / SHARE_BELOW_CANOPY * SHARE_OF_HEAT * (1 - RADIATED) * HEAT_J_PER_KG / AIR_J_PER_M3_K;
        return new Burden(
                100 * (1 - StrictMath.exp(-extinction)),
                Math.min(10_000, fuelPerM3 * CO_G_PER_KG / CO_G_PER_M3_PPM),
                Math.min(FLAME_KELVIN_ABOVE_AIR, radiant + gas),
                Math.min(FLAME_KW_PER_M2, radiation / 1000));
    }

    /** Burnt fuel in a cubic metre of air, in kg/m³, all lift aside. */
    private double dilution(Place place, long timeMs) {
        Wind wind = weather.wind(timeMs);
        double angle = StrictMath.toRadians(wind.to());
        double east = place.eastOf(fire.origin());
        double north = place.northOf(fire.origin());
        double downwind = east * StrictMath.sin(angle) + north * StrictMath.cos(angle);
        double across = east * StrictMath.cos(angle) - north * StrictMath.sin(angle);
        if (downwind <= -Fire.HEAP_METRES) {
            return 0;
        }
        double run = Math.max(1, downwind);
        double spread = StrictMath.hypot(0.08 * run / StrictMath.sqrt(1 + 0.0001 * run), breadth(timeMs));
        double height = StrictMath.hypot(0.06 * run / StrictMath.sqrt(1 + 0.0015 * run), 1);
        double fuel = fire.fuelRate(timeMs - (long) (run / wind.speed() * 1000));
        double sideways = StrictMath.exp(-across * across / (2 * spread * spread));
        return fuel * sideways / (StrictMath.PI * wind.speed() * spread * height);
    }

    /** The source is as broad as what burns; a quarter of that is its standard deviation. */
    private double breadth(long timeMs) {
        return StrictMath.sqrt(fire.areaM2(timeMs) / StrictMath.PI) / 2;
    }
}
