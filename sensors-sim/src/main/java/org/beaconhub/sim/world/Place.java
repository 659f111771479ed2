package org.beaconhub.sim.world;

/**
 * A place on the ground.
 *
 * @param lat latitude in degrees, WGS 84
 * @param lon longitude in degrees, WGS 84
 */
public record Place(double lat, double lon) {
    /** Metres of one degree of latitude on the sphere of 6,371 km; a site is small enough to be flat. */
    private static final double METRES_PER_DEGREE = 111_195;

    /** Rejects what is not on the globe. */
    public Place {
        if (!(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180)) {
            throw new IllegalArgumentException("no place: lat " + lat + ", lon " + lon);
        }
    }

    /** How far east of another place, in metres. */
    public double eastOf(Place other) {
        return (lon - other.lon) * METRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(other.lat));
    }

    /** How far north of another place, in metres. */
    public double northOf(Place other) {
        return (lat - other.lat) * METRES_PER_DEGREE;
    }

    /** Distance to another place, in metres. */
    public double distance(Place other) {
        return StrictMath.hypot(eastOf(other), northOf(other));
    }

    /** The place so many metres away in a direction, in degrees clockwise from north. */
    public Place moved(double bearing, double metres) {
        double angle = StrictMath.toRadians(bearing);
        return new Place(
                lat + metres * StrictMath.cos(angle) / METRES_PER_DEGREE,
                lon + metres * StrictMath.sin(angle) / METRES_PER_DEGREE / StrictMath.cos(StrictMath.toRadians(lat)));
    }
}
