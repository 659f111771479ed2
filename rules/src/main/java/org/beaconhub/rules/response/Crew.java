package org.beaconhub.rules.response;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.fact.AreaPath;
import org.beaconhub.rules.fact.Text;

/**
 * A unit that incidents are given to.
 *
 * @param id unique among the units
 * @param name what people call it
 * @param areas paths of its areas, areas below them included; none for everywhere
 * @param types the types of incident that it answers; none for all
 */
public record Crew(String id, Text name, List<String> areas, Set<String> types) {
    /** Copies the collections. */
    public Crew {
        areas = List.copyOf(areas);
        types = java.util.Collections.unmodifiableSet(new TreeSet<>(types));
    }

    /** How closely it answers for an area: the length of its own that covers it, 0 for everywhere, -1 for not at all. */
    int closeness(String area) {
        if (areas.isEmpty()) {
            return 0;
        }
        return areas.stream()
                .filter(own -> AreaPath.isWithin(area, own))
                .mapToInt(String::length)
                .max()
                .orElse(-1);
    }
}
