package org.beaconhub.rules.site;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.contact.PolicyReader;
import org.beaconhub.rules.response.Crew;
import org.beaconhub.rules.response.Procedure;
import org.beaconhub.rules.response.ResponsePlan;

/** What a site offers to its escalation policies. */
record Offers(Set<String> types, Set<String> areas, Set<String> calendars, Set<String> units, List<Channel> ways)
        implements PolicyReader.Offer {
    Offers(ResponsePlan plan, Set<String> areas, Set<String> calendars, List<Channel> ways) {
        this(
                new TreeSet<>(plan.procedures().stream().map(Procedure::type).toList()),
                new TreeSet<>(areas),
                calendars,
                new TreeSet<>(plan.crews().stream().map(Crew::id).toList()),
                ways);
        types.add(Procedure.OTHER);
        areas.forEach(path -> {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                this.areas.add(path.substring(0, slash));
            }
        });
    }

    @Override
    public Set<String> channels() {
        return new TreeSet<>(
                ways.stream().filter(Channel::tellsPeople).map(Channel::name).toList());
    }

    @Override
    public boolean hasReceivers(String channel) {
        return ways.stream().anyMatch(each -> each.name().equals(channel) && each.hasReceivers());
    }

    @Override
    public boolean reaches(String channel, Contact contact) {
        return ways.stream().anyMatch(each -> each.name().equals(channel) && each.reaches(contact));
    }
}
