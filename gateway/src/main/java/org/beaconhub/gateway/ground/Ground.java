package org.beaconhub.gateway.ground;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.fact.Place;

/**
 * What a site's folder {@code map} says.
 *
 * @param features things on the ground, in the order of the files
 * @param elevation how high it is
 * @param tiles pictures of it, to lay beneath all else
 */
public record Ground(List<Feature> features, Optional<Elevation> elevation, Optional<TileArchive> tiles) {
    /** A site without a map. */
    public static final Ground NONE = new Ground(List.of(), Optional.empty(), Optional.empty());

    /** Copies the features. */
    public Ground {
        features = List.copyOf(features);
    }

    /** The same ground upon these pictures. */
    public Ground upon(Optional<TileArchive> pictures) {
        return new Ground(features, elevation, pictures);
    }

    /** The outer rings of an area's border, each closed; none where nobody drew it. */
    public List<List<Place>> border(String area) {
        return features.stream()
                .filter(each -> each.area().filter(area::equals).isPresent())
                .flatMap(each -> each.parts().stream())
                .map(List::getFirst)
                .toList();
    }
}
