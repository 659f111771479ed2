package org.beaconhub.sim.world;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The world of one seed. */
public final class World {
    private static final double COUNTRY_CO_PPM = 0.2;
    private static final double HAZE_PERCENT_PER_M = 0.05;
    /** How far a camera on a lookout tells smoke, in metres. */
    private static final double SMOKE_SEEN_METRES_MAX = 1500;
    /** How far it tells flames, in metres. */
    private static final double FLAMES_SEEN_METRES_MAX = 800;
    /** Fuel burning, in kg/s, whose smoke stands out above the trees. */
    private static final double SMOKE_SEEN_KG_PER_S = 0.5;
    /** Burning or burnt area, in m², whose flames stand out. */
    private static final double FLAMES_SEEN_M2 = 150;

    private final Weather weather;
    private final People people;
    /** Cameras are looked through on other threads. */
    private volatile @Nullable Fire fire;

    private @Nullable Plume plume;

    /** The world of a seed, with local time so many milliseconds ahead of UTC; nothing burns yet. */
    public World(long seed, long zoneOffsetMs) {
        weather = new Weather(seed, zoneOffsetMs);
        people = new People(seed, weather);
    }

    /** Its weather. */
    public Weather weather() {
        return weather;
    }

    /** Its people. */
    public People people() {
        return people;
    }

    /** Starts a fire; one world has one fire. */
    public Fire ignite(Place place, long timeMs) {
        Fire started = new Fire(place, timeMs, weather.wind(timeMs));
        fire = started;
        plume = new Plume(started, weather);
        return started;
    }

    /** The air outdoors. */
    public Air air(Place place, long timeMs) {
        Plume smoke = plume;
        Plume.Burden burden = smoke == null ? Plume.Burden.NONE : smoke.at(place, timeMs);
        double temperature = weather.temperature(timeMs) + burden.heat();
        double humidity = weather.humidity(timeMs) / (1 + burden.heat() / 20);
        return new Air(
                temperature,
                humidity,
                Math.min(100, HAZE_PERCENT_PER_M + burden.smoke()),
                COUNTRY_CO_PPM + burden.co(),
                burden.radiation());
    }

    /** The air in a heated building: it follows the weather by a fifth. */
    public Air indoors(long timeMs) {
        double temperature = 21 + (weather.temperature(timeMs) - 16) / 5;
        return new Air(temperature, Math.min(70, weather.humidity(timeMs) * 0.8), HAZE_PERCENT_PER_M, 0.5, 0);
    }

    /** What a lookout camera sees of a fire: {@code fire}, {@code smoke}, or nothing. */
    public Optional<String> seenFrom(Place place, long timeMs) {
        Fire burning = fire;
        if (burning == null || timeMs <= burning.startMs()) {
            return Optional.empty();
        }
        double metres = burning.distance(place, timeMs);
        if (metres <= FLAMES_SEEN_METRES_MAX && burning.areaM2(timeMs) >= FLAMES_SEEN_M2) {
            return Optional.of("fire");
        }
        boolean smoke = metres <= SMOKE_SEEN_METRES_MAX && burning.fuelRate(timeMs) >= SMOKE_SEEN_KG_PER_S;
        return smoke ? Optional.of("smoke") : Optional.empty();
    }

    /** What a lookout camera shows, which turns to the fire it sees; it may be asked on any thread. */
    public Sight sightFrom(Place place, long timeMs) {
        Fire burning = fire;
        Optional<String> seen = seenFrom(place, timeMs);
        if (burning == null || seen.isEmpty()) {
            return new Sight(weather.daylight(timeMs), Optional.empty());
        }
        double bearing = StrictMath.atan2(
                burning.origin().eastOf(place), burning.origin().northOf(place));
        double across = StrictMath.sin(StrictMath.toRadians(burning.wind().to()) - bearing);
        return new Sight(
                weather.daylight(timeMs),
                Optional.of(new Sight.Burning(
                        seen.get().equals("fire"),
                        burning.distance(place, timeMs),
                        burning.fuelRate(timeMs),
                        across * burning.wind().speed())));
    }
}
