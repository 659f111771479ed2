package org.beaconhub.rules.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.rulebook.Condition.Comparison;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.weather.FireIndex;

/** Understands the names and units of an expression; the first thing that makes no sense is a {@link SyntaxFault}. */
final class Checker {
    static final List<String> FUNCTIONS = Stream.concat(
                    Stream.of(
                            "rise",
                            "avg",
                            "min",
                            "max",
                            "sum",
                            "count",
                            "last",
                            "abs",
                            "broken",
                            "jumped",
                            "changed",
                            "stuck",
                            "drift",
                            "coverage"),
                    FireIndex.keys().stream())
            .toList();
    private static final Set<String> CONDITIONS = Set.of("broken", "jumped", "changed", "stuck");
    /** The longest window whose readings a rule may keep. */
    private static final long WINDOW_MS_MAX = 31 * 86_400_000L;

    private static final int INTERVALS_MAX = 1_000;

    private static final Set<Quantity> NUMBERS = Arrays.stream(Quantity.values())
            .filter(quantity -> quantity.unit() != Unit.TEXT && quantity.unit() != Unit.FLAG)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> COMPARISONS =
            Arrays.stream(Comparison.values()).map(Comparison::symbol).collect(Collectors.toUnmodifiableSet());

    private final Setting setting;
    private final Set<Quantity> measured;
    private final Values values;

    /** Understands an expression in a setting. */
    Checker(Setting setting) {
        this.setting = setting;
        this.measured = setting.measured();
        this.values = new Values(this, setting.definitions());
    }

    /** Looks whether an expression makes sense, as a condition or as a value. */
    void any(Syntax syntax) {
        boolean value = switch (syntax) {
            case Syntax.Binary binary -> Values.isArithmetic(binary);
            case Syntax.Call call -> !isCondition(call);
            case Syntax.Amount amount ->
                throw new SyntaxFault(amount.offset(), "a number is named by 'parameter', not by 'define'");
            case Syntax.Name name -> values.isValue(name);
            case Syntax.Minus minus -> true;
            case Syntax.Not not -> false;
            case Syntax.For held -> false;
            case Syntax.Follow follow -> false;
            case Syntax.Several several -> false;
            case Syntax.SilentFor silent -> false;
            case Syntax.During during -> false;
            case Syntax.Literal literal -> false;
        };
        if (value) {
            values.check(syntax);
        } else {
            condition(syntax);
        }
    }

    /** The condition that an expression writes. */
    Condition condition(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Binary binary -> binary(binary);
            case Syntax.Not not -> new Condition.Not(condition(not.part()));
            case Syntax.For held -> new Condition.Held(condition(held.part()), ms(held.duration()));
            case Syntax.Follow follow -> follow(follow);
            case Syntax.Several several -> new Company(setting).several(several);
            case Syntax.SilentFor silent when silent.intervals() -> silent(silent.duration());
            case Syntax.SilentFor silent -> new Condition.Silent(ms(silent.duration()), 0);
            case Syntax.During during -> during(during);
            case Syntax.Call call when isCondition(call) -> function(call);
            case Syntax.Name name -> named(name);
            case Syntax.Call call -> throw noCondition(call);
            case Syntax.Amount amount -> throw noCondition(amount);
            case Syntax.Literal literal -> throw noCondition(literal);
            case Syntax.Minus minus -> throw noCondition(minus);
        };
    }

    private static Condition silent(Token.Amount intervals) {
        int count = intervals.value().min(BigDecimal.valueOf(INTERVALS_MAX + 1)).intValue();
        if (count < 2 || count > INTERVALS_MAX || intervals.value().compareTo(BigDecimal.valueOf(count)) != 0) {
            throw new SyntaxFault(
                    intervals.offset(),
                    intervals.shown() + " is no whole number of intervals from 2 to " + INTERVALS_MAX);
        }
        return new Condition.Silent(0, count);
    }

    private Condition follow(Syntax.Follow follow) {
        Condition first = condition(follow.first());
        Condition second = condition(follow.second());
        long withinMs = ms(follow.within());
        return follow.operator().equals("then")
                ? new Condition.Then(first, second, withinMs)
                : new Condition.Without(first, second, withinMs);
    }

    private Condition during(Syntax.During during) {
        Set<String> calendars = setting.vocabulary().calendars();
        String name = during.calendar().text();
        if (!calendars.contains(name)) {
            throw new SyntaxFault(
                    during.calendar().offset(),
                    "unknown calendar '" + name + "'" + Nearest.hint(name, calendars)
                            + (calendars.isEmpty()
                                    ? "; the site has none: write calendars.yaml"
                                    : "; there are " + String.join(", ", calendars)));
        }
        return new Condition.During(name);
    }

    private SyntaxFault noCondition(Syntax syntax) {
        if (syntax instanceof Syntax.Call call && !FUNCTIONS.contains(call.function())) {
            return unknownFunction(call);
        }
        return new SyntaxFault(
                syntax.offset(),
                new Text("这是一个数值，不是条件；请与某个值比较", "this is a value, not a condition; compare it with something"));
    }

    SyntaxFault unknownFunction(Syntax.Call call) {
        return new SyntaxFault(
                call.offset(),
                "unknown function '" + call.function() + "'" + Nearest.hint(call.function(), FUNCTIONS) + "; there are "
                        + String.join(", ", FUNCTIONS));
    }

    private Condition binary(Syntax.Binary binary) {
        if (COMPARISONS.contains(binary.operator())) {
            return comparison(binary);
        }
        return switch (binary.operator()) {
            case "and" -> new Condition.And(parts(binary, "and"));
            case "or" -> new Condition.Or(parts(binary, "or"));
            default -> throw noCondition(new Syntax.Literal(binary.offset(), binary.operator()));
        };
    }

    /** {@code a and b and c} is one condition of three parts. */
    private List<Condition> parts(Syntax.Binary binary, String operator) {
        List<Condition> parts = new ArrayList<>();
        if (binary.left() instanceof Syntax.Binary inner && inner.operator().equals(operator)) {
            parts.addAll(parts(inner, operator));
        } else {
            parts.add(condition(binary.left()));
        }
        parts.add(condition(binary.right()));
        return parts;
    }

    private Condition comparison(Syntax.Binary binary) {
        Comparison comparison = Arrays.stream(Comparison.values())
                .filter(each -> each.symbol().equals(binary.operator()))
                .findFirst()
                .orElseThrow();
        if (binary.left() instanceof Syntax.Name name && isText(name)) {
            return labelled(name, comparison, binary.right());
        }
        return values.compare(binary, comparison);
    }

    private boolean isText(Syntax.Name name) {
        return Quantity.of(name.text())
                .map(Quantity::unit)
                .filter(Unit.TEXT::equals)
                .isPresent();
    }

    private Condition labelled(Syntax.Name name, Comparison comparison, Syntax right) {
        Quantity quantity = quantity(name);
        if (comparison != Comparison.EQUAL && comparison != Comparison.UNEQUAL) {
            throw new SyntaxFault(name.offset(), quantity.key() + " is a text: compare it by = or !=");
        }
        if (!(right instanceof Syntax.Literal literal) || literal.text().isEmpty()) {
            throw new SyntaxFault(right.offset(), "expected a text in quotes, as in " + quantity.key() + " = 'smoke'");
        }
        return new Condition.Labelled(quantity, literal.text(), comparison == Comparison.EQUAL);
    }

    private Condition named(Syntax.Name name) {
        return setting.definitions()
                .expression(name.text())
                .map(definition -> within(name, definition, () -> condition(definition.syntax())))
                .orElseGet(() -> flagged(name));
    }

    /** Understands a named expression; what makes no sense in it is told at the place of its name. */
    static <T> T within(Syntax.Name name, Definitions.Definition definition, Supplier<T> understand) {
        try {
            return understand.get();
        } catch (SyntaxFault fault) {
            throw fault.isTold() ? fault : fault.within(name.offset(), definition.name());
        }
    }

    private Condition flagged(Syntax.Name name) {
        Quantity quantity = quantity(name);
        if (quantity.unit() != Unit.FLAG) {
            throw new SyntaxFault(
                    name.offset(),
                    quantity.key() + " is not a yes or no: compare it, as in " + quantity.key() + " > 5 "
                            + quantity.unit().symbol());
        }
        return new Condition.Flagged(quantity);
    }

    static boolean isCondition(Syntax.Call call) {
        return CONDITIONS.contains(call.function());
    }

    private Condition function(Syntax.Call call) {
        if (call.function().equals("broken")) {
            return new Condition.Broken(number(argument(call, "broken(temperature)", 1), "has no plausible range"));
        } else if (call.function().equals("jumped")) {
            return new Condition.Jumped(steady(argument(call, "jumped(temperature)", 1)));
        } else if (call.function().equals("stuck")) {
            Quantity quantity = number(argument(call, "stuck(temperature, 6 h)", 2), "may well stay the same");
            return new Condition.Stuck(quantity, windowMs(call));
        }
        boolean always = call.arguments().size() == 1;
        Quantity quantity = quantity(argument(call, "changed(door) or changed(door, 5 min)", always ? 1 : 2));
        return new Condition.Changed(quantity, always ? 0 : windowMs(call));
    }

    /** A quantity that nature lets change only so fast. */
    private Quantity steady(Syntax.Name name) {
        Quantity quantity = number(name, "may change at once");
        if (!Double.isFinite(quantity.changePerSecondMax())) {
            throw new SyntaxFault(
                    name.offset(),
                    quantity.key() + " may change as fast as it likes; jumped is for "
                            + NUMBERS.stream()
                                    .filter(each -> Double.isFinite(each.changePerSecondMax()))
                                    .map(Quantity::key)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return quantity;
    }

    /** The types of the devices that it is asked of. */
    Set<String> types() {
        return setting.types();
    }

    /** The quantity that a function is about, its first argument of so many. */
    static Syntax.Name argument(Syntax.Call call, String example, int count) {
        if (call.arguments().size() != count || !(call.arguments().getFirst() instanceof Syntax.Name name)) {
            String takes = count == 1 ? " takes one quantity, as in " : " takes a quantity and a window, as in ";
            throw new SyntaxFault(call.offset(), call.function() + takes + example);
        }
        return name;
    }

    /** A quantity whose readings are numbers. */
    Quantity number(Syntax.Name name, String otherwise) {
        Quantity quantity = quantity(name);
        if (!NUMBERS.contains(quantity)) {
            throw new SyntaxFault(name.offset(), quantity.key() + " " + otherwise);
        }
        return quantity;
    }

    /** The area that a figure is asked of: {@code fwi(area)}, which gives an empty path, or {@code fwi('forest')}. */
    String areaOf(Syntax.Call call) {
        if (call.arguments().size() == 1) {
            Syntax argument = call.arguments().getFirst();
            if (argument instanceof Syntax.Name name && name.text().equals("area")) {
                return "";
            } else if (argument instanceof Syntax.Literal path) {
                return area(path);
            }
        }
        String site = setting.vocabulary().areas().stream().findFirst().orElse("forest");
        throw new SyntaxFault(
                call.offset(),
                call.function() + " takes 'area', for the area of the device, or a path in quotes: " + call.function()
                        + "(area) or " + call.function() + "('" + site + "')");
    }

    private String area(Syntax.Literal path) {
        Set<String> areas = setting.vocabulary().areas();
        if (!areas.contains(path.text())) {
            throw new SyntaxFault(
                    path.offset(), "unknown area '" + path.text() + "'" + Nearest.hint(path.text(), areas));
        }
        return path.text();
    }

    /** The window that a function looks back over, its last argument. */
    long windowMs(Syntax.Call call) {
        if (!(call.arguments().getLast() instanceof Syntax.Amount window)) {
            throw new SyntaxFault(
                    call.arguments().getLast().offset(), call.function() + " needs a window such as '10 min' here");
        }
        long ms = ms(window.number());
        if (ms > WINDOW_MS_MAX) {
            throw new SyntaxFault(
                    window.offset(),
                    window.number().shown() + " is longer than a rule may keep readings for; at most "
                            + Durations.text(WINDOW_MS_MAX));
        }
        return ms;
    }

    /** The quantity of that name, which the rule's devices must measure. */
    Quantity quantity(Syntax.Name name) {
        if (setting.definitions().isWrong(name.text())) {
            throw SyntaxFault.told(name.offset());
        }
        Quantity quantity = Quantity.of(name.text()).orElseThrow(() -> unknown(name));
        if (!measured.contains(quantity)) {
            String keys = measured.stream().map(Quantity::key).sorted().collect(Collectors.joining(", "));
            throw new SyntaxFault(
                    name.offset(),
                    new Text(
                            "本规则的设备类型都不测量“" + quantity.key() + "”；它们测量 " + keys,
                            "none of this rule's device types measures '" + quantity.key() + "'; they measure "
                                    + keys));
        }
        return quantity;
    }

    private SyntaxFault unknown(Syntax.Name name) {
        List<String> known = Stream.concat(
                        Arrays.stream(Quantity.values()).map(Quantity::key), setting.definitions().names().stream())
                .toList();
        Text said = new Text("没有名为“" + name.text() + "”的量", "unknown quantity '" + name.text() + "'");
        return new SyntaxFault(name.offset(), Nearest.hinted(said, name.text(), known));
    }

    /** The milliseconds of a duration. */
    static long ms(Token.Amount duration) {
        OptionalLong ms =
                duration.perMs() == 0 ? Durations.ms(duration.value(), duration.unit()) : OptionalLong.empty();
        return ms.orElseThrow(() -> new SyntaxFault(
                duration.offset(),
                new Text(
                        duration.shown() + " 不是 1 ms 到 366 d 的时长；请写成“20 s”“3 min”或“2 h”",
                        duration.shown()
                                + " is no duration of 1 ms to 366 d; write one such as '20 s', '3 min' or '2 h'")));
    }
}
