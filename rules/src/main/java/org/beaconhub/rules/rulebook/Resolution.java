package org.beaconhub.rules.rulebook;

import java.util.List;
import java.util.stream.Stream;

/** Puts a device's own thresholds in the place of parameters. What is asked of other devices is left to them. */
final class Resolution {
    private final Subject subject;

    Resolution(Subject subject) {
        this.subject = subject;
    }

    Condition of(Condition condition) {
        return switch (condition) {
            case Condition.And and -> new Condition.And(of(and.parts()));
            case Condition.Or or -> new Condition.Or(of(or.parts()));
            case Condition.Not not -> new Condition.Not(of(not.part()));
            case Condition.Held held -> new Condition.Held(of(held.part()), held.forMs());
            case Condition.Then then -> new Condition.Then(of(then.first()), of(then.second()), then.withinMs());
            case Condition.Without without ->
                new Condition.Without(of(without.first()), of(without.other()), without.withinMs());
            case Condition.Compare compare ->
                new Condition.Compare(of(compare.left()), compare.comparison(), of(compare.right()));
            case Condition.Several several -> several;
            case Condition.Silent silent -> silent;
            case Condition.Broken broken -> broken;
            case Condition.Jumped jumped -> jumped;
            case Condition.Changed changed -> changed;
            case Condition.Stuck stuck -> stuck;
            case Condition.Flagged flagged -> flagged;
            case Condition.Labelled labelled -> labelled;
            case Condition.During during -> during;
        };
    }

    private List<Condition> of(List<Condition> parts) {
        return parts.stream().map(this::of).toList();
    }

    private Value of(Value value) {
        return switch (value) {
            case Value.Parameter parameter -> parameter.of(subject);
            case Value.Reckoned reckoned ->
                new Value.Reckoned(of(reckoned.left()), reckoned.operation(), of(reckoned.right()));
            case Value.Picked picked -> new Value.Picked(picked.higher(), of(picked.left()), of(picked.right()));
            case Value.Magnitude magnitude -> new Value.Magnitude(of(magnitude.part()));
            case Value.Latest latest -> latest;
            case Value.Outlook outlook -> outlook;
            case Value.Drift drift -> drift;
            case Value.Coverage coverage -> coverage;
            case Value.Rise rise -> rise;
            case Value.Windowed windowed -> windowed;
            case Value.Constant constant -> constant;
        };
    }

    /** The parameters that a condition uses, also of other devices. */
    static Stream<Value.Parameter> parameters(Condition condition) {
        Stream<Value> own = condition instanceof Condition.Compare compare
                ? Stream.of(compare.left(), compare.right())
                : Stream.empty();
        return Stream.concat(
                own.flatMap(Resolution::parameters), condition.parts().stream().flatMap(Resolution::parameters));
    }

    private static Stream<Value.Parameter> parameters(Value value) {
        return switch (value) {
            case Value.Parameter parameter -> Stream.of(parameter);
            case Value.Reckoned reckoned -> Stream.concat(parameters(reckoned.left()), parameters(reckoned.right()));
            case Value.Picked picked -> Stream.concat(parameters(picked.left()), parameters(picked.right()));
            case Value.Magnitude magnitude -> parameters(magnitude.part());
            case Value.Latest latest -> Stream.empty();
            case Value.Outlook outlook -> Stream.empty();
            case Value.Drift drift -> Stream.empty();
            case Value.Coverage coverage -> Stream.empty();
            case Value.Rise rise -> Stream.empty();
            case Value.Windowed windowed -> Stream.empty();
            case Value.Constant constant -> Stream.empty();
        };
    }
}
