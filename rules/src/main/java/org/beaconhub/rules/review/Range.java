package org.beaconhub.rules.review;

import org.beaconhub.rules.rulebook.Condition.Comparison;

/** The numbers that a value can have, both ends included; none where {@code min} is above {@code max}. */
record Range(double min, double max) {
    static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final Range POSITIVE = new Range(0, Double.POSITIVE_INFINITY);
    static final Range NONE = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    boolean isEmpty() {
        return min > max;
    }

    /** The numbers for which a comparison with a constant holds; the constant itself where it is the border. */
    static Range where(Comparison comparison, double constant) {
        return switch (comparison) {
            case ABOVE -> new Range(Math.nextUp(constant), Double.POSITIVE_INFINITY);
            case AT_LEAST -> new Range(constant, Double.POSITIVE_INFINITY);
            case BELOW -> new Range(Double.NEGATIVE_INFINITY, Math.nextDown(constant));
            case AT_MOST -> new Range(Double.NEGATIVE_INFINITY, constant);
            case EQUAL -> new Range(constant, constant);
            case UNEQUAL -> ALL;
        };
    }

    Range and(Range other) {
        double from = Math.max(min, other.min);
        double to = Math.min(max, other.max);
        return new Range(from, to);
    }

    boolean within(Range other) {
        return min >= other.min && max <= other.max;
    }

    Range plus(Range other) {
        return new Range(min + other.min, max + other.max);
    }

    Range minus(Range other) {
        return new Range(min - other.max, max - other.min);
    }

    /** Whether a number of this range can compare so with one of the other. */
    boolean can(Comparison comparison, Range other) {
        if (isEmpty() || other.isEmpty()) {
            return false;
        }
        return switch (comparison) {
            case ABOVE -> max > other.min;
            case AT_LEAST -> max >= other.min;
            case BELOW -> min < other.max;
            case AT_MOST -> min <= other.max;
            case EQUAL -> max >= other.min && min <= other.max;
            case UNEQUAL -> min != max || other.min != other.max || min != other.min;
        };
    }
}
