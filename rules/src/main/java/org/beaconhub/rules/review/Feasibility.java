package org.beaconhub.rules.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;
import org.beaconhub.rules.site.DeviceType;
import org.beaconhub.rules.source.Durations;

/** Whether a condition can ever hold for devices of a type, whatever they send. */
final class Feasibility {
    /** A slope needs so many readings in its window. */
    private static final int RISE_READINGS_MIN = 3;

    private final DeviceType type;

    Feasibility(DeviceType type) {
        this.type = type;
    }

    /** Why a condition can never hold; empty where it can. */
    Optional<String> obstacle(Condition condition) {
        return switch (condition) {
            case Condition.And and -> first(and.parts()).or(() -> contradiction(and));
            case Condition.Or or ->
                or.parts().stream().allMatch(part -> obstacle(part).isPresent()) ? first(or.parts()) : Optional.empty();
            case Condition.Not not -> never(not.part());
            case Condition.Held held -> obstacle(held.part());
            case Condition.Then then -> first(then.parts());
            case Condition.Without without -> obstacle(without.first());
            case Condition.Compare compare -> obstacle(compare, compare.comparison());
            case Condition.Broken broken -> unmeasured(broken.quantity());
            case Condition.Jumped jumped -> unmeasured(jumped.quantity());
            case Condition.Changed changed -> unmeasured(changed.quantity());
            case Condition.Stuck stuck -> unmeasured(stuck.quantity());
            case Condition.Flagged flagged -> unmeasured(flagged.quantity());
            case Condition.Labelled labelled -> unmeasured(labelled.quantity());
            case Condition.Several several -> Optional.empty();
            case Condition.Silent silent ->
                silent.forMs(type.intervalMs()) > 0
                        ? Optional.empty()
                        : Optional.of("'" + silent.text() + "' needs an interval, and the type has none");
            case Condition.During during -> Optional.empty();
        };
    }

    /** The alternatives within a condition that can never hold, though the whole can. */
    void deadParts(Condition condition, List<String> dead) {
        for (Condition part : condition.parts()) {
            if (condition instanceof Condition.Or && obstacle(part).isPresent()) {
                dead.add("'" + part.text() + "' can never hold: "
                        + obstacle(part).get());
            } else if (!(condition instanceof Condition.Several)) {
                deadParts(part, dead);
            }
        }
    }

    private Optional<String> first(List<Condition> parts) {
        return parts.stream().map(this::obstacle).flatMap(Optional::stream).findFirst();
    }

    /** Why a condition is never false. */
    private Optional<String> never(Condition condition) {
        return switch (condition) {
            case Condition.Compare compare -> obstacle(compare, opposite(compare.comparison()));
            case Condition.Not not -> obstacle(not.part());
            case Condition.Flagged flagged -> unmeasured(flagged.quantity());
            case Condition.Labelled labelled -> unmeasured(labelled.quantity());
            case Condition.Broken broken -> unmeasured(broken.quantity());
            case Condition.Jumped jumped -> unmeasured(jumped.quantity());
            case Condition.Changed changed -> unmeasured(changed.quantity());
            case Condition.Stuck stuck -> unmeasured(stuck.quantity());
            case Condition.And and -> Optional.empty();
            case Condition.Or or -> Optional.empty();
            case Condition.Held held -> Optional.empty();
            case Condition.Then then -> Optional.empty();
            case Condition.Without without -> Optional.empty();
            case Condition.Several several -> Optional.empty();
            case Condition.Silent silent -> Optional.empty();
            case Condition.During during -> Optional.empty();
        };
    }

    private static Condition.Comparison opposite(Condition.Comparison comparison) {
        return switch (comparison) {
            case ABOVE -> Condition.Comparison.AT_MOST;
            case AT_LEAST -> Condition.Comparison.BELOW;
            case BELOW -> Condition.Comparison.AT_LEAST;
            case AT_MOST -> Condition.Comparison.ABOVE;
            case EQUAL -> Condition.Comparison.UNEQUAL;
            case UNEQUAL -> Condition.Comparison.EQUAL;
        };
    }

    private Optional<String> unmeasured(Quantity quantity) {
        return type.measures().contains(quantity)
                ? Optional.empty()
                : Optional.of("a " + type.name() + " does not measure " + quantity.key());
    }

    private Optional<String> obstacle(Condition.Compare compare, Condition.Comparison comparison) {
        Optional<String> unknown = unknown(compare.left()).or(() -> unknown(compare.right()));
        if (unknown.isPresent()) {
            return unknown;
        }
        Range left = range(compare.left());
        Range right = range(compare.right());
        return left.can(comparison, right)
                ? Optional.empty()
                : Optional.of("'" + compare.left().text() + "' is between " + left.min() + " and " + left.max()
                        + " in the catalogue's unit");
    }

    /** Why a value is never known. */
    private Optional<String> unknown(Value value) {
        return switch (value) {
            case Value.Latest latest -> unmeasured(latest.quantity());
            case Value.Windowed windowed -> unmeasured(windowed.quantity());
            case Value.Rise rise -> unmeasured(rise.quantity()).or(() -> tooShort(rise));
            case Value.Reckoned reckoned -> unknown(reckoned.left()).or(() -> unknown(reckoned.right()));
            case Value.Picked picked -> unknown(picked.left()).or(() -> unknown(picked.right()));
            case Value.Magnitude magnitude -> unknown(magnitude.part());
            case Value.Drift drift -> unmeasured(drift.quantity());
            case Value.Constant constant -> Optional.empty();
            case Value.Coverage coverage -> Optional.empty();
            case Value.Outlook outlook -> Optional.empty();
            case Value.Parameter parameter -> Optional.empty();
        };
    }

    private Optional<String> tooShort(Value.Rise rise) {
        long neededMs = (RISE_READINGS_MIN - 1) * type.intervalMs();
        return rise.windowMs() >= neededMs
                ? Optional.empty()
                : Optional.of(
                        "a slope needs " + RISE_READINGS_MIN + " readings, and a " + type.name() + " sends one in "
                                + Durations.text(type.intervalMs()) + ": the window must be " + Durations.text(neededMs)
                                + " at the least");
    }

    private static Range range(Value value) {
        return switch (value) {
            case Value.Latest latest -> range(latest.quantity());
            case Value.Windowed windowed -> range(windowed);
            case Value.Rise rise -> Range.ALL;
            case Value.Outlook outlook ->
                new Range(outlook.index().min(), outlook.index().max());
            case Value.Drift drift -> range(drift.quantity()).minus(range(drift.quantity()));
            case Value.Coverage coverage -> new Range(0, 100);
            case Value.Constant constant -> new Range(constant.value(), constant.value());
            case Value.Parameter parameter -> Range.ALL;
            case Value.Picked picked -> picked(picked);
            case Value.Magnitude magnitude -> Range.POSITIVE;
            case Value.Reckoned reckoned -> reckoned(reckoned);
        };
    }

    private static Range range(Quantity quantity) {
        return new Range(quantity.min(), quantity.max());
    }

    private static Range range(Value.Windowed windowed) {
        boolean flag = windowed.quantity().unit() == Unit.FLAG;
        return switch (windowed.aggregate()) {
            case AVG, MIN, MAX, LAST -> range(windowed.quantity());
            case COUNT -> Range.POSITIVE;
            case SUM -> flag || windowed.quantity().min() >= 0 ? Range.POSITIVE : Range.ALL;
        };
    }

    private static Range picked(Value.Picked picked) {
        Range left = range(picked.left());
        Range right = range(picked.right());
        return picked.higher()
                ? new Range(Math.max(left.min(), right.min()), Math.max(left.max(), right.max()))
                : new Range(Math.min(left.min(), right.min()), Math.min(left.max(), right.max()));
    }

    private static Range reckoned(Value.Reckoned reckoned) {
        return switch (reckoned.operation()) {
            case PLUS -> range(reckoned.left()).plus(range(reckoned.right()));
            case MINUS -> range(reckoned.left()).minus(range(reckoned.right()));
            case TIMES -> Range.ALL;
            case OVER -> Range.ALL;
        };
    }

    /** Parts that each can hold, but not together: the same value above one number and below a lower one. */
    private static Optional<String> contradiction(Condition.And and) {
        Map<Value, Range> ranges = new HashMap<>();
        Map<Value, List<String>> texts = new HashMap<>();
        for (Condition part : and.parts()) {
            if (unheld(part) instanceof Condition.Compare compare
                    && compare.right() instanceof Value.Constant constant) {
                Range here = Range.where(compare.comparison(), constant.value());
                Range both = ranges.getOrDefault(compare.left(), Range.ALL).and(here);
                ranges.put(compare.left(), both);
                texts.computeIfAbsent(compare.left(), value -> new ArrayList<>())
                        .add(compare.text());
                if (both.isEmpty()) {
                    return Optional.of(String.join(" and ", texts.get(compare.left())) + " contradict each other");
                }
            }
        }
        return Optional.empty();
    }

    static Condition unheld(Condition condition) {
        return condition instanceof Condition.Held held ? unheld(held.part()) : condition;
    }
}
