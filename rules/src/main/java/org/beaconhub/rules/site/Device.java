package org.beaconhub.rules.site;

import java.util.Optional;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rulebook.Subject;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.weather.WeatherBook;

/**
 * One device of the site.
 *
 * @param index its place among the site's devices, from 0 without gaps
 * @param id unique within the site
 * @param type what it is
 * @param area path of the area that it stands in
 * @param lat latitude in degrees, WGS 84
 * @param lon longitude in degrees, WGS 84
 * @param name what people call it
 * @param at where it is written
 * @param address its name on its own dialect: a friendly name, a DevEUI; the id where it has none
 * @param via id of the device that it is heard through, such as a gateway; empty where the hub hears it directly
 * @param snapshot where a camera gives its still picture; empty where it gives none
 */
public record Device(
        int index,
        String id,
        DeviceType type,
        String area,
        double lat,
        double lon,
        Text name,
        Position at,
        String address,
        String via,
        Optional<Snapshot> snapshot) {
    /** Id of the device that is the hub itself. */
    public static final String HUB = "hub";

    /**
     * Where a camera gives its still picture.
     *
     * @param url address of the picture, without a password in it
     * @param secret name of the secret with {@code user:password}; empty where the camera asks for none
     */
    public record Snapshot(String url, String secret) {}

    /** Whether it measures all that fire weather is reckoned from. */
    public boolean isWeatherStation() {
        return type.measures().containsAll(WeatherBook.MEASURES);
    }

    /** It as a place of the weather book. */
    WeatherBook.Place weatherStation() {
        return new WeatherBook.Place(id, area, lat);
    }

    /** Whether it tells what it sees. */
    boolean isCamera() {
        return type.isCamera();
    }

    /** Where it stands. */
    public Place place() {
        return new Place(lat, lon);
    }

    /** What the parameters of rules look at. */
    public Subject subject() {
        return new Subject(id, type.name(), area);
    }
}
