package org.beaconhub.rules.detect;

import java.util.List;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.weather.WeatherBook;

/**
 * What a device's clauses know beyond its own track.
 *
 * @param listening whether the hub could have heard the device
 * @param through what the device is heard through besides the broker, nearest first
 * @param calendars the site's calendars
 * @param weather the fire weather of the areas
 * @param others what is seen at the devices around
 */
public record Surroundings(
        Listening listening, List<Track> through, Calendars calendars, WeatherBook weather, Others others) {
    /** Finds what is seen at the devices around. */
    public interface Others {
        /** There are none. */
        Others NONE = several -> List.of();

        /** The sightings that a condition counts, in a fixed order. */
        List<Sighting> sightings(Condition.Several several);
    }

    /** The same, for a device that is heard through these. */
    public Surroundings through(List<Track> gateways) {
        return new Surroundings(listening, List.copyOf(gateways), calendars, weather, others);
    }

    /** The same, with these devices around. */
    public Surroundings with(Others around) {
        return new Surroundings(listening, through, calendars, weather, around);
    }
}
