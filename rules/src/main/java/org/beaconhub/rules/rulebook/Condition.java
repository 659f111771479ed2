package org.beaconhub.rules.rulebook;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.source.Durations;

/** What a rule asks: true, false, or not known yet. */
public sealed interface Condition {
    /** As a rule writes it; parsing it gives the same condition again. */
    String text();

    /**
     * All hold.
     *
     * @param parts two or more
     */
    record And(List<Condition> parts) implements Condition {
        /** Copies the list. */
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream()
                    .map(part -> part instanceof Or || part instanceof And ? "(" + part.text() + ")" : part.text())
                    .collect(Collectors.joining(" and "));
        }
    }

    /**
     * At least one holds.
     *
     * @param parts two or more
     */
    record Or(List<Condition> parts) implements Condition {
        /** Copies the list. */
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream()
                    .map(part -> part instanceof Or ? "(" + part.text() + ")" : part.text())
                    .collect(Collectors.joining(" or "));
        }
    }

    /**
     * It does not hold.
     *
     * @param part what
     */
    record Not(Condition part) implements Condition {
        @Override
        public String text() {
            return "not " + Condition.grouped(part);
        }
    }

    /**
     * Two values compare so.
     *
     * @param left first value
     * @param comparison how
     * @param right second value
     */
    record Compare(Value left, Comparison comparison, Value right) implements Condition {
        @Override
        public String text() {
            return left.text() + " " + comparison.symbol() + " " + right.text();
        }

        /** What it asks of devices and areas, without what is reckoned from it. */
        public Stream<Value> leaves() {
            return Stream.concat(left.leaves(), right.leaves());
        }
    }

    /**
     * It has held for a time without a break.
     *
     * @param part what
     * @param forMs how long, in milliseconds
     */
    record Held(Condition part, long forMs) implements Condition {
        @Override
        public String text() {
            return Condition.grouped(part) + " for " + Durations.text(forMs);
        }
    }

    /**
     * One thing, then another within a time.
     *
     * @param first what must have been true before
     * @param second what becomes true
     * @param withinMs how long after the first, in milliseconds
     */
    record Then(Condition first, Condition second, long withinMs) implements Condition {
        @Override
        public String text() {
            return Condition.grouped(first) + " then " + Condition.grouped(second) + " within "
                    + Durations.text(withinMs);
        }
    }

    /**
     * One thing, and not the other within a time after it.
     *
     * @param first what begins
     * @param other what does not come
     * @param withinMs how long it is awaited, in milliseconds
     */
    record Without(Condition first, Condition other, long withinMs) implements Condition {
        @Override
        public String text() {
            return Condition.grouped(first) + " without " + Condition.grouped(other) + " within "
                    + Durations.text(withinMs);
        }
    }

    /**
     * The device has not been heard for a time.
     *
     * @param forMs how long, in milliseconds; 0 where intervals are counted
     * @param intervals for so many intervals of its type; 0 where the time is told
     */
    record Silent(long forMs, int intervals) implements Condition {
        /** How long for a device of such an interval, in milliseconds; 0 where it has none, and so never is silent. */
        public long forMs(long intervalMs) {
            return intervals == 0 ? forMs : intervals * intervalMs;
        }

        @Override
        public String text() {
            return "silent for " + (intervals == 0 ? Durations.text(forMs) : intervals + " intervals");
        }
    }

    /**
     * The last reading is beyond what is plausible: a sensor that a fire destroys says so in this way.
     *
     * @param quantity of what
     */
    record Broken(Quantity quantity) implements Condition {
        @Override
        public String text() {
            return "broken(" + quantity.key() + ")";
        }
    }

    /**
     * The last reading differs from the one before by more than a sound sensor can: a dying one does.
     *
     * @param quantity of what
     */
    record Jumped(Quantity quantity) implements Condition {
        @Override
        public String text() {
            return "jumped(" + quantity.key() + ")";
        }
    }

    /**
     * A quantity has changed by more than its resolution.
     *
     * @param quantity which
     * @param windowMs within how long, in milliseconds; 0 for "its last reading did"
     */
    record Changed(Quantity quantity, long windowMs) implements Condition {
        @Override
        public String text() {
            return "changed(" + quantity.key() + (windowMs == 0 ? ")" : ", " + Durations.text(windowMs) + ")");
        }
    }

    /**
     * Readings come, but have not changed by more than the quantity's resolution for a time.
     *
     * @param quantity which
     * @param windowMs for how long, in milliseconds
     */
    record Stuck(Quantity quantity, long windowMs) implements Condition {
        @Override
        public String text() {
            return "stuck(" + quantity.key() + ", " + Durations.text(windowMs) + ")";
        }
    }

    /**
     * It was seen true at so many devices near this one, each within the time.
     *
     * @param count how many at the least
     * @param types types of the devices that count
     * @param others whether this device itself does not count
     * @param metres how far away they may be; 0 for "in the same area"
     * @param withinMs how long ago it may have been seen, in milliseconds
     * @param part what was seen; it asks about one device
     */
    record Several(int count, Set<String> types, boolean others, int metres, long withinMs, Condition part)
            implements Condition {
        /** Copies the set in a fixed order. */
        public Several {
            types = java.util.Collections.unmodifiableSet(new TreeSet<>(types));
        }

        @Override
        public String text() {
            return count + " of " + (others ? "neighbours" : String.join(", ", types))
                    + (metres == 0 ? " in area" : " within " + metres + " m") + " in " + Durations.text(withinMs)
                    + " have " + Condition.grouped(part);
        }
    }

    /**
     * A yes/no quantity says yes.
     *
     * @param quantity which
     */
    record Flagged(Quantity quantity) implements Condition {
        @Override
        public String text() {
            return quantity.key();
        }
    }

    /**
     * A text quantity has, or has not, this text.
     *
     * @param quantity which
     * @param label the text
     * @param equal true for "has"
     */
    record Labelled(Quantity quantity, String label, boolean equal) implements Condition {
        @Override
        public String text() {
            String quote = label.contains("'") ? "\"" : "'";
            return quantity.key() + (equal ? " = " : " != ") + quote + label + quote;
        }
    }

    /**
     * It is a time of a calendar, by the device's clock and the site's zone.
     *
     * @param calendar which, or {@link org.beaconhub.rules.calendar.Calendars#OPENING_HOURS}
     */
    record During(String calendar) implements Condition {
        @Override
        public String text() {
            return "in " + calendar;
        }
    }

    /** The condition as it is for one device: with that device's thresholds in the place of parameters. */
    default Condition at(Subject subject) {
        return new Resolution(subject).of(this);
    }

    /** The conditions that it is made of; empty for one that asks about readings itself. */
    default List<Condition> parts() {
        return switch (this) {
            case And and -> and.parts;
            case Or or -> or.parts;
            case Not not -> List.of(not.part);
            case Held held -> List.of(held.part);
            case Then then -> List.of(then.first, then.second);
            case Without without -> List.of(without.first, without.other);
            case Several several -> List.of(several.part);
            case Compare compare -> List.of();
            case Silent silent -> List.of();
            case Broken broken -> List.of();
            case Jumped jumped -> List.of();
            case Changed changed -> List.of();
            case Stuck stuck -> List.of();
            case Flagged flagged -> List.of();
            case Labelled labelled -> List.of();
            case During during -> List.of();
        };
    }

    /** How two values compare. */
    enum Comparison {
        /** Greater. */
        ABOVE(">"),
        /** Greater or equal. */
        AT_LEAST(">="),
        /** Less. */
        BELOW("<"),
        /** Less or equal. */
        AT_MOST("<="),
        /** Equal. */
        EQUAL("="),
        /** Not equal. */
        UNEQUAL("!=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        /** As rules write it. */
        public String symbol() {
            return symbol;
        }

        /** Whether it holds between two numbers. */
        public boolean holds(double left, double right) {
            return switch (this) {
                case ABOVE -> left > right;
                case AT_LEAST -> left >= right;
                case BELOW -> left < right;
                case AT_MOST -> left <= right;
                case EQUAL -> left == right;
                case UNEQUAL -> left != right;
            };
        }
    }

    private static String grouped(Condition part) {
        return switch (part) {
            case And and -> "(" + and.text() + ")";
            case Or or -> "(" + or.text() + ")";
            case Not not -> "(" + not.text() + ")";
            case Held held -> "(" + held.text() + ")";
            case Then then -> "(" + then.text() + ")";
            case Without without -> "(" + without.text() + ")";
            case Compare compare -> compare.text();
            case Silent silent -> "(" + silent.text() + ")";
            case Broken broken -> broken.text();
            case Jumped jumped -> jumped.text();
            case Changed changed -> changed.text();
            case Stuck stuck -> stuck.text();
            case Several several -> "(" + several.text() + ")";
            case Flagged flagged -> flagged.text();
            case Labelled labelled -> labelled.text();
            case During during -> "(" + during.text() + ")";
        };
    }
}
