package org.beaconhub.rules.explain;

import java.util.Optional;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** What an alarm rests on, in the words of whoever has to act on it. */
public final class Grounds {
    /** What is measured where there is no single value. */
    private static final String NONE = Evidence.NOTHING;

    private Grounds() {}

    /** One clause that held and what was measured; as the rule writes it where the site's rule has no such clause (any more). */
    public static Text of(Alarm alarm, Evidence evidence, Site site) {
        Text clause = HubAlarm.of(alarm, site.zone())
                .map(HubAlarm::clause)
                .or(() -> site.rule(alarm.rule())
                        .flatMap(rule -> clause(rule, site.device(alarm.subject()), evidence.clause()))
                        .map(Phrases::of))
                .orElse(new Text(evidence.clause(), evidence.clause()));
        return evidence.value().equals(NONE)
                ? clause
                : new Text(clause.zh() + "（" + evidence.value() + "）", clause.en() + " (" + evidence.value() + ")");
    }

    private static Optional<Condition> clause(Rule rule, Optional<Device> device, String text) {
        Rule own = device.map(each -> rule.at(each.subject())).orElse(rule);
        return own.conditions()
                .flatMap(Grounds::all)
                .filter(each -> each.text().equals(text))
                .findFirst();
    }

    private static Stream<Condition> all(Condition condition) {
        return Stream.concat(Stream.of(condition), condition.parts().stream().flatMap(Grounds::all));
    }
}
