package org.beaconhub.rules.site;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.contact.CallPlan;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.contact.ContactReader;
import org.beaconhub.rules.contact.Policy;
import org.beaconhub.rules.contact.PolicyReader;
import org.beaconhub.rules.contact.RotaReader;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.rulebook.Rulebook;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;

/** Reads whom a site calls, and looks for alarms that nobody is called to. */
final class CallPlanReader {
    private final Offers offers;
    private final Rulebook rulebook;
    private final Problems problems;

    CallPlanReader(Offers offers, Rulebook rulebook, Problems problems) {
        this.offers = offers;
        this.rulebook = rulebook;
        this.problems = problems;
    }

    CallPlan read(Optional<Fields> contacts, Optional<Fields> rotas, Optional<Fields> policies) {
        ContactReader people = new ContactReader(offers.units(), problems);
        List<Contact> known = people.read(contacts);
        CallPlan plan = new CallPlan(known, new RotaReader(people.ids(), problems).read(rotas), List.of());
        CallPlan whole = new PolicyReader(plan, offers, problems).read(policies);
        if (!whole.policies().isEmpty()) {
            rulebook.rules().stream()
                    .filter(rule -> rule.kind() == Kind.ALARM)
                    .forEach(rule -> covered(rule, whole.policies()));
        }
        return whole;
    }

    /** Alarms without a policy still go to the channels that take their kind, which is hardly meant once there are policies. */
    private void covered(Rule rule, List<Policy> policies) {
        String type = rule.incidentType();
        boolean covered = policies.stream()
                .filter(each -> each.areas().isEmpty() && each.calendar().isEmpty())
                .anyMatch(each -> each.isFor(type, rule.severity(), ""));
        if (!covered) {
            boolean told = offers.ways().stream().anyMatch(each -> each.takes(Kind.ALARM, rule.severity()));
            problems.warn(
                    rule.at(),
                    "no policy of escalation.yaml is for incidents '" + type + "' from rule '" + rule.name()
                            + "' everywhere and at all times: its alarms go to "
                            + (told ? "the channels that take their kind" : "no channel at all, so nobody is told"));
        }
    }
}
