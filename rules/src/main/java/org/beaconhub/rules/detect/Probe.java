package org.beaconhub.rules.detect;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.beaconhub.rules.rulebook.Value;
import org.jspecify.annotations.Nullable;

/**
 * A part that may answer otherwise at any reading, for all clauses of a device that have it. A figure that is compared with
 * thresholds is asked once for all of them: while it stays between the same two, every comparison answers as before.
 *
 * <p>It has no state. Devices that ask the same of what they remember share it, as a reading of a device that is not in the
 * processor's cache costs mostly the number of its objects.
 */
final class Probe {
    /** What it asks is not known. */
    static final short UNKNOWN = -1;

    private static final int NO_MEMORY = -1;

    private final Object subject;
    private final Test test;
    private final @Nullable Figure figure;
    /** The place of what the track remembers, where it asks that. */
    private final int memory;
    /** What the figure is compared with, ascending. */
    private double[] marks = {};

    private long told;
    private long clauses;

    private record Marks(List<Double> all) {}

    private record OfMemory(int memory, List<Double> marks, long told, long clauses) {}

    Probe(Test test, Track track) {
        this.test = test;
        this.subject = subject(test);
        this.figure = isMarked(test) && test instanceof CompareTest compare ? compare.left() : null;
        if (figure instanceof Figure.Remembered remembered) {
            memory = track.memories().place(remembered.memory());
        } else if (test instanceof RememberedTest remembered) {
            memory = track.memories().place(remembered.memory());
            marks = new double[] {RememberedTest.YES_MIN};
        } else {
            memory = NO_MEMORY;
        }
    }

    private static boolean isMarked(Test test) {
        return test instanceof CompareTest compare && compare.compare().right() instanceof Value.Constant;
    }

    private static Object subject(Test test) {
        return isMarked(test) && test instanceof CompareTest compare
                ? compare.compare().left()
                : test.clause();
    }

    /** Whether it asks what a test of the same device asks. */
    boolean asks(Test other) {
        return subject.equals(subject(other));
    }

    /**
     * Asks for one more test, which it {@link #asks}.
     *
     * @param toldQuantities what the clauses that have the test look at
     * @param clause the clause's bit
     */
    void add(Test other, long toldQuantities, long clause) {
        told |= toldQuantities;
        clauses |= clause;
        if (other instanceof CompareTest compare && compare.compare().right() instanceof Value.Constant constant) {
            marks = DoubleStream.concat(DoubleStream.of(marks), DoubleStream.of(constant.value()))
                    .sorted()
                    .distinct()
                    .toArray();
        }
    }

    /** All thresholds are known: it, or the same of another device, or it with the thresholds of another one. */
    Probe shared(Map<Object, Object> shared) {
        List<Double> all = DoubleStream.of(marks).boxed().toList();
        if (memory != NO_MEMORY) {
            return (Probe) shared.computeIfAbsent(new OfMemory(memory, all, told, clauses), key -> this);
        }
        marks = (double[]) shared.computeIfAbsent(new Marks(all), key -> marks);
        return this;
    }

    /** Reads a bit of it, and of its figure. */
    long fetch() {
        return clauses + (figure == null ? 0 : figure.fetch());
    }

    /** Whether anything was told for it. */
    boolean isFor(long toldNow) {
        return (told & toldNow) != 0;
    }

    /** The clauses that must look where it answers otherwise than before, as bits. */
    long clauses() {
        return clauses;
    }

    /** What it answers for a track: a number for each answer that may differ. */
    short ask(Track track, long deviceMs, long hubMs) {
        if (memory != NO_MEMORY) {
            Memory asked = track.memories().at(memory);
            return asked.known(deviceMs) ? cell(asked.now(deviceMs)) : UNKNOWN;
        } else if (figure != null) {
            return figure.known(deviceMs) ? cell(figure.now(deviceMs)) : UNKNOWN;
        }
        return (short) test.look(deviceMs, hubMs).ordinal();
    }

    /** What can be told of it while the readings of its device stay in their bands. */
    Reach reach(Track track, Bands bands) {
        if (memory != NO_MEMORY) {
            return Reach.ofMemory(track.memories().at(memory), track.memories().slotAt(memory), bands);
        }
        return figure == null ? Reach.OPEN : Reach.of(figure, bands);
    }

    /** What it answers where the figure is this. */
    short cell(double value) {
        return (short) Cells.cell(marks, value);
    }
}
