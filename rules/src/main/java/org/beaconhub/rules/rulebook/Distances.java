package org.beaconhub.rules.rulebook;

import java.math.BigDecimal;
import java.util.List;

/** Distances as rules write them: {@code 800 m}, {@code 3 km}. */
final class Distances {
    /** The furthest that a rule may look around. */
    private static final int METRES_MAX = 50_000;

    private Distances() {}

    /** The units, as rules write them. */
    static List<String> units() {
        return List.of("km", "m");
    }

    /** The whole metres of a distance. */
    static int metres(Token.Amount distance) {
        BigDecimal factor = switch (distance.perMs() == 0 ? distance.unit() : "") {
            case "m" -> BigDecimal.ONE;
            case "km" -> BigDecimal.valueOf(1000);
            default -> BigDecimal.ZERO;
        };
        BigDecimal metres = distance.value().multiply(factor);
        if (metres.compareTo(BigDecimal.ONE) < 0 || metres.compareTo(BigDecimal.valueOf(METRES_MAX)) > 0) {
            throw new SyntaxFault(
                    distance.offset(),
                    distance.shown() + " is no distance of 1 m to 50 km; write one such as '800 m' or '3 km'");
        }
        return metres.intValue();
    }
}
