package org.beaconhub.rules.incident;

import org.beaconhub.rules.fact.Text;

/**
 * A step of the procedure.
 *
 * @param step what to do
 * @param doneBy who ticked it off; empty while nobody has
 * @param doneAtMs when, hub time in milliseconds since 1970 UTC; 0 while nobody has
 * @param note a remark, or empty
 */
public record Task(Text step, String doneBy, long doneAtMs, String note) {
    /** A step that nobody has ticked off. */
    public static Task open(Text step) {
        return new Task(step, "", 0, "");
    }

    /** Whether it is done. */
    public boolean isDone() {
        return !doneBy.isEmpty();
    }
}
