package org.beaconhub.rules.site;

import java.util.List;
import org.beaconhub.rules.fact.AreaPath;

/**
 * One operator position: who answers the alarms of some areas.
 *
 * @param name unique within the site
 * @param areas paths of its areas, areas below them included
 */
public record OperatorPosition(String name, List<String> areas) {
    /** Answers what no other position does. */
    public static final String CONTROL_ROOM = "control-room";

    /** Copies the list. */
    public OperatorPosition {
        areas = List.copyOf(areas);
    }

    /** Whether an area is one of its own. */
    public boolean answers(String area) {
        return areas.stream().anyMatch(own -> AreaPath.isWithin(area, own));
    }
}
