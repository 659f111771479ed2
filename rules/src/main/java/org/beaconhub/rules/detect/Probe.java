package org.beaconhub.rules.detect;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.beaconhub.rules.rulebook.Value;
import org.jspecify.annotations.Nullable;

/**
 * A part that may answer otherwise at any reading, for all clauses of a device that have it. A figure that is compared with
 * thresholds is asked once for all of them: while it stays between the same two, every comparison answers as before.
 */
final class Probe {
    private static final int UNKNOWN = -1;

    private final Object subject;
    private final Test test;
    private final @Nullable Figure figure;
    /** What the figure is compared with, ascending. */
    private double[] marks = {};

    private int answer = UNKNOWN;
    private long told;
    private long clauses;

    private record Marks(List<Double> all) {}

    Probe(Test test) {
        this.test = test;
        this.subject = subject(test);
        this.figure = isMarked(test) && test instanceof CompareTest compare ? compare.left() : null;
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

    /** All thresholds are known: devices with the same ones share them. */
    void share(Map<Object, Object> shared) {
        Marks key = new Marks(DoubleStream.of(marks).boxed().toList());
        marks = (double[]) shared.computeIfAbsent(key, each -> marks);
    }

    /** The clauses that must look since it answers otherwise than before, as bits; none where nothing was told for them. */
    long stirred(long toldNow, long deviceMs, long hubMs) {
        if ((told & toldNow) == 0) {
            return 0;
        }
        int before = answer;
        answer = ask(deviceMs, hubMs);
        return answer == before ? 0 : clauses;
    }

    private int ask(long deviceMs, long hubMs) {
        if (figure == null) {
            return test.look(deviceMs, hubMs).ordinal();
        }
        return figure.known(deviceMs) ? Cells.cell(marks, figure.now(deviceMs)) : UNKNOWN;
    }
}
