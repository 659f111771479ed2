package org.beaconhub.rules.rulebook;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.source.Nearest;

/** Understands what an expression asks of several devices. */
final class Company {
    private static final String NEIGHBOURS = "neighbours";
    private static final int COUNT_MAX = 64;
    /** The longest that a sighting counts. */
    private static final long WITHIN_MS_MAX = 86_400_000L;

    private final Setting setting;

    Company(Setting setting) {
        this.setting = setting;
    }

    Condition several(Syntax.Several several) {
        if (setting.alone()) {
            throw new SyntaxFault(several.offset(), "what other devices have must not ask about other devices again");
        }
        boolean others =
                several.devices().stream().anyMatch(device -> device.text().equals(NEIGHBOURS));
        if (others && several.devices().size() > 1) {
            throw new SyntaxFault(several.offset(), "write 'neighbours' or device types, not both");
        }
        Set<String> types = others ? setting.types() : types(several.devices());
        long withinMs = Checker.ms(several.within());
        if (withinMs > WITHIN_MS_MAX) {
            throw new SyntaxFault(several.within().offset(), "what was seen counts for at most 1 d here");
        }
        return new Condition.Several(
                count(several.count()),
                types,
                others,
                several.distance() == null ? 0 : Distances.metres(several.distance()),
                withinMs,
                part(several, types));
    }

    private Condition part(Syntax.Several several, Set<String> types) {
        Syntax part = several.part();
        if (part != null) {
            return new Checker(setting.at(types)).condition(part);
        }
        Condition raise = setting.raise()
                .filter(each -> types.equals(setting.types()))
                .orElseThrow(() -> new SyntaxFault(
                        several.offset(),
                        "say what they have, as in '2 of TYPE within 800 m in 5 min have smoke > 4 %/m'"));
        if (asksOthers(raise)) {
            throw new SyntaxFault(
                    several.offset(),
                    "say what they have by 'have …': the rule's raise itself asks about other devices");
        }
        return raise;
    }

    private static boolean asksOthers(Condition condition) {
        return condition instanceof Condition.Several
                || condition.parts().stream().anyMatch(Company::asksOthers);
    }

    private static int count(Token.Amount number) {
        boolean whole = number.unit().isEmpty()
                && number.value().stripTrailingZeros().scale() <= 0
                && number.value().signum() > 0
                && number.value().compareTo(java.math.BigDecimal.valueOf(COUNT_MAX)) <= 0;
        if (!whole) {
            throw new SyntaxFault(number.offset(), number.shown() + " is no number of devices from 1 to " + COUNT_MAX);
        }
        return number.value().intValueExact();
    }

    private Set<String> types(List<Syntax.Named> names) {
        Set<String> types = new TreeSet<>();
        for (Syntax.Named name : names) {
            if (!setting.vocabulary().types().containsKey(name.text())) {
                throw new SyntaxFault(
                        name.offset(),
                        "unknown device type '" + name.text() + "'"
                                + Nearest.hint(
                                        name.text(),
                                        setting.vocabulary().types().keySet()));
            }
            types.add(name.text());
        }
        return types;
    }
}
