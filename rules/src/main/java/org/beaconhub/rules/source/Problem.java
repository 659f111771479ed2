package org.beaconhub.rules.source;

import java.util.Comparator;
import java.util.Optional;
import org.beaconhub.rules.fact.Text;

/**
 * Something wrong in a text, with its place.
 *
 * @param at where
 * @param text what is wrong, the value, and what would be right
 */
public record Problem(Position at, Text text) implements Comparable<Problem> {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.at().file())
            .thenComparingInt(problem -> problem.at().line())
            .thenComparingInt(problem -> problem.at().column())
            .thenComparing(Problem::message);

    /** One that is told in English alone: what is wrong with a site's own texts. */
    public Problem(Position at, String english) {
        this(at, Text.verbatim(english));
    }

    /** What is wrong, in English. */
    public String message() {
        return text.en();
    }

    /** Where and what, in both languages. */
    public Text told() {
        return new Text(at + "：" + text.zh(), toString());
    }

    /** The nearest valid name, where the message suggests one. */
    public Optional<String> suggestion() {
        return Nearest.suggested(message());
    }

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return at + ": " + message();
    }
}
