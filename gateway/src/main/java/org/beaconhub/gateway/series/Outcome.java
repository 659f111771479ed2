package org.beaconhub.gateway.series;

import java.util.List;

/** What became of samples that were given to a store, sorted by what to do next. */
public sealed interface Outcome {
    /** All are durable. */
    record Written() implements Outcome {}

    /**
     * All are durable but these, which the store refuses for good.
     *
     * @param lines at least one
     */
    record DropLines(List<DropLine> lines) implements Outcome {
        /** Copies the list. */
        public DropLines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Whether they are written is not known; giving all of them again does no harm.
     *
     * @param why the fault, in words
     */
    record RetryLater(String why) implements Outcome {}

    /**
     * Nothing more can be written until a person acts.
     *
     * @param why what is wrong and what would heal it
     */
    record StopAndTell(String why) implements Outcome {}

    /**
     * One sample that the store refuses.
     *
     * @param which the sample
     * @param why the store's reason
     */
    record DropLine(Sample which, String why) {}
}
