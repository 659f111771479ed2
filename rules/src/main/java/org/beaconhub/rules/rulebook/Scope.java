package org.beaconhub.rules.rulebook;

import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.fact.AreaPath;

/**
 * Which devices a rule watches.
 *
 * @param types device types
 * @param area an area's path; {@code lingzhushan/**} means the area and all within it, {@code **} everywhere
 */
public record Scope(Set<String> types, String area) {
    /** Any area. */
    static final String ANY_AREA = "**";

    /** Any device. */
    static final Scope EVERYWHERE = new Scope(Set.of(), ANY_AREA);

    private static final String BELOW = "/**";

    /** Copies the set in a fixed order. */
    public Scope {
        types = java.util.Collections.unmodifiableSet(new TreeSet<>(types));
    }

    /** Whether a device of that type in that area is watched. */
    public boolean matches(String type, String areaPath) {
        return types.contains(type) && covers(areaPath);
    }

    private boolean covers(String areaPath) {
        if (area.equals(ANY_AREA)) {
            return true;
        }
        if (area.endsWith(BELOW)) {
            return AreaPath.isWithin(areaPath, area.substring(0, area.length() - BELOW.length()));
        }
        return areaPath.equals(area);
    }

    /** As a rule writes it. */
    public String text() {
        return String.join(", ", types) + " in " + area;
    }
}
