package org.beaconhub.rules.rehearse;

import java.util.List;

/**
 * What became of a story.
 *
 * @param story the story
 * @param expectations how many expectations it looked at
 * @param shortfalls what was not as expected, by time; empty where all was
 */
public record Played(Story story, int expectations, List<Shortfall> shortfalls) {
    /** Copies the list. */
    public Played {
        shortfalls = List.copyOf(shortfalls);
    }

    /** Whether all was as expected. */
    public boolean passed() {
        return shortfalls.isEmpty();
    }
}
