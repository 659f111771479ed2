package org.beaconhub.rules.detect;

import java.util.Locale;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.rulebook.Value;
import org.beaconhub.rules.weather.FireIndex;
import org.beaconhub.rules.weather.WeatherBook;

/** A value of a rule at work for one device. */
sealed interface Figure
        permits Drift,
                Figure.Fixed,
                Figure.Latest,
                Figure.Outlook,
                Figure.Covered,
                Figure.Remembered,
                Figure.Reckoned,
                Figure.Picked,
                Figure.Magnitude {
    /** Whether it is known at the device's time; {@link #now} may be asked only then. */
    boolean known(long deviceMs);

    double now(long deviceMs);

    /** Its unit as people read it. */
    String unit();

    /** What to multiply it by for people: rates are shown per minute. */
    default double scale() {
        return 1;
    }

    /** Whether it may change though nothing is heard. */
    default boolean isTimed() {
        return false;
    }

    /** The device's time at which it changes though nothing is heard, or {@link Memory#NEVER}. */
    default long turnsMs() {
        return Memory.NEVER;
    }

    /** One over a memory of its own, which may be asked at any time: to ask a window lets go of what is too old. */
    default Figure apart() {
        return this;
    }

    /** Reads a bit of it where it has more than its memory. */
    default long fetch() {
        return 0;
    }

    /** Why it is not known. */
    Lack unknown(long deviceMs);

    /** As people read it, the same on every machine. */
    default String shown(long deviceMs) {
        return known(deviceMs) ? shown(now(deviceMs) * scale(), unit()) : "–";
    }

    /** Why a last reading is not known. */
    static Lack unknown(Track track, int slot, Quantity quantity) {
        if (track.readings().broken(slot) || track.readings().jumped(slot)) {
            return new Lack.Impossible(
                    quantity,
                    shown(track.readings().value(slot), quantity.unit().symbol()));
        }
        return track.readings().told(slot) ? new Lack.Doubted(quantity) : new Lack.NoReading(quantity);
    }

    /** The last reading of a slot as people read it. */
    static String latest(Track track, int slot, Quantity quantity) {
        String label = track.readings().label(slot);
        return label == null
                ? shown(track.readings().value(slot), quantity.unit().symbol())
                : label;
    }

    /** Whether both are known; both are asked, since what a window lets go then is not due again. */
    private static boolean both(Figure left, Figure right, long deviceMs) {
        boolean known = left.known(deviceMs);
        return right.known(deviceMs) && known;
    }

    /** A number with its unit as people read it. */
    static String shown(double value, String unit) {
        String number = Math.abs(value) >= 1e6 || Math.abs(value) < 0.001 && value != 0
                ? String.format(Locale.ROOT, "%.3g", value)
                : new java.math.BigDecimal(value)
                        .setScale(3, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
        boolean plain = unit.isEmpty() || unit.equals(Unit.COUNT.symbol()) || unit.equals(Unit.FLAG.symbol());
        return plain ? number : number + " " + unit;
    }

    /** A number that the rule names. */
    record Fixed(double value) implements Figure {
        @Override
        public Lack unknown(long deviceMs) {
            return new Lack.NoNumber();
        }

        @Override
        public boolean known(long deviceMs) {
            return true;
        }

        @Override
        public double now(long deviceMs) {
            return value;
        }

        @Override
        public String unit() {
            return "";
        }
    }

    /** The last reading. */
    record Latest(Track track, int slot, Quantity quantity) implements Figure {
        @Override
        public Lack unknown(long deviceMs) {
            return Figure.unknown(track, slot, quantity);
        }

        @Override
        public boolean known(long deviceMs) {
            return track.readings().plausible(slot);
        }

        @Override
        public double now(long deviceMs) {
            return track.readings().value(slot);
        }

        @Override
        public String unit() {
            return quantity.unit().symbol();
        }
    }

    /** The fire weather of an area. */
    record Outlook(WeatherBook weather, String area, FireIndex index) implements Figure {
        @Override
        public Lack unknown(long deviceMs) {
            return new Lack.NoWeather(area);
        }

        @Override
        public boolean known(long deviceMs) {
            return !Double.isNaN(index.in(weather, area));
        }

        @Override
        public double now(long deviceMs) {
            return index.in(weather, area);
        }

        @Override
        public String unit() {
            return "";
        }
    }

    /** The share of an area's sensing devices that work. */
    record Covered(CoverBook cover, String area) implements Figure {
        @Override
        public Lack unknown(long deviceMs) {
            return new Lack.NoCoverage(area);
        }

        @Override
        public boolean known(long deviceMs) {
            return cover.of(area) != null;
        }

        @Override
        public double now(long deviceMs) {
            Coverage now = cover.of(area);
            return now == null ? 0 : now.percent();
        }

        @Override
        public String unit() {
            return Unit.PERCENT.symbol();
        }
    }

    /** What a window holds. */
    record Remembered(Track track, int slot, Memory memory, String unit, double scale, Lack.TooFew lack)
            implements Figure {
        @Override
        public Figure apart() {
            track.settle();
            return new Remembered(track, slot, memory.copy(), unit, scale, lack);
        }

        @Override
        public Lack unknown(long deviceMs) {
            return lack;
        }

        @Override
        public boolean known(long deviceMs) {
            track.settle();
            return memory.known(deviceMs);
        }

        @Override
        public double now(long deviceMs) {
            return memory.now(deviceMs);
        }

        @Override
        public boolean isTimed() {
            return memory.isTimed();
        }

        @Override
        public long turnsMs() {
            track.settle();
            return memory.turnsMs();
        }
    }

    /** Two figures reckoned together. A quotient by zero is not known, and so never makes a condition true. */
    record Reckoned(Figure left, Value.Operation operation, Figure right) implements Figure {
        @Override
        public Figure apart() {
            return new Reckoned(left.apart(), operation, right.apart());
        }

        @Override
        public Lack unknown(long deviceMs) {
            if (left.known(deviceMs) && right.known(deviceMs)) {
                return new Lack.NoNumber();
            }
            return left.known(deviceMs) ? right.unknown(deviceMs) : left.unknown(deviceMs);
        }

        @Override
        public boolean known(long deviceMs) {
            return both(left, right, deviceMs) && Double.isFinite(now(deviceMs));
        }

        @Override
        public double now(long deviceMs) {
            return operation.of(left.now(deviceMs), right.now(deviceMs));
        }

        @Override
        public String unit() {
            boolean ratio = operation == Value.Operation.OVER && left.unit().equals(right.unit());
            return ratio ? "" : left.unit().isEmpty() ? right.unit() : left.unit();
        }

        @Override
        public double scale() {
            boolean ratio = operation == Value.Operation.OVER && left.unit().equals(right.unit());
            return ratio ? 1 : Math.max(left.scale(), right.scale());
        }

        @Override
        public boolean isTimed() {
            return left.isTimed() || right.isTimed();
        }

        @Override
        public long turnsMs() {
            return Math.min(left.turnsMs(), right.turnsMs());
        }
    }

    /** The lower or the higher of two. */
    record Picked(boolean higher, Figure left, Figure right) implements Figure {
        @Override
        public Figure apart() {
            return new Picked(higher, left.apart(), right.apart());
        }

        @Override
        public Lack unknown(long deviceMs) {
            return left.known(deviceMs) ? right.unknown(deviceMs) : left.unknown(deviceMs);
        }

        @Override
        public boolean known(long deviceMs) {
            return both(left, right, deviceMs);
        }

        @Override
        public double now(long deviceMs) {
            double first = left.now(deviceMs);
            double second = right.now(deviceMs);
            return higher ? Math.max(first, second) : Math.min(first, second);
        }

        @Override
        public String unit() {
            return left.unit().isEmpty() ? right.unit() : left.unit();
        }

        @Override
        public double scale() {
            return Math.max(left.scale(), right.scale());
        }

        @Override
        public boolean isTimed() {
            return left.isTimed() || right.isTimed();
        }

        @Override
        public long turnsMs() {
            return Math.min(left.turnsMs(), right.turnsMs());
        }
    }

    /** A figure without its sign. */
    record Magnitude(Figure part) implements Figure {
        @Override
        public long fetch() {
            return part.fetch();
        }

        @Override
        public Figure apart() {
            return new Magnitude(part.apart());
        }

        @Override
        public Lack unknown(long deviceMs) {
            return part.unknown(deviceMs);
        }

        @Override
        public boolean known(long deviceMs) {
            return part.known(deviceMs);
        }

        @Override
        public double now(long deviceMs) {
            return Math.abs(part.now(deviceMs));
        }

        @Override
        public String unit() {
            return part.unit();
        }

        @Override
        public double scale() {
            return part.scale();
        }

        @Override
        public boolean isTimed() {
            return part.isTimed();
        }

        @Override
        public long turnsMs() {
            return part.turnsMs();
        }
    }
}
