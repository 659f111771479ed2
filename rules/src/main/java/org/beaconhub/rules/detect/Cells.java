package org.beaconhub.rules.detect;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Between which thresholds each quantity of a device lies: while it stays there, no comparison of it answers otherwise,
 * and nobody needs to look. What a cell is follows from the reading alone; after a restart none is known, and everybody
 * looks once more, which changes nothing.
 */
final class Cells {
    /** A quantity with more thresholds than this tells every change of its value. */
    private static final int MARKS_MAX = 50;

    private static final byte UNSEEN = Byte.MAX_VALUE;
    private static final double[] NO_MARKS = {};

    private final byte[] cells;
    private double[][] marks;
    private long turned;
    private long varied;

    /** The thresholds of each slot. */
    private record Thresholds(List<List<Double>> bySlot) {}

    Cells(int slots) {
        cells = new byte[slots];
        marks = new double[slots][];
        Arrays.fill(marks, NO_MARKS);
        forgetAll();
    }

    /** A comparison asks on which side of a threshold a quantity lies; whether there is room for one more. */
    boolean mark(int slot, double threshold) {
        double[] known = marks[slot];
        if (Arrays.binarySearch(known, threshold) >= 0) {
            return true;
        } else if (known.length == MARKS_MAX) {
            return false;
        }
        marks[slot] = DoubleStream.concat(DoubleStream.of(known), DoubleStream.of(threshold))
                .sorted()
                .toArray();
        return true;
    }

    /** All thresholds are known: devices with the same ones share them. */
    void share(Map<Object, Object> shared) {
        Thresholds key = new Thresholds(Stream.of(marks)
                .map(each -> DoubleStream.of(each).boxed().toList())
                .toList());
        marks = (double[][]) shared.computeIfAbsent(key, each -> marks);
    }

    /** A new observation begins. */
    void begin() {
        turned = 0;
        varied = 0;
    }

    /**
     * A quantity was told.
     *
     * @param bit the quantity's bit
     * @param status how its reading was judged
     * @param plausible whether the value counts
     * @param other whether its value is another one than before
     */
    void told(int slot, long bit, byte status, boolean plausible, double value, boolean other) {
        byte cell = (byte) (plausible ? cell(marks[slot], value) : -1 - status);
        if (cell != cells[slot]) {
            cells[slot] = cell;
            turned |= bit;
            varied |= bit;
        } else if (other) {
            varied |= bit;
        }
    }

    /** Between which thresholds, ascending, a value lies: odd on one, even between two. */
    static int cell(double[] marks, double value) {
        int below = 0;
        while (below < marks.length && marks[below] < value) {
            below++;
        }
        boolean on = below < marks.length && marks[below] == value;
        return 2 * below + (on ? 1 : 0);
    }

    /** The lowest value between the same thresholds as this one. */
    double lowest(int slot, double value) {
        int cell = cell(marks[slot], value);
        boolean on = cell % 2 == 1;
        return on ? value : cell == 0 ? Double.NEGATIVE_INFINITY : Math.nextUp(marks[slot][cell / 2 - 1]);
    }

    /** The highest value between the same thresholds as this one. */
    double highest(int slot, double value) {
        int cell = cell(marks[slot], value);
        boolean on = cell % 2 == 1;
        return on
                ? value
                : cell / 2 == marks[slot].length ? Double.POSITIVE_INFINITY : Math.nextDown(marks[slot][cell / 2]);
    }

    /** A text was told: any other text is another cell. */
    void toldText(int slot, long bit, byte status, boolean other) {
        told(slot, bit, status, false, 0, other);
        turned |= varied & bit;
    }

    /** What is known of a quantity has changed by something else than a reading of it. */
    void forget(int slot) {
        cells[slot] = UNSEEN;
    }

    void forgetAll() {
        Arrays.fill(cells, UNSEEN);
    }

    /** The quantities that the last observation brought across a threshold, as bits by ordinal. */
    long turned() {
        return turned;
    }

    /** The quantities that the last observation told another value of, those above among them. */
    long varied() {
        return varied;
    }
}
