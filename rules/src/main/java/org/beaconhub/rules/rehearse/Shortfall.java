package org.beaconhub.rules.rehearse;

import java.util.List;
import org.beaconhub.rules.source.Position;

/**
 * Something in a story that was not as expected.
 *
 * @param at where it is written
 * @param afterMs when, in milliseconds from the story's beginning
 * @param expected what was expected
 * @param got what was there
 * @param before what happened until then, newest last
 * @param why why it is so, in sentences
 */
public record Shortfall(Position at, long afterMs, String expected, String got, List<String> before, List<String> why) {
    /** Copies the lists. */
    public Shortfall {
        before = List.copyOf(before);
        why = List.copyOf(why);
    }

    /** When, as people read it: {@code 1 min 30 s}. */
    public String when() {
        return Times.text(afterMs);
    }
}
