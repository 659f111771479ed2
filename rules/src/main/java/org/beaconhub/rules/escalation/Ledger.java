package org.beaconhub.rules.escalation;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.beaconhub.rules.contact.Policy;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.jspecify.annotations.Nullable;

/** The escalations as they stand, and what they are judged by at a moment. */
final class Ledger {
    private final Map<String, Escalation> known = new LinkedHashMap<>();
    /** Of each notice the incidents that it tells of. */
    private final Map<String, Set<String>> byNotice = new HashMap<>();
    /** Of each incident the notices that have told of it. */
    private final Map<String, Set<String>> byIncident = new HashMap<>();
    /** The incidents whose next step is due some time. */
    private final NavigableSet<Due> dues = new TreeSet<>();
    /** The incidents of which somebody waits to hear with others. */
    private final Set<String> holding = new LinkedHashSet<>();

    /** The incidents to which people are called. */
    private final Set<String> calling = new HashSet<>();

    private final Throttle throttle = new Throttle();
    private Site site = Site.NONE;
    private long nowMs;
    private long handoverMs = Long.MAX_VALUE;

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

    /** Those that a notice tells of, oldest first. */
    List<Escalation> toldBy(String notice) {
        Set<String> incidents = byNotice.getOrDefault(notice, Set.of());
        return incidents.size() == 1
                ? find(incidents.iterator().next()).stream().toList()
                : known.entrySet().stream()
                        .filter(each -> incidents.contains(each.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    /** Hub time of the earliest step that is due, or {@link Long#MAX_VALUE}. */
    long dueMs() {
        return dues.isEmpty() ? Long.MAX_VALUE : dues.first().atMs();
    }

    /** Hub time at which somebody else may be on call, for people are called now; or {@link Long#MAX_VALUE}. */
    long handoverMs() {
        return calling.isEmpty() ? Long.MAX_VALUE : handoverMs;
    }

    /** What {@link #handoverMs} was before. */
    void restoreHandover(long atMs) {
        handoverMs = atMs;
    }

    /** Looks when somebody else may be on call next. */
    void awaitHandover() {
        ZoneId zone = ZoneId.of(site.zone());
        handoverMs = site.callPlan().rotas().stream()
                .flatMapToLong(each -> each.nextChangeMs(nowMs, zone).stream())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The incidents to which people are called, as they are now; the oldest first, which a snapshot keeps. */
    List<String> calling() {
        return known.keySet().stream().filter(calling::contains).toList();
    }

    /** The calls that wait to go with others. */
    Stream<Call> held() {
        return holding.stream().flatMap(each -> of(each).calls().stream()).filter(Call::isHeld);
    }

    void put(Escalation escalation) {
        String id = escalation.incident().id();
        due(known.put(id, escalation)).ifPresent(dues::remove);
        due(escalation).ifPresent(dues::add);
        calls(id, escalation.isCalling());
        boolean holds = false;
        for (Call call : escalation.calls()) {
            holds |= call.isHeld();
            if (!call.notice().isEmpty()) {
                byNotice.computeIfAbsent(call.notice(), _ -> new HashSet<>()).add(id);
                byIncident.computeIfAbsent(id, _ -> new HashSet<>()).add(call.notice());
            }
        }
        if (holds) {
            holding.add(id);
        } else {
            holding.remove(id);
        }
    }

    private void calls(String incident, boolean now) {
        if (!now) {
            calling.remove(incident);
        } else if (calling.add(incident) && calling.size() == 1) {
            awaitHandover();
        }
    }

    void remove(String incident) {
        calls(incident, false);
        due(known.remove(incident)).ifPresent(dues::remove);
        holding.remove(incident);
        Set<String> notices = byIncident.getOrDefault(incident, Set.of());
        byIncident.remove(incident);
        for (String notice : notices) {
            byNotice.computeIfPresent(notice, (_, told) -> told.remove(incident) && told.isEmpty() ? null : told);
        }
    }

    private static Optional<Due> due(@Nullable Escalation escalation) {
        return escalation == null || escalation.dueMs() == EscalationState.NEVER
                ? Optional.empty()
                : Optional.of(new Due(escalation.dueMs(), escalation.incident().id()));
    }

    /** When the next step of an incident is due, hub time in milliseconds. */
    private record Due(long atMs, String incident) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atMs, other.atMs);
            return byTime == 0 ? incident.compareTo(other.incident) : byTime;
        }
    }

    Optional<Policy> policy(Escalation escalation) {
        return site.callPlan().policy(escalation.policy());
    }
}
