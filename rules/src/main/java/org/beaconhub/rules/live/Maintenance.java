package org.beaconhub.rules.live;

import org.beaconhub.rules.fact.AreaPath;

/**
 * Work that goes on, or will, in an area.
 *
 * @param id unique: {@code M} and the journal sequence of the command
 * @param area path of the area, areas below it included
 * @param fromMs hub time at which it begins, milliseconds since 1970 UTC
 * @param untilMs hub time at which it ends
 * @param by who decided it
 * @param reason why
 */
public record Maintenance(String id, String area, long fromMs, long untilMs, String by, String reason) {
    boolean covers(String path, long nowMs) {
        return fromMs <= nowMs && nowMs < untilMs && AreaPath.isWithin(path, area);
    }
}
