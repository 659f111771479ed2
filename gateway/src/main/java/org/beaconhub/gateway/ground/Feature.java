package org.beaconhub.gateway.ground;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;

/**
 * One thing on the ground.
 *
 * @param kind what it is
 * @param area path of the area whose border it is; empty where it is none
 * @param name what people call it
 * @param parts its lines; or its polygons, each with its outer ring first and its holes after it
 */
public record Feature(Kind kind, Optional<String> area, Optional<Text> name, List<List<List<Place>>> parts) {
    /** Copies the parts. */
    public Feature {
        parts = List.copyOf(parts);
    }

    /** What a thing on the ground is. */
    public enum Kind {
        /** The border of an area of the site. */
        AREA(true),
        /** A part of the forest that foresters count by. */
        COMPARTMENT(true),
        /** Where every vehicle goes. */
        ROAD(false),
        /** Where a vehicle of the forest goes. */
        TRACK(false),
        /** A strip without fuel. */
        FIREBREAK(false),
        /** A pond, a lake, the sea. */
        WATER(true),
        /** A brook or a river. */
        STREAM(false),
        /** A house. */
        BUILDING(true),
        /** Where the land ends. */
        COAST(false);

        private final boolean surface;

        Kind(boolean surface) {
            this.surface = surface;
        }

        /** Whether it is made of polygons, and not of lines. */
        public boolean isSurface() {
            return surface;
        }

        /** Its name in files and in the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
