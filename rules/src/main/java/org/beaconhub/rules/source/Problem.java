package org.beaconhub.rules.source;

import java.util.Comparator;
import java.util.Optional;

/**
 * Something wrong in a text, with its place.
 *
 * @param at where
 * @param message what is wrong, the value, and what would be right
 */
public record Problem(Position at, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.at().file())
            .thenComparingInt(problem -> problem.at().line())
            .thenComparingInt(problem -> problem.at().column())
            .thenComparing(Problem::message);

    /** The nearest valid name, where the message suggests one. */
    public Optional<String> suggestion() {
        return Nearest.suggested(message);
    }

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return at + ": " + message;
    }
}
