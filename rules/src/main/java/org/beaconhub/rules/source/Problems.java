package org.beaconhub.rules.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.beaconhub.rules.fact.Text;

/** Collects problems, so that all of them can be told at once. */
public final class Problems {
    /** So many are kept; more would help nobody. */
    public static final int PROBLEMS_MAX = 200;

    private final List<Problem> found = new ArrayList<>();
    private int added;
    private final List<Problem> warned = new ArrayList<>();

    /** Adds one. */
    public void add(Position at, Text text) {
        added++;
        if (found.size() < PROBLEMS_MAX) {
            found.add(new Problem(at, text));
        }
    }

    /** Adds one of a site's own texts, which is told in English alone. */
    public void add(Position at, String english) {
        add(at, Text.verbatim(english));
    }

    /** Adds one with the name that was probably meant behind it. */
    public void add(Position at, Text text, String wrong, Collection<String> right) {
        add(at, Nearest.hinted(text, wrong, right));
    }

    /** What has been told already stands in the way here too: counted, and not told again. */
    public void addAgain() {
        added++;
    }

    /** Adds what is possible, but hardly meant. */
    public void warn(Position at, String message) {
        if (warned.size() < PROBLEMS_MAX) {
            warned.add(new Problem(at, message));
        }
    }

    /** What is possible, but hardly meant, by place. */
    public List<Problem> warnings() {
        return warned.stream().distinct().sorted().toList();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** How many were added, kept or not. */
    public int size() {
        return added;
    }

    /** All of them, by place. */
    public List<Problem> sorted() {
        return found.stream().distinct().sorted().toList();
    }
}
