package org.beaconhub.rules.review;

import java.util.List;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;

/** Whether one condition holds whenever another does, as far as their form shows it. */
final class Implication {
    private Implication() {}

    /** Whether {@code loose} surely holds whenever {@code strict} does. */
    static boolean follows(Condition loose, Condition strict) {
        if (loose.equals(strict)) {
            return true;
        } else if (strict instanceof Condition.Or or) {
            return or.parts().stream().allMatch(part -> follows(loose, part));
        } else if (loose instanceof Condition.And and) {
            return and.parts().stream().allMatch(part -> follows(part, strict));
        } else if (loose instanceof Condition.Or or && or.parts().stream().anyMatch(part -> follows(part, strict))) {
            return true;
        } else if (strict instanceof Condition.And and) {
            return and.parts().stream().anyMatch(part -> follows(loose, part));
        } else if (strict instanceof Condition.Held held) {
            return loose instanceof Condition.Held other
                    ? other.forMs() <= held.forMs() && follows(other.part(), held.part())
                    : follows(loose, held.part());
        }
        if (loose instanceof Condition.Silent shorter && strict instanceof Condition.Silent longer) {
            boolean alike = (shorter.intervals() == 0) == (longer.intervals() == 0);
            return alike && shorter.forMs() <= longer.forMs() && shorter.intervals() <= longer.intervals();
        }
        return loose instanceof Condition.Compare wide
                && strict instanceof Condition.Compare narrow
                && wide.left().equals(narrow.left())
                && wide.right() instanceof Value.Constant border
                && narrow.right() instanceof Value.Constant inner
                && wide.comparison() != Condition.Comparison.UNEQUAL
                && Range.where(narrow.comparison(), inner.value())
                        .within(Range.where(wide.comparison(), border.value()));
    }

    /** The alternatives of a condition that another alternative makes idle. */
    static void idleParts(Condition condition, List<String> idle) {
        if (condition instanceof Condition.Or or) {
            for (int i = 0; i < or.parts().size(); i++) {
                for (int j = 0; j < or.parts().size(); j++) {
                    Condition one = or.parts().get(i);
                    Condition other = or.parts().get(j);
                    boolean second = !follows(one, other) || i > j;
                    if (i != j && second && follows(other, one)) {
                        idle.add("'" + one.text() + "' adds nothing: whenever it holds, '" + other.text() + "' holds");
                    }
                }
            }
        }
        condition.parts().forEach(part -> idleParts(part, idle));
    }
}
