package org.beaconhub.rules.detect;

import org.beaconhub.rules.rulebook.Value;

/** What can be told of a figure while the readings of its device stay in their {@link Bands}. */
enum Reach {
    /** It stays known, between {@link Bands#low} and {@link Bands#high}. */
    BOUND,
    /** It is not known, and stays so. */
    UNKNOWN,
    /** Anything may become of it. */
    OPEN;

    /** That of a figure. */
    static Reach of(Figure figure, Bands bands) {
        return switch (figure) {
            case Figure.Fixed fixed -> bands.bounds(fixed.value(), fixed.value());
            case Figure.Latest latest -> ofLatest(latest, bands);
            // Who asks for these is told when they change, and looks then.
            case Figure.Outlook outlook -> standing(outlook, bands);
            case Figure.Covered covered -> standing(covered, bands);
            case Figure.Remembered remembered -> ofMemory(remembered.memory(), remembered.slot(), bands);
            case Figure.Reckoned reckoned -> ofReckoned(reckoned, bands);
            case Figure.Picked picked -> ofPicked(picked, bands);
            case Figure.Magnitude magnitude -> ofMagnitude(magnitude, bands);
            // Others move it too.
            case Drift drift -> drift.isAlone() ? UNKNOWN : OPEN;
        };
    }

    private static Reach ofLatest(Figure.Latest latest, Bands bands) {
        int slot = latest.slot();
        if (bands.feeds(slot)) {
            return bands.bounds(bands.lowest(slot), bands.highest(slot));
        }
        return standing(latest, bands);
    }

    private static Reach standing(Figure figure, Bands bands) {
        if (!figure.known(bands.atMs())) {
            return UNKNOWN;
        }
        double value = figure.now(bands.atMs());
        return bands.bounds(value, value);
    }

    /** That of something remembered of a slot. What is told no more runs out some time. */
    static Reach ofMemory(Memory memory, int slot, Bands bands) {
        if (bands.feeds(slot)) {
            return memory.reach(bands, slot);
        }
        return memory.known(bands.atMs()) ? OPEN : UNKNOWN;
    }

    private static Reach ofReckoned(Figure.Reckoned reckoned, Bands bands) {
        Reach left = of(reckoned.left(), bands);
        double low = bands.low();
        double high = bands.high();
        Reach both = both(left, of(reckoned.right(), bands));
        if (both != BOUND) {
            return both;
        }
        boolean byZero = reckoned.operation() == Value.Operation.OVER && bands.low() <= 0 && bands.high() >= 0;
        if (byZero) {
            return OPEN;
        }
        Value.Operation operation = reckoned.operation();
        double a = operation.of(low, bands.low());
        double b = operation.of(low, bands.high());
        double c = operation.of(high, bands.low());
        double d = operation.of(high, bands.high());
        double least = Math.min(Math.min(a, b), Math.min(c, d));
        double most = Math.max(Math.max(a, b), Math.max(c, d));
        return Double.isFinite(least) && Double.isFinite(most) ? bands.bounds(least, most) : OPEN;
    }

    private static Reach ofPicked(Figure.Picked picked, Bands bands) {
        Reach left = of(picked.left(), bands);
        double low = bands.low();
        double high = bands.high();
        Reach both = both(left, of(picked.right(), bands));
        if (both != BOUND) {
            return both;
        }
        return picked.higher()
                ? bands.bounds(Math.max(low, bands.low()), Math.max(high, bands.high()))
                : bands.bounds(Math.min(low, bands.low()), Math.min(high, bands.high()));
    }

    private static Reach ofMagnitude(Figure.Magnitude magnitude, Bands bands) {
        Reach part = of(magnitude.part(), bands);
        if (part != BOUND) {
            return part;
        }
        double one = Math.abs(bands.low());
        double other = Math.abs(bands.high());
        boolean acrossZero = bands.low() <= 0 && bands.high() >= 0;
        return bands.bounds(acrossZero ? 0 : Math.min(one, other), Math.max(one, other));
    }

    private static Reach both(Reach left, Reach right) {
        if (left == UNKNOWN || right == UNKNOWN) {
            return UNKNOWN;
        }
        return left == BOUND && right == BOUND ? BOUND : OPEN;
    }
}
