package org.beaconhub.gateway.console;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Condition.Compare;
import org.beaconhub.rules.rulebook.Condition.Comparison;
import org.beaconhub.rules.rulebook.Value;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** How many people there may be at a device before a rule of the site speaks of it. */
final class PeopleLimit {
    private PeopleLimit() {}

    /** The lowest number beyond which a rule raises an alarm there; empty where no rule compares the plain count. */
    static OptionalDouble of(Site site, Device device) {
        if (!device.type().measures().contains(Quantity.PEOPLE)) {
            return OptionalDouble.empty();
        }
        return site.rulebook().rules().stream()
                .filter(rule -> rule.on().matches(device.type().name(), device.area()))
                .flatMap(rule -> leaves(rule.raise().at(device.subject())))
                .mapMulti(PeopleLimit::limit)
                .mapToDouble(Double::doubleValue)
                .min();
    }

    private static Stream<Condition> leaves(Condition condition) {
        return condition.parts().isEmpty()
                ? Stream.of(condition)
                : condition.parts().stream().flatMap(PeopleLimit::leaves);
    }

    private static void limit(Condition condition, Consumer<Double> found) {
        if (condition instanceof Compare compare
                && compare.left() instanceof Value.Latest latest
                && latest.quantity() == Quantity.PEOPLE
                && compare.right() instanceof Value.Constant limit
                && (compare.comparison() == Comparison.ABOVE || compare.comparison() == Comparison.AT_LEAST)) {
            found.accept(limit.value());
        }
    }
}
