package org.beaconhub.rules.fact;

/**
 * A point on the ground, WGS 84. Both zero means that it is not known: nobody stands in the Gulf of Guinea.
 *
 * @param lat latitude in degrees
 * @param lon longitude in degrees
 */
public record Place(double lat, double lon) {
    /** Not known. */
    public static final Place NONE = new Place(0, 0);

    private static final double EARTH_RADIUS_M = 6_371_008.8;

    /** Rejects what is no point on the earth. */
    public Place {
        if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
            throw new IllegalArgumentException(
                    "lat must be -90 to 90 and lon -180 to 180 degrees, got " + lat + ", " + lon);
        }
    }

    /** Whether it is known. */
    public boolean isKnown() {
        return lat != 0 || lon != 0;
    }

    /** Metres to another point, by the haversine formula on a sphere. */
    public double metresTo(Place other) {
        double north = StrictMath.sin(StrictMath.toRadians(other.lat - lat) / 2);
        double east = StrictMath.sin(StrictMath.toRadians(other.lon - lon) / 2);
        double chord = north * north
                + StrictMath.cos(StrictMath.toRadians(lat))
                        * StrictMath.cos(StrictMath.toRadians(other.lat))
                        * east
                        * east;
        return 2 * EARTH_RADIUS_M * StrictMath.asin(StrictMath.min(1, StrictMath.sqrt(chord)));
    }
}
