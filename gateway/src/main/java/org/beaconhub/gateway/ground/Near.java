package org.beaconhub.gateway.ground;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.site.Site;

/**
 * Where a site's devices are, and what is near them: a map elsewhere is a mistake.
 *
 * @param south lowest latitude of a device, degrees
 * @param north highest latitude, degrees
 * @param west lowest longitude, degrees
 * @param east highest longitude, degrees
 */
record Near(double south, double north, double west, double east) {
    private static final double MARGIN_DEGREES = 0.5;

    /** Around the devices of a site; the whole earth where none has a place. */
    static Near devicesOf(Site site) {
        List<Place> places = site.devices().stream()
                .map(device -> new Place(device.lat(), device.lon()))
                .filter(Place::isKnown)
                .toList();
        return places.isEmpty()
                ? new Near(-90, 90, -180, 180)
                : new Near(
                        places.stream().mapToDouble(Place::lat).min().getAsDouble(),
                        places.stream().mapToDouble(Place::lat).max().getAsDouble(),
                        places.stream().mapToDouble(Place::lon).min().getAsDouble(),
                        places.stream().mapToDouble(Place::lon).max().getAsDouble());
    }

    private boolean has(double lat, double lon) {
        return lat >= south - MARGIN_DEGREES
                && lat <= north + MARGIN_DEGREES
                && lon >= west - MARGIN_DEGREES
                && lon <= east + MARGIN_DEGREES;
    }

    /** What is wrong with a position, if something is. */
    Optional<String> wrong(double lon, double lat) {
        if (has(lat, lon)) {
            return Optional.empty();
        }
        String swapped = has(lon, lat) ? "; GeoJSON has the longitude first" : "";
        return Optional.of(String.format(
                java.util.Locale.ROOT,
                "[%s, %s] is not near the devices, which are at longitude %.3f to %.3f, latitude %.3f to %.3f%s",
                lon,
                lat,
                west,
                east,
                south,
                north,
                swapped));
    }
}
