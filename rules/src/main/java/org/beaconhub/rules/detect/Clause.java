package org.beaconhub.rules.detect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.explain.Finding;

/** A condition at work for one device. */
public sealed interface Clause permits Leaf, Junction, Negation, Hold, Sequence, Absence, Quorum, Timetable {
    /** No timer is wanted. */
    long NO_TIMER = Long.MAX_VALUE;
    /** Any look may change something. */
    long RESTLESS = Long.MIN_VALUE;
    /** No look changes anything while no reading does. */
    long AT_REST = Long.MAX_VALUE;

    /**
     * Looks at what the device's track now knows.
     *
     * @param deviceMs the device's time
     * @param hubMs the hub's time
     */
    Truth look(long deviceMs, long hubMs);

    /**
     * The device's time from which the next look may remember something else, or answer otherwise, though no reading has
     * changed for it; {@link #RESTLESS} where that is always so, {@link #AT_REST} where never.
     */
    long restlessFromMs();

    /**
     * An alarm stands already, by a condition that was written otherwise. What must have held for a time counts as having
     * held, where it holds at the next look. What was seen before, and will not be told again, counts as seen.
     *
     * @param held what held of the condition that raised it, with its parts
     */
    default void presume(List<Clause> held) {}

    /** The first of a kind among what held. */
    static <C extends Clause> Optional<C> first(List<Clause> held, Class<C> kind) {
        return held.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** What it is made of, each with a truth of its own. */
    default List<Clause> parts() {
        return List.of();
    }

    /** It and all that it is made of. */
    default Stream<Clause> all() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Clause::all));
    }

    /** The answer of the last look. */
    Truth truth();

    /** Whether it may ever want a timer. */
    boolean isTimed();

    /** What is asked for {@link #dueMs}, without what only passes it on: the earliest of their timers is its own. */
    default Stream<Clause> waiting() {
        return isTimed() ? Stream.of(this) : Stream.empty();
    }

    /** Hub time at which a look may answer otherwise without a new reading, or {@link #NO_TIMER}. */
    long dueMs();

    /** Adds every clause that holds. */
    void explain(List<Evidence> evidence);

    /** What it answers, with its parts, and what is missing where it does not hold; it changes nothing. */
    Finding finding(long hubMs);

    /** The earliest moment at which a clause that now holds began to, observed time in milliseconds. */
    long sinceMs();

    /** Writes what it remembers. */
    void write(ByteSink sink);

    /** Reads what {@link #write} wrote. */
    void read(ByteSource source);
}
