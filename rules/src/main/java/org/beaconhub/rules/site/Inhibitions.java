package org.beaconhub.rules.site;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.source.Problems;

/** Whether what rules say of inhibition between their alarms can be: no circles, no matter of life. */
final class Inhibitions {
    private final Map<String, Rule> byName = new LinkedHashMap<>();
    private final Problems problems;

    Inhibitions(List<Rule> rules, Problems problems) {
        rules.forEach(rule -> byName.put(rule.name(), rule));
        this.problems = problems;
    }

    void check() {
        for (Rule rule : byName.values()) {
            Set<String> causes = rule.handling().inhibitedBy();
            if (!causes.isEmpty() && lifeSafety(rule)) {
                problems.add(
                        rule.at(),
                        "rule '" + rule.name() + "' raises alarms that are a matter of life; nothing may inhibit them");
            }
            if (reaches(rule, rule.name(), new HashSet<>())) {
                problems.add(rule.at(), "rule '" + rule.name() + "' inhibits itself, by way of " + causes);
            }
        }
    }

    private static boolean lifeSafety(Rule rule) {
        return Alarm.lifeSafety(rule.kind(), rule.severity())
                || rule.confirm()
                        .filter(more -> Alarm.lifeSafety(rule.kind(), more.severity()))
                        .isPresent();
    }

    private boolean reaches(Rule from, String wanted, Set<String> seen) {
        for (String cause : from.handling().inhibitedBy()) {
            if (cause.equals(wanted)) {
                return true;
            }
            Rule next = byName.get(cause);
            if (next != null && seen.add(cause) && reaches(next, wanted, seen)) {
                return true;
            }
        }
        return false;
    }
}
