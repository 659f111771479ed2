package org.beaconhub.rules.escalation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.contact.Policy;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;

/** The escalations as they stand, and what they are judged by at a moment. */
final class Ledger {
    private final Map<String, Escalation> known = new LinkedHashMap<>();
    private final Throttle throttle = new Throttle();
    private Site site = Site.NONE;
    private long nowMs;

    void know(Site next) {
        site = next;
    }

    void begin(long hubTimeMs) {
        nowMs = hubTimeMs;
    }

    Site site() {
        return site;
    }

    long nowMs() {
        return nowMs;
    }

    Throttle throttle() {
        return throttle;
    }

    /** By which name the throttle knows who hears a notice: a person, the people of a channel, or a machine. */
    String hearer(String recipient, String channel) {
        boolean people = !recipient.isEmpty()
                || site.channel(channel).filter(Channel::isReadByPeople).isPresent();
        return people ? Call.to(recipient, channel) : Throttle.MACHINE;
    }

    /** When who waits for a call may be told, hub time in milliseconds. */
    long freeAtMs(Call call) {
        return throttle.freeAtMs(hearer(call.recipient(), call.channel()));
    }

    Collection<Escalation> all() {
        return known.values();
    }

    /** A copy that does not change while escalations do. */
    List<Escalation> copy() {
        return List.copyOf(known.values());
    }

    Optional<Escalation> find(String incident) {
        return Optional.ofNullable(known.get(incident));
    }

    /** The escalation of an incident that is known to have one. */
    Escalation of(String incident) {
        return find(incident)
                .orElseThrow(() -> new IllegalStateException("incident " + incident + " has no escalation"));
    }

    void put(Escalation escalation) {
        known.put(escalation.incident().id(), escalation);
    }

    void remove(String incident) {
        known.remove(incident);
    }

    Optional<Policy> policy(Escalation escalation) {
        return site.callPlan().policy(escalation.policy());
    }
}
