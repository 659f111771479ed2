package org.beaconhub.rules.response;

import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;

/**
 * A place that helps whoever comes.
 *
 * @param id unique among the points
 * @param kind what it is for
 * @param place where
 * @param name what people call it
 */
public record Point(String id, Kind kind, Place place, Text name) {
    /** What a point is for. */
    public enum Kind {
        /** Water to fight a fire with. */
        WATER,
        /** Where vehicles can go in. */
        ACCESS
    }
}
