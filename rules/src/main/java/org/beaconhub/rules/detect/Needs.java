package org.beaconhub.rules.detect;

import java.util.List;
import java.util.stream.Stream;

/** What a clause asks for, and so when it must look. */
public final class Needs {
    private final Asked asked;
    private final List<Test> moving;

    /**
     * What can be told of a clause without its device.
     *
     * @param told the quantities whose readings can change its answer, as bits by ordinal
     * @param marked those of them that it compares with thresholds only
     * @param exact those whose every other value counts
     * @param timed whether its answer may change by time alone; where not, it never wants a timer
     * @param rearms whether its timer may move with a word of the device, although its answer stays
     */
    record Asked(long told, long marked, long exact, boolean timed, boolean rearms) {}

    Needs(Asked asked, List<Test> moving) {
        this.asked = asked;
        this.moving = List.copyOf(moving);
    }

    Asked asked() {
        return asked;
    }

    /** The parts that may answer otherwise at any reading, as windows do. */
    List<Test> moving() {
        return moving;
    }

    /** Whether a reading of any of these quantities concerns it. */
    public boolean concerns(long quantities) {
        return (asked.told & quantities) != 0;
    }

    /** Whether its answer may change by time alone. */
    public boolean isTimed() {
        return asked.timed;
    }

    /** What both ask for. */
    public Needs and(Needs other) {
        return new Needs(
                new Asked(
                        asked.told | other.asked.told,
                        asked.marked | other.asked.marked,
                        asked.exact | other.asked.exact,
                        asked.timed || other.asked.timed,
                        asked.rearms || other.asked.rearms),
                Stream.concat(moving.stream(), other.moving.stream()).toList());
    }
}
