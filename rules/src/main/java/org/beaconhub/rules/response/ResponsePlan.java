package org.beaconhub.rules.response;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.fact.Place;

/**
 * All that a site has prepared.
 *
 * @param procedures one for each type of incident
 * @param crews the units, in the order of the text
 * @param points water and ways in
 */
public record ResponsePlan(List<Procedure> procedures, List<Crew> crews, List<Point> points) {
    /** Nothing is prepared. */
    public static final ResponsePlan NONE = new ResponsePlan(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public ResponsePlan {
        procedures = List.copyOf(procedures);
        crews = List.copyOf(crews);
        points = List.copyOf(points);
    }

    /** Whether an incident may be of a type: one with a procedure, or {@link Procedure#OTHER}. */
    public boolean knows(String type) {
        return type.equals(Procedure.OTHER)
                || procedures.stream().anyMatch(each -> each.type().equals(type));
    }

    /** The procedure of a type of incident; a plain one where nothing is written of it. */
    public Procedure procedure(String type) {
        return procedures.stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseGet(() -> Procedure.plain(type));
    }

    /** The unit of an id. */
    public Optional<Crew> crew(String id) {
        return crews.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Who answers incidents of a type in an area: the unit with the closest area, of several the first. */
    public Optional<Crew> responsible(String type, String area) {
        Crew best = null;
        int closest = -1;
        for (Crew each : crews) {
            boolean answers = each.types().isEmpty() || each.types().contains(type);
            int closeness = each.closeness(area);
            if (answers && closeness > closest) {
                best = each;
                closest = closeness;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The point of a kind that is nearest to a place, as the crow flies. */
    public Optional<Point> nearest(Point.Kind kind, Place place) {
        return points.stream()
                .filter(each -> place.isKnown() && each.kind() == kind)
                .min((a, b) ->
                        Double.compare(a.place().metresTo(place), b.place().metresTo(place)));
    }
}
