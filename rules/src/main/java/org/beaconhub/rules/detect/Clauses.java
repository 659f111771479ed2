package org.beaconhub.rules.detect;

import java.util.List;
import java.util.Locale;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;

/** Puts a rule's condition to work for one device. */
public final class Clauses {
    private final Track track;
    private final Listening listening;
    private long told;

    private Clauses(Track track, Listening listening) {
        this.track = track;
        this.listening = listening;
    }

    /**
     * A condition at work.
     *
     * @param clause what looks
     * @param told the quantities whose readings can change its answer, as bits by ordinal
     */
    public record Working(Clause clause, long told) {}

    /** Puts a condition to work over a device's track. */
    public static Working of(Condition condition, Track track, Listening listening) {
        Clauses clauses = new Clauses(track, listening);
        Clause clause = clauses.clause(condition);
        return new Working(clause, clauses.told);
    }

    private Clause clause(Condition condition) {
        return switch (condition) {
            case Condition.And and -> Junction.all(parts(and.parts()));
            case Condition.Or or -> Junction.any(parts(or.parts()));
            case Condition.Not not -> new Negation(clause(not.part()), not.text());
            case Condition.Held held -> new Hold(track, clause(held.part()), held.forMs(), held.text());
            case Condition.Compare compare -> new Leaf(track, compare(compare));
            case Condition.Silent silent -> silent(silent);
            case Condition.Broken broken -> new Leaf(track, broken(broken));
            case Condition.Flagged flagged -> new Leaf(track, flagged(flagged));
            case Condition.Labelled labelled -> new Leaf(track, labelled(labelled));
        };
    }

    private List<Clause> parts(List<Condition> conditions) {
        return conditions.stream().map(this::clause).toList();
    }

    private int slot(Quantity quantity) {
        told |= 1L << quantity.ordinal();
        return track.slot(quantity);
    }

    private Test compare(Condition.Compare compare) {
        Figure left = figure(compare.left());
        Figure right = figure(compare.right());
        Condition.Comparison comparison = compare.comparison();
        String unit = left.unit();
        return new Test() {
            @Override
            public Truth look(long deviceMs, long hubMs) {
                if (!left.known(deviceMs) || !right.known(deviceMs)) {
                    return Truth.UNKNOWN;
                }
                return Truth.of(comparison.holds(left.now(), right.now()));
            }

            @Override
            public String text() {
                return compare.text();
            }

            @Override
            public String shown() {
                return Shown.value(left.now() * left.scale(), unit);
            }
        };
    }

    /** A value at work: whether it is known, and what it is. */
    private interface Figure {
        boolean known(long deviceMs);

        double now();

        /** Its unit as people read it. */
        String unit();

        /** What to multiply it by for people: rates are shown per minute. */
        default double scale() {
            return 1;
        }
    }

    private Figure figure(Value value) {
        return switch (value) {
            case Value.Latest latest -> new Latest(track, slot(latest.quantity()), latest.quantity());
            case Value.Rise rise -> rise(rise);
            case Value.Constant constant -> new Constant(constant.value());
            case Value.Reckoned reckoned ->
                new Reckoned(figure(reckoned.left()), reckoned.operation(), figure(reckoned.right()));
        };
    }

    private record Constant(double now) implements Figure {
        @Override
        public boolean known(long deviceMs) {
            return true;
        }

        @Override
        public String unit() {
            return "";
        }
    }

    private record Latest(Track track, int slot, Quantity quantity) implements Figure {
        @Override
        public boolean known(long deviceMs) {
            return track.plausible(slot);
        }

        @Override
        public double now() {
            return track.value(slot);
        }

        @Override
        public String unit() {
            return quantity.unit().symbol();
        }
    }

    private record Reckoned(Figure left, Value.Operation operation, Figure right) implements Figure {
        @Override
        public boolean known(long deviceMs) {
            return left.known(deviceMs) && right.known(deviceMs) && Double.isFinite(now());
        }

        @Override
        public double now() {
            return operation.of(left.now(), right.now());
        }

        @Override
        public String unit() {
            return left.unit().isEmpty() ? right.unit() : left.unit();
        }
    }

    private record Risen(Slope slope, Quantity quantity) implements Figure {
        @Override
        public boolean known(long deviceMs) {
            return slope.known(deviceMs);
        }

        @Override
        public double now() {
            return slope.perSecond();
        }

        @Override
        public String unit() {
            return quantity.unit().symbol() + "/min";
        }

        @Override
        public double scale() {
            return 60;
        }
    }

    private Figure rise(Value.Rise rise) {
        slot(rise.quantity());
        Slope slope = track.slope(rise.quantity(), rise.windowMs());
        return new Risen(slope == null ? new Slope(rise.windowMs()) : slope, rise.quantity());
    }

    private Clause silent(Condition.Silent silent) {
        told = -1;
        return new Leaf(track, new SilenceTest(track, listening, silent));
    }

    private Test broken(Condition.Broken broken) {
        int slot = slot(broken.quantity());
        return new Test() {
            @Override
            public Truth look(long deviceMs, long hubMs) {
                return track.told(slot) ? Truth.of(track.broken(slot)) : Truth.UNKNOWN;
            }

            @Override
            public String text() {
                return broken.text();
            }

            @Override
            public String shown() {
                Quantity quantity = broken.quantity();
                return Shown.value(track.value(slot), quantity.unit().symbol()) + " ∉ "
                        + Shown.value(quantity.min(), "") + "…"
                        + Shown.value(quantity.max(), quantity.unit().symbol());
            }
        };
    }

    private Test flagged(Condition.Flagged flagged) {
        int slot = slot(flagged.quantity());
        return new Test() {
            @Override
            public Truth look(long deviceMs, long hubMs) {
                return track.plausible(slot) ? Truth.of(track.value(slot) >= 0.5) : Truth.UNKNOWN;
            }

            @Override
            public String text() {
                return flagged.text();
            }

            @Override
            public String shown() {
                return track.value(slot) >= 0.5 ? "1" : "0";
            }
        };
    }

    private Test labelled(Condition.Labelled labelled) {
        int slot = slot(labelled.quantity());
        return new Test() {
            @Override
            public Truth look(long deviceMs, long hubMs) {
                String label = slot < 0 ? null : track.label(slot);
                return label == null ? Truth.UNKNOWN : Truth.of(label.equals(labelled.label()) == labelled.equal());
            }

            @Override
            public String text() {
                return labelled.text();
            }

            @Override
            public String shown() {
                return String.valueOf(track.label(slot));
            }
        };
    }

    /** Numbers as people read them, the same on every machine. */
    private static final class Shown {
        private static String value(double value, String unit) {
            String number = Math.abs(value) >= 1e6 || Math.abs(value) < 0.001 && value != 0
                    ? String.format(Locale.ROOT, "%.3g", value)
                    : new java.math.BigDecimal(value)
                            .setScale(3, java.math.RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString();
            boolean plain = unit.isEmpty() || unit.equals(Unit.COUNT.symbol());
            return plain ? number : number + " " + unit;
        }
    }
}
