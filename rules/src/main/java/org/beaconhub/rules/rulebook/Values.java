package org.beaconhub.rules.rulebook;

import java.math.BigDecimal;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.rulebook.Condition.Comparison;
import org.beaconhub.rules.rulebook.Value.Operation;

/** Understands the values of an expression and keeps their units in step. */
final class Values {
    private final Checker checker;

    Values(Checker checker) {
        this.checker = checker;
    }

    /** What a value is measured in: a unit, or that unit per second. {@link Unit#RATIO} stands for a plain number. */
    private record Dimension(Unit unit, boolean rate) {
        private static final Dimension PLAIN = new Dimension(Unit.RATIO, false);

        String shown() {
            return this.equals(PLAIN) ? "a plain number" : unit.symbol() + (rate ? " per time" : "");
        }
    }

    /** A value that knows its dimension, or a number that takes it from what it stands beside. */
    private sealed interface Typed {
        record Known(Value value, Dimension dimension) implements Typed {}

        record Loose(int offset, Token.Amount number, boolean negative) implements Typed {}
    }

    Condition compare(Syntax.Binary binary, Comparison comparison) {
        Typed left = typed(binary.left());
        Typed right = typed(binary.right());
        if (left instanceof Typed.Known known) {
            Typed.Known other = known(right, known.dimension(), false);
            same(known.dimension(), other.dimension(), binary.right().offset());
            return new Condition.Compare(known.value(), comparison, other.value());
        } else if (right instanceof Typed.Known known) {
            return new Condition.Compare(known(left, known.dimension(), false).value(), comparison, known.value());
        }
        throw new SyntaxFault(binary.offset(), "both sides are plain numbers; compare a quantity");
    }

    private Typed typed(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Amount amount -> new Typed.Loose(amount.offset(), amount.number(), false);
            case Syntax.Minus minus -> negative(minus);
            case Syntax.Name name -> latest(name);
            case Syntax.Call call -> call(call);
            case Syntax.Binary binary -> reckoned(binary);
            case Syntax.Literal literal -> throw noValue(literal);
            case Syntax.Not not -> throw noValue(not);
            case Syntax.For held -> throw noValue(held);
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

    private Typed latest(Syntax.Name name) {
        Quantity quantity = checker.quantity(name);
        if (quantity.unit() == Unit.TEXT || quantity.unit() == Unit.FLAG) {
            throw new SyntaxFault(name.offset(), quantity.key() + " is not a number to reckon with");
        }
        return new Typed.Known(new Value.Latest(quantity), new Dimension(quantity.unit(), false));
    }

    private Typed call(Syntax.Call call) {
        if (!call.function().equals("rise")) {
            throw call.function().equals("broken") ? noValue(call) : checker.unknownFunction(call);
        }
        if (call.arguments().size() != 2
                || !(call.arguments().get(0) instanceof Syntax.Name name)
                || !(call.arguments().get(1) instanceof Syntax.Amount window)) {
            throw new SyntaxFault(call.offset(), "rise takes a quantity and a window, as in rise(temperature, 3 min)");
        }
        Quantity quantity = checker.quantity(name);
        if (quantity.unit() == Unit.TEXT || quantity.unit() == Unit.FLAG) {
            throw new SyntaxFault(name.offset(), quantity.key() + " is not a number that can rise");
        }
        return new Typed.Known(
                new Value.Rise(quantity, checker.ms(window.number())), new Dimension(quantity.unit(), true));
    }

    private Typed reckoned(Syntax.Binary binary) {
        return switch (binary.operator()) {
            case "+" -> sum(binary, Operation.PLUS);
            case "-" -> sum(binary, Operation.MINUS);
            case "*" -> scaled(binary, Operation.TIMES);
            case "/" -> scaled(binary, Operation.OVER);
            default -> throw noValue(new Syntax.Literal(binary.offset(), binary.operator()));
        };
    }

    private Typed sum(Syntax.Binary binary, Operation operation) {
        Typed left = typed(binary.left());
        Typed right = typed(binary.right());
        Dimension dimension = switch (left) {
            case Typed.Known known -> known.dimension();
            case Typed.Loose loose when right instanceof Typed.Known known -> known.dimension();
            case Typed.Loose loose -> throw new SyntaxFault(loose.offset(), "reckon these numbers yourself");
        };
        boolean leftIsDifference = operation == Operation.PLUS;
        Typed.Known first = known(left, dimension, leftIsDifference);
        Typed.Known second = known(right, dimension, true);
        same(dimension, second.dimension(), binary.right().offset());
        return new Typed.Known(new Value.Reckoned(first.value(), operation, second.value()), dimension);
    }

    private Typed scaled(Syntax.Binary binary, Operation operation) {
        Typed left = typed(binary.left());
        Typed right = typed(binary.right());
        if (left instanceof Typed.Loose loose && right instanceof Typed.Loose) {
            throw new SyntaxFault(loose.offset(), "reckon these numbers yourself");
        }
        Typed.Known first = known(left, Dimension.PLAIN, false);
        Typed.Known second = known(right, Dimension.PLAIN, false);
        Value value = new Value.Reckoned(first.value(), operation, second.value());
        if (second.dimension().equals(Dimension.PLAIN)) {
            return new Typed.Known(value, first.dimension());
        } else if (operation == Operation.TIMES && first.dimension().equals(Dimension.PLAIN)) {
            return new Typed.Known(value, second.dimension());
        } else if (operation == Operation.OVER && first.dimension().equals(second.dimension())) {
            return new Typed.Known(value, Dimension.PLAIN);
        }
        throw new SyntaxFault(
                binary.right().offset(),
                first.dimension().shown() + " " + operation.symbol() + " "
                        + second.dimension().shown() + " has no meaning here; one of them must be a plain number");
    }

    private static void same(Dimension left, Dimension right, int offset) {
        if (!left.equals(right)) {
            throw new SyntaxFault(offset, "expected " + left.shown() + ", found " + right.shown());
        }
    }

    private static Typed.Known known(Typed typed, Dimension wanted, boolean difference) {
        return switch (typed) {
            case Typed.Known known -> known;
            case Typed.Loose loose -> new Typed.Known(constant(loose, wanted, difference), wanted);
        };
    }

    private static Value constant(Typed.Loose loose, Dimension wanted, boolean difference) {
        Token.Amount number = loose.number();
        BigDecimal signed = loose.negative() ? number.value().negate() : number.value();
        String text = (loose.negative() ? "-" : "") + number.text();
        boolean unitless = number.unit().isEmpty();
        if (unitless && (wanted.equals(Dimension.PLAIN) || wanted.equals(new Dimension(Unit.COUNT, false)))) {
            return new Value.Constant(signed.doubleValue(), text);
        }
        Unit unit = Unit.of(number.unit()).orElse(null);
        if (unit == null || unit.base() != wanted.unit() || (number.perMs() > 0) != wanted.rate()) {
            String example =
                    number.value().toPlainString() + " " + wanted.unit().symbol() + (wanted.rate() ? "/min" : "");
            throw new SyntaxFault(
                    loose.offset(),
                    wanted.equals(Dimension.PLAIN)
                            ? "expected a plain number, found '" + text + "'"
                            : "'" + text + "' is not in a unit of " + wanted.shown() + "; write it as '" + example
                                    + "'");
        }
        double value = wanted.rate()
                ? unit.differenceToBase(signed.doubleValue()) / (number.perMs() / 1000.0)
                : difference ? unit.differenceToBase(signed.doubleValue()) : unit.toBase(signed.doubleValue());
        return new Value.Constant(value, text);
    }
}
