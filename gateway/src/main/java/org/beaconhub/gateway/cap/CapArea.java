package org.beaconhub.gateway.cap;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.fact.Place;

/**
 * Where: all that any of its shapes covers.
 *
 * @param description in words
 * @param polygons rings of points; in each the first comes again as the last
 * @param circles circles
 * @param geocodes codes of others
 * @param altitude from which height on, in feet above the sea
 * @param ceiling up to which height, in feet above the sea
 */
public record CapArea(
        String description,
        List<List<Place>> polygons,
        List<Circle> circles,
        List<CapInfo.Named> geocodes,
        Optional<BigDecimal> altitude,
        Optional<BigDecimal> ceiling) {
    private static final int RING_MIN = 4;

    /** Copies the lists; rejects a ring that is not closed. */
    public CapArea {
        polygons = polygons.stream().map(List::copyOf).toList();
        circles = List.copyOf(circles);
        geocodes = List.copyOf(geocodes);
        for (List<Place> ring : polygons) {
            if (ring.size() < RING_MIN || !ring.getFirst().equals(ring.getLast())) {
                throw new IllegalArgumentException("a polygon has at least " + RING_MIN
                        + " points, and its last is its first, got " + ring.size() + " points for area '" + description
                        + "'");
            }
        }
    }

    /**
     * A circle.
     *
     * @param centre its middle
     * @param radiusKm its radius in kilometres; 0 for a point, at most half way around the earth
     */
    public record Circle(Place centre, BigDecimal radiusKm) {
        private static final BigDecimal RADIUS_MAX_KM = BigDecimal.valueOf(20_040);

        /** Rejects a radius that no circle on the earth has. */
        public Circle {
            if (radiusKm.signum() < 0 || radiusKm.compareTo(RADIUS_MAX_KM) > 0) {
                throw new IllegalArgumentException(
                        "radiusKm must be 0 to " + RADIUS_MAX_KM + " kilometres, got " + radiusKm);
            }
        }
    }
}
