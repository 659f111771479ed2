package org.beaconhub.rules.detect;

import java.util.List;
import java.util.function.Predicate;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;
import org.beaconhub.rules.weather.WeatherBook;

/**
 * What a device's clauses know beyond its own track.
 *
 * @param listening whether the hub could have heard the device
 * @param through what the device is heard through besides the broker, nearest first
 * @param calendars the site's calendars
 * @param weather the fire weather of the areas
 * @param cover how many of the areas' devices work
 * @param others what is seen at the devices around
 * @param out whether somebody works on a device, by its id: what is seen there is no sign
 */
public record Surroundings(
        Listening listening,
        List<Track> through,
        Calendars calendars,
        WeatherBook weather,
        CoverBook cover,
        Others others,
        Predicate<String> out) {
    /** Finds what is seen at the devices around. */
    public interface Others {
        /** There are none. */
        Others NONE = new Others() {
            @Override
            public List<Sighting> sightings(Condition.Several several) {
                return List.of();
            }

            @Override
            public List<Track> measuring(Value.Drift drift) {
                return List.of();
            }
        };

        /** The sightings that a condition counts, in a fixed order. */
        List<Sighting> sightings(Condition.Several several);

        /** The tracks of the others that a device is compared with, in a fixed order. */
        List<Track> measuring(Value.Drift drift);
    }

    /** The same, for a device that is heard through these. */
    public Surroundings through(List<Track> gateways) {
        return new Surroundings(listening, List.copyOf(gateways), calendars, weather, cover, others, out);
    }

    /** The same, with these devices around. */
    public Surroundings with(Others around) {
        return new Surroundings(listening, through, calendars, weather, cover, around, out);
    }
}
