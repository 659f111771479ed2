package org.beaconhub.rules.rulebook;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.weather.FireIndex;

/** A number that a rule compares, in the catalogue's unit, or unit per second. */
public sealed interface Value {
    /** As a rule writes it. */
    String text();

    /**
     * The last reading.
     *
     * @param quantity of what
     */
    record Latest(Quantity quantity) implements Value {
        @Override
        public String text() {
            return quantity.key();
        }
    }

    /**
     * How fast a quantity rises: the slope of a straight line through the readings of the window, per second.
     *
     * @param quantity of what
     * @param windowMs how far back, in milliseconds
     */
    record Rise(Quantity quantity, long windowMs) implements Value {
        @Override
        public String text() {
            return "rise(" + quantity.key() + ", " + Durations.text(windowMs) + ")";
        }
    }

    /**
     * One figure of all readings of a window that ends now.
     *
     * @param aggregate which
     * @param quantity of what
     * @param windowMs how far back, in milliseconds
     */
    record Windowed(Aggregate aggregate, Quantity quantity, long windowMs) implements Value {
        @Override
        public String text() {
            return aggregate.key() + "(" + quantity.key() + ", " + Durations.text(windowMs) + ")";
        }
    }

    /**
     * A figure of the fire weather of an area, a plain number.
     *
     * @param index which
     * @param area path of the area, or empty for the one that the device stands in
     */
    record Outlook(FireIndex index, String area) implements Value {
        @Override
        public String text() {
            return index.key() + "(" + (area.isEmpty() ? "area" : "'" + area + "'") + ")";
        }
    }

    /**
     * How far a device's average differs from that of its neighbours: its own, less their median.
     *
     * @param quantity of what
     * @param types types of the neighbours: those that the rule watches
     * @param metres how far away they may be; 0 for "in the same area"
     * @param windowMs over how long, in milliseconds
     */
    record Drift(Quantity quantity, Set<String> types, int metres, long windowMs) implements Value {
        /** So many others must be known: the median of fewer follows any of them. */
        public static final int OTHERS_MIN = 3;

        /** Copies the set in a fixed order. */
        public Drift {
            types = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(types));
        }

        @Override
        public String text() {
            return "drift(" + quantity.key() + ", " + (metres == 0 ? "area" : metres + " m") + ", "
                    + Durations.text(windowMs) + ")";
        }
    }

    /**
     * The share of an area's sensing devices that work, in %.
     *
     * @param area path of the area, or empty for the one that the device stands in; all within counts
     */
    record Coverage(String area) implements Value {
        @Override
        public String text() {
            return "coverage(" + (area.isEmpty() ? "area" : "'" + area + "'") + ")";
        }
    }

    /**
     * The lower or the higher of two values.
     *
     * @param higher whether the higher
     * @param left first
     * @param right second
     */
    record Picked(boolean higher, Value left, Value right) implements Value {
        @Override
        public String text() {
            return (higher ? "max(" : "min(") + left.text() + ", " + right.text() + ")";
        }
    }

    /**
     * A value without its sign.
     *
     * @param part what
     */
    record Magnitude(Value part) implements Value {
        @Override
        public String text() {
            return "abs(" + part.text() + ")";
        }
    }

    /**
     * A number that the rule names.
     *
     * @param value in the catalogue's unit, or unit per second
     * @param text as the rule writes it, with its unit
     */
    record Constant(double value, String text) implements Value {}

    /**
     * A number that rules name, and that differs from device to device.
     *
     * @param name its name
     * @param normal what it is for most devices
     * @param specials what it is for others; the first that matches counts
     */
    record Parameter(String name, Constant normal, List<Special> specials) implements Value {
        /** Copies the list. */
        public Parameter {
            specials = List.copyOf(specials);
        }

        /**
         * Another number for some devices.
         *
         * @param on which, where {@code device} is empty
         * @param device id of the only device, or empty
         * @param value the number
         */
        public record Special(Scope on, String device, Constant value) {
            /** Whether it is for a device. */
            public boolean matches(Subject subject) {
                return device.isEmpty() ? on.matches(subject.type(), subject.area()) : device.equals(subject.device());
            }

            private String text() {
                return (device.isEmpty() ? on.text() : device) + " " + value.text();
            }
        }

        /** The number of one device. */
        public Constant of(Subject subject) {
            return specials.stream()
                    .filter(special -> special.matches(subject))
                    .map(Special::value)
                    .findFirst()
                    .orElse(normal);
        }

        @Override
        public String text() {
            return name;
        }

        /** Its name with all its numbers. */
        public String meaning() {
            return name + "=" + normal.text()
                    + specials.stream().map(each -> "; " + each.text()).collect(Collectors.joining());
        }
    }

    /**
     * Two values reckoned together.
     *
     * @param left first
     * @param operation how
     * @param right second
     */
    record Reckoned(Value left, Operation operation, Value right) implements Value {
        @Override
        public String text() {
            return grouped(left, false) + " " + operation.symbol() + " " + grouped(right, true);
        }

        private String grouped(Value part, boolean second) {
            boolean plain = !(part instanceof Reckoned inner)
                    || inner.operation.binding() > operation.binding()
                    || (!second && inner.operation.binding() == operation.binding());
            return plain ? part.text() : "(" + part.text() + ")";
        }
    }

    /** What it asks of devices and areas, without what is reckoned from it. */
    default Stream<Value> leaves() {
        return switch (this) {
            case Reckoned reckoned -> Stream.concat(reckoned.left.leaves(), reckoned.right.leaves());
            case Picked picked -> Stream.concat(picked.left.leaves(), picked.right.leaves());
            case Magnitude magnitude -> magnitude.part.leaves();
            case Outlook outlook -> Stream.of(outlook);
            case Drift drift -> Stream.of(drift);
            case Coverage coverage -> Stream.of(coverage);
            case Latest latest -> Stream.of(latest);
            case Rise rise -> Stream.of(rise);
            case Windowed windowed -> Stream.of(windowed);
            case Constant constant -> Stream.empty();
            case Parameter parameter -> Stream.empty();
        };
    }

    /** What to make of the readings of a window. */
    enum Aggregate {
        /** Their mean, each reading as much as any other. */
        AVG,
        /** The least. */
        MIN,
        /** The greatest. */
        MAX,
        /** All added up; of a yes/no quantity the number of yes. */
        SUM,
        /** How many there are. */
        COUNT,
        /** The newest, as long as it lies in the window. */
        LAST;

        /** As rules write it. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The four of arithmetic. */
    enum Operation {
        /** Sum. */
        PLUS("+", 1),
        /** Difference. */
        MINUS("-", 1),
        /** Product. */
        TIMES("*", 2),
        /** Quotient. */
        OVER("/", 2);

        private final String symbol;
        private final int binding;

        Operation(String symbol, int binding) {
            this.symbol = symbol;
            this.binding = binding;
        }

        /** As rules write it. */
        public String symbol() {
            return symbol;
        }

        int binding() {
            return binding;
        }

        /** The result; not finite where a divisor is zero. */
        public double of(double left, double right) {
            return switch (this) {
                case PLUS -> left + right;
                case MINUS -> left - right;
                case TIMES -> left * right;
                case OVER -> left / right;
            };
        }
    }
}
