package org.beaconhub.rules.rulebook;

import java.util.Arrays;
import java.util.Optional;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.rulebook.Condition.Comparison;
import org.beaconhub.rules.rulebook.Value.Aggregate;
import org.beaconhub.rules.rulebook.Value.Operation;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.weather.FireIndex;

/** Understands the values of an expression and keeps their units in step. */
final class Values {
    /** A quantity, a distance, a window. */
    private static final int DRIFT_ARGUMENTS = 3;

    private final Checker checker;
    private final Definitions definitions;

    Values(Checker checker, Definitions definitions) {
        this.checker = checker;
        this.definitions = definitions;
    }

    /** A value that knows its dimension, or a number that takes it from what it stands beside. */
    private sealed interface Typed {
        record Known(Value value, Dimension dimension) implements Typed {}

        record Loose(int offset, Token.Amount number, boolean negative) implements Typed {}

        record Named(int offset, Definitions.Parameter parameter) implements Typed {}
    }

    private record Pair(Typed left, Typed right, Syntax.Binary at) {}

    Condition compare(Syntax.Binary binary, Comparison comparison) {
        Typed left = typed(binary.left());
        Typed right = typed(binary.right());
        if (left instanceof Typed.Known known) {
            Typed.Known other = known(right, known.dimension());
            same(known.dimension(), other.dimension(), binary.right().offset());
            return new Condition.Compare(known.value(), comparison, other.value());
        } else if (right instanceof Typed.Known known) {
            return new Condition.Compare(known(left, known.dimension()).value(), comparison, known.value());
        }
        throw new SyntaxFault(binary.offset(), "both sides are plain numbers; compare a quantity");
    }

    static boolean isArithmetic(Syntax.Binary binary) {
        return Arrays.stream(Operation.values())
                .anyMatch(operation -> operation.symbol().equals(binary.operator()));
    }

    /** Whether a name stands for a value, not for a condition. */
    boolean isValue(Syntax.Name name) {
        return Quantity.of(name.text())
                .map(quantity -> quantity.unit() != Unit.FLAG)
                .orElseGet(() -> definitions.parameter(name.text()).isPresent());
    }

    /** Looks whether an expression is a value that makes sense. */
    void check(Syntax syntax) {
        typed(syntax);
    }

    private Typed typed(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Amount amount -> new Typed.Loose(amount.offset(), amount.number(), false);
            case Syntax.Minus minus -> negative(minus);
            case Syntax.Name name -> named(name);
            case Syntax.Call call -> call(call);
            case Syntax.Binary binary -> reckoned(binary);
            case Syntax.Literal literal -> throw noValue(literal);
            case Syntax.Not not -> throw noValue(not);
            case Syntax.For held -> throw noValue(held);
            case Syntax.Several several -> throw noValue(several);
            case Syntax.Follow follow -> throw noValue(follow);
            case Syntax.During during -> throw noValue(during);
            case Syntax.SilentFor silent -> throw noValue(silent);
        };
    }

    private static SyntaxFault noValue(Syntax syntax) {
        return new SyntaxFault(syntax.offset(), "expected a number or a quantity here, found a condition or a text");
    }

    private static Typed negative(Syntax.Minus minus) {
        if (minus.part() instanceof Syntax.Amount amount) {
            return new Typed.Loose(minus.offset(), amount.number(), true);
        }
        throw noValue(minus);
    }

    private Typed named(Syntax.Name name) {
        Optional<Definitions.Definition> definition = definitions.expression(name.text());
        if (definition.isPresent()) {
            return Checker.within(
                    name, definition.get(), () -> typed(definition.get().syntax()));
        }
        return definitions
                .parameter(name.text())
                .<Typed>map(parameter -> new Typed.Named(name.offset(), parameter))
                .orElseGet(() -> latest(name));
    }

    private Typed latest(Syntax.Name name) {
        Quantity quantity = checker.number(name, "is not a number to reckon with");
        return new Typed.Known(new Value.Latest(quantity), Dimension.of(quantity.unit()));
    }

    private Typed call(Syntax.Call call) {
        if (Checker.isCondition(call)) {
            throw noValue(call);
        } else if (call.function().equals("rise")) {
            Quantity quantity = checker.number(
                    Checker.argument(call, "rise(temperature, 3 min)", 2), "is not a number that can rise");
            return new Typed.Known(new Value.Rise(quantity, checker.windowMs(call)), Dimension.rateOf(quantity.unit()));
        } else if (call.function().equals("abs")) {
            return magnitude(call);
        } else if (call.function().equals("drift")) {
            return drift(call);
        } else if (call.function().equals("coverage")) {
            return new Typed.Known(new Value.Coverage(checker.areaOf(call)), Dimension.of(Unit.PERCENT));
        }
        Optional<FireIndex> index = FireIndex.named(call.function());
        if (index.isPresent()) {
            return new Typed.Known(new Value.Outlook(index.get(), checker.areaOf(call)), Dimension.PLAIN);
        }
        Aggregate aggregate = aggregate(call).orElseThrow(() -> checker.unknownFunction(call));
        boolean picks = aggregate == Aggregate.MIN || aggregate == Aggregate.MAX;
        return picks
                        && call.arguments().size() == 2
                        && !isWindow(call.arguments().get(1))
                ? picked(call, aggregate == Aggregate.MAX)
                : windowed(call, aggregate);
    }

    private Typed drift(Syntax.Call call) {
        String example = "drift(humidity, 800 m, 1 d) or drift(humidity, area, 1 d)";
        if (call.arguments().size() != DRIFT_ARGUMENTS || !(call.arguments().getFirst() instanceof Syntax.Name name)) {
            throw new SyntaxFault(call.offset(), "drift takes a quantity, a distance and a window, as in " + example);
        }
        Quantity quantity = checker.number(name, "is not a number to reckon with");
        return new Typed.Known(
                new Value.Drift(
                        quantity, checker.types(), metres(call.arguments().get(1), example), checker.windowMs(call)),
                Dimension.of(quantity.unit()).ofDifference());
    }

    /** A distance, or 0 for "in the same area". */
    private static int metres(Syntax distance, String example) {
        if (distance instanceof Syntax.Amount amount) {
            return Distances.metres(amount.number());
        } else if (distance instanceof Syntax.Name name && name.text().equals("area")) {
            return 0;
        }
        throw new SyntaxFault(distance.offset(), "expected a distance or 'area' here, as in " + example);
    }

    private static Optional<Aggregate> aggregate(Syntax.Call call) {
        return Arrays.stream(Aggregate.values())
                .filter(each -> each.key().equals(call.function()))
                .findFirst();
    }

    private static boolean isWindow(Syntax syntax) {
        return syntax instanceof Syntax.Amount amount
                && amount.number().perMs() == 0
                && Durations.isUnit(amount.number().unit());
    }

    private Typed windowed(Syntax.Call call, Aggregate aggregate) {
        String example = call.function() + "(temperature, 10 min)";
        if (call.arguments().size() == 1) {
            throw new SyntaxFault(
                    call.offset(),
                    call.function() + " needs a window, as in " + example
                            + "; without an end it would keep readings for ever");
        }
        Syntax.Name name = Checker.argument(call, example, 2);
        Quantity quantity = checker.quantity(name);
        boolean counts = aggregate == Aggregate.COUNT || quantity.unit() == Unit.FLAG && aggregate == Aggregate.SUM;
        boolean shares = quantity.unit() == Unit.FLAG && aggregate == Aggregate.AVG;
        if (!counts && !shares) {
            checker.number(name, "is not a number to reckon with; count(" + quantity.key() + ", …) is possible");
        }
        return new Typed.Known(
                new Value.Windowed(aggregate, quantity, checker.windowMs(call)),
                counts ? Dimension.COUNT : shares ? Dimension.PLAIN : Dimension.of(quantity.unit()));
    }

    private Typed magnitude(Syntax.Call call) {
        if (call.arguments().size() != 1 || !(typed(call.arguments().getFirst()) instanceof Typed.Known known)) {
            throw new SyntaxFault(call.offset(), "abs takes one value, as in abs(clock_step)");
        }
        return new Typed.Known(new Value.Magnitude(known.value()), known.dimension());
    }

    private Typed picked(Syntax.Call call, boolean higher) {
        Typed left = typed(call.arguments().get(0));
        Typed right = typed(call.arguments().get(1));
        Dimension dimension = dimension(new Pair(
                left,
                right,
                new Syntax.Binary(
                        call.offset(),
                        call.function(),
                        call.arguments().get(0),
                        call.arguments().get(1))));
        Typed.Known first = known(left, dimension);
        Typed.Known second = known(right, dimension);
        same(dimension, second.dimension(), call.arguments().get(1).offset());
        return new Typed.Known(new Value.Picked(higher, first.value(), second.value()), dimension);
    }

    private Typed reckoned(Syntax.Binary binary) {
        Pair pair = switch (binary.operator()) {
            case "+", "-", "*", "/" -> new Pair(typed(binary.left()), typed(binary.right()), binary);
            default -> throw noValue(new Syntax.Literal(binary.offset(), binary.operator()));
        };
        return switch (binary.operator()) {
            case "+" -> sum(pair);
            case "-" -> difference(pair);
            case "*" -> product(pair);
            default -> quotient(pair);
        };
    }

    /** The dimension of the side that has one. */
    private static Dimension dimension(Pair pair) {
        return switch (pair.left()) {
            case Typed.Known known -> known.dimension();
            case Typed.Loose loose when pair.right() instanceof Typed.Known known -> known.dimension();
            case Typed.Loose loose -> throw new SyntaxFault(loose.offset(), "reckon these numbers yourself");
            case Typed.Named named when pair.right() instanceof Typed.Known known -> known.dimension();
            case Typed.Named named ->
                throw new SyntaxFault(
                        named.offset(), "two numbers say nothing about a device; put a quantity on one side");
        };
    }

    private static Typed sum(Pair pair) {
        Dimension dimension = dimension(pair);
        Typed.Known left = known(pair.left(), dimension.ofDifference());
        Typed.Known right = known(pair.right(), dimension.ofDifference());
        same(
                left.dimension().ofDifference(),
                right.dimension().ofDifference(),
                pair.at().right().offset());
        if (left.dimension().isTemperature() && right.dimension().isTemperature()) {
            throw new SyntaxFault(pair.at().right().offset(), "the sum of two temperatures has no meaning");
        }
        Dimension result = right.dimension().isTemperature() ? right.dimension() : left.dimension();
        return reckoned(left, Operation.PLUS, right, result);
    }

    private static Typed difference(Pair pair) {
        Dimension dimension = dimension(pair);
        Typed.Known left = known(pair.left(), dimension);
        Typed.Known right = known(pair.right(), dimension.ofDifference());
        same(
                left.dimension().ofDifference(),
                right.dimension().ofDifference(),
                pair.at().right().offset());
        if (!left.dimension().isTemperature() && right.dimension().isTemperature()) {
            throw new SyntaxFault(
                    pair.at().right().offset(), "a temperature cannot be taken from a difference of temperatures");
        }
        Dimension result = right.dimension().isTemperature() ? left.dimension().ofDifference() : left.dimension();
        return reckoned(left, Operation.MINUS, right, result);
    }

    private static Typed product(Pair pair) {
        dimension(pair);
        Typed.Known left = known(pair.left(), Dimension.PLAIN);
        Typed.Known right = known(pair.right(), Dimension.PLAIN);
        boolean leftPlain = left.dimension().equals(Dimension.PLAIN);
        if (!leftPlain && !right.dimension().equals(Dimension.PLAIN)) {
            throw meaningless(left, "*", right, pair);
        }
        Dimension result = leftPlain ? right.dimension() : left.dimension();
        return reckoned(left, Operation.TIMES, right, scalable(result, pair));
    }

    private static Typed quotient(Pair pair) {
        Dimension dimension = dimension(pair);
        Typed.Known left = known(pair.left(), hasUnit(pair.left()) ? dimension : Dimension.PLAIN);
        Typed.Known right = known(pair.right(), hasUnit(pair.right()) ? dimension : Dimension.PLAIN);
        if (right.dimension().equals(Dimension.PLAIN)) {
            return reckoned(left, Operation.OVER, right, scalable(left.dimension(), pair));
        } else if (left.dimension().equals(right.dimension())) {
            scalable(left.dimension(), pair);
            return reckoned(left, Operation.OVER, right, Dimension.PLAIN);
        }
        throw meaningless(left, "/", right, pair);
    }

    private static Dimension scalable(Dimension dimension, Pair pair) {
        if (dimension.isTemperature()) {
            throw new SyntaxFault(
                    pair.at().offset(),
                    "multiples of a temperature have no meaning: 0 °C is not nothing; reckon with a difference");
        }
        return dimension;
    }

    private static boolean hasUnit(Typed typed) {
        return switch (typed) {
            case Typed.Loose loose -> !loose.number().unit().isEmpty();
            case Typed.Named named -> !named.parameter().normal().unit().isEmpty();
            case Typed.Known known -> false;
        };
    }

    private static SyntaxFault meaningless(Typed.Known left, String operator, Typed.Known right, Pair pair) {
        return new SyntaxFault(
                pair.at().right().offset(),
                left.dimension().shown() + " " + operator + " "
                        + right.dimension().shown() + " has no meaning here; one of them must be a plain number");
    }

    private static Typed reckoned(Typed.Known left, Operation operation, Typed.Known right, Dimension result) {
        return new Typed.Known(new Value.Reckoned(left.value(), operation, right.value()), result);
    }

    private static void same(Dimension left, Dimension right, int offset) {
        if (!left.equals(right)) {
            throw new SyntaxFault(offset, "expected " + left.shown() + ", found " + right.shown());
        }
    }

    private static Value parameter(int offset, Definitions.Parameter parameter, Dimension wanted) {
        return new Value.Parameter(
                parameter.name(),
                wanted.constant(offset, parameter.normal(), parameter.negative()),
                parameter.specials().stream()
                        .map(each -> new Value.Parameter.Special(
                                each.on(), each.device(), wanted.constant(offset, each.amount(), each.negative())))
                        .toList());
    }

    private static Typed.Known known(Typed typed, Dimension wanted) {
        return switch (typed) {
            case Typed.Known known -> known;
            case Typed.Loose loose ->
                new Typed.Known(wanted.constant(loose.offset(), loose.number(), loose.negative()), wanted);
            case Typed.Named named -> new Typed.Known(parameter(named.offset(), named.parameter(), wanted), wanted);
        };
    }
}
