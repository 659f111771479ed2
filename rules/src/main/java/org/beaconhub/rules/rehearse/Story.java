package org.beaconhub.rules.rehearse;

import java.util.List;
import java.util.Set;
import org.beaconhub.rules.source.Position;

/**
 * One story of a test file.
 *
 * @param name what it tells, unique within its file
 * @param at where it is written
 * @param startMs when it begins, milliseconds since 1970 UTC
 * @param rules names of the rules that it is about
 * @param devices ids of the devices that take part
 * @param events what happens, by time; what happens at the same time in the order of the text
 */
public record Story(
        String name, Position at, long startMs, Set<String> rules, Set<String> devices, List<Event> events) {
    /** Copies the collections. */
    public Story {
        rules = Set.copyOf(rules);
        devices = Set.copyOf(devices);
        events = List.copyOf(events);
    }
}
