package org.beaconhub.rules.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Handling;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.rulebook.Rulebook;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** How the site's rules want their alarms handled, and which open alarms are causes of others. */
final class Handlings implements Mutes.Causes {
    private final OpenAlarms open;
    private final Map<String, Handling> byRule = new HashMap<>();
    private final Set<String> causes = new HashSet<>();
    private List<Rule> guards = List.of();

    Handlings(OpenAlarms open) {
        this.open = open;
    }

    void of(Rulebook rulebook) {
        byRule.clear();
        causes.clear();
        for (Rule rule : rulebook.rules()) {
            byRule.put(rule.name(), rule.handling());
            causes.addAll(rule.handling().inhibitedBy());
        }
        guards = rulebook.rules().stream()
                .filter(rule -> Alarm.lifeSafety(rule.kind(), rule.severity()))
                .toList();
    }

    private Handling of(String rule) {
        return byRule.getOrDefault(rule, Handling.PLAIN);
    }

    boolean latches(String rule) {
        return of(rule).latches();
    }

    Optional<Handling.Limit> limit(String rule) {
        return of(rule).limit();
    }

    /** Whether the alarms of a rule may suppress others. */
    boolean inhibits(String rule) {
        return causes.contains(rule);
    }

    /** Whether a rule about a matter of life watches a device. */
    private boolean guardsLives(Device device) {
        return guards.stream().anyMatch(rule -> rule.on().matches(device.type().name(), device.area()));
    }

    /** What tells that a device is out of service, where it watches over lives. */
    Optional<Proposal> impaired(Site site, DeviceOut out, long nowMs, long seq) {
        return site.device(out.device())
                .filter(this::guardsLives)
                .map(device -> Sentences.impaired(device, out.by(), out.reason(), nowMs, seq));
    }

    @Override
    public Set<String> inhibitors(String rule) {
        return of(rule).inhibitedBy();
    }

    @Override
    public Optional<String> holding(String rule, String subject) {
        Alarm cause = open.get(new Identity(rule, subject));
        if (cause == null || !cause.state().holds() || cause.state() instanceof AlarmState.OutOfUse) {
            return Optional.empty();
        }
        return Optional.of(cause.id());
    }
}
