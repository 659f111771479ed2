package org.beaconhub.rules.escalation;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.contact.Policy;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.escalation.EscalationState.Calling;
import org.beaconhub.rules.escalation.EscalationState.Ended;
import org.beaconhub.rules.escalation.EscalationState.Exhausted;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.site.Channel;

/** Takes steps and tells people; what a person is told too often waits and goes as one. */
final class Caller {
    /** Where nobody at all could be reached, all are called anew so long after: ten minutes. */
    static final long AGAIN_AFTER_MS = 600_000;

    private final Ledger ledger;
    private final EscalationBook.Proposals out;

    Caller(Ledger ledger, EscalationBook.Proposals out) {
        this.ledger = ledger;
        this.out = out;
    }

    /** Takes the first step from an index on that tells somebody; where none does, all who can be told are. */
    void call(String incident, int from, CallReason reason) {
        List<Policy.Step> steps =
                ledger.policy(ledger.of(incident)).map(Policy::steps).orElse(List.of());
        CallReason why = reason;
        for (int i = from; i < steps.size(); i++) {
            Policy.Step step = steps.get(i);
            if (applies(step, ledger.of(incident).incident())) {
                ledger.put(ledger.of(incident).at(i + 1, ledger.nowMs()));
                if (take(incident, step, why)) {
                    ledger.put(ledger.of(incident).in(after(steps, ledger.of(incident))));
                    return;
                }
                why = reason == CallReason.REKINDLED ? reason : CallReason.ESCALATED;
            }
        }
        Exhausted exhausted = exhausted(ledger.of(incident));
        ledger.put(ledger.of(incident).in(exhausted));
        if (!ledger.of(incident).reaches()) {
            lastResort(incident, steps.isEmpty() ? reason : CallReason.ESCALATED);
        }
        if (!ledger.of(incident).reached()) {
            long againAtMs = Math.min(exhausted.againAtMs(), ledger.nowMs() + AGAIN_AFTER_MS);
            ledger.put(ledger.of(incident).in(new Exhausted(ledger.nowMs(), againAtMs)));
        }
    }

    private EscalationState after(List<Policy.Step> steps, Escalation escalation) {
        return next(steps.subList(escalation.step(), steps.size()), escalation.incident())
                .<EscalationState>map(step -> new Calling(ledger.nowMs() + step.afterMs()))
                .orElseGet(() -> exhausted(escalation));
    }

    private Exhausted exhausted(Escalation escalation) {
        long afterMs = ledger.policy(escalation).map(Policy::againAfterMs).orElse(0L);
        return new Exhausted(ledger.nowMs(), afterMs == 0 ? EscalationState.NEVER : ledger.nowMs() + afterMs);
    }

    /** The first of steps that is taken at the severity of an incident. */
    private static Optional<Policy.Step> next(List<Policy.Step> steps, Incident.Head head) {
        return steps.stream().filter(step -> applies(step, head)).findFirst();
    }

    /** So long after an incident began the first step of a policy is due, in milliseconds. */
    static long firstAfterMs(Policy policy, Incident.Head head) {
        return next(policy.steps(), head).map(Policy.Step::afterMs).orElse(0L);
    }

    /** Whether a step tells somebody. */
    private boolean take(String incident, Policy.Step step, CallReason reason) {
        Escalation standing = ledger.of(incident);
        boolean told = false;
        Told about = new Told(standing.incident(), reason, standing.step());
        for (String recipient : step.tell().isEmpty() ? List.of("") : meant(step, standing)) {
            Optional<String> channel = channel(step, recipient, 0);
            if (channel.isPresent()) {
                told = true;
                if (!hasIt(incident, step, recipient, channel.get())) {
                    order(about, channel.get(), recipient);
                }
            }
        }
        return told;
    }

    /**
     * Whether somebody whom a step means has the call already. Nobody has answered by a later deadline: that is worth a second call; a
     * step that follows at once is not, but over another channel, as a site may want both.
     */
    private boolean hasIt(String incident, Policy.Step step, String recipient, String channel) {
        Escalation escalation = ledger.of(incident);
        return isCalledNow(incident, recipient, channel)
                || escalation.isGivenTo(recipient)
                || step.afterMs() == 0 && escalation.isCalled(recipient, channel);
    }

    private List<String> meant(Policy.Step step, Escalation escalation) {
        ZoneId zone = ZoneId.of(ledger.site().zone());
        return ledger.site().callPlan().meant(step, escalation.incident().unit(), ledger.nowMs(), zone).stream()
                .map(Contact::id)
                .toList();
    }

    /** Whether somebody is being told of an incident by this very entry. */
    private boolean isCalledNow(String incident, String recipient, String channel) {
        return ledger.of(incident).calls().stream()
                .anyMatch(call -> call.atMs() == ledger.nowMs()
                        && call.isPending()
                        && call.recipient().equals(recipient)
                        && (!recipient.isEmpty() || call.channel().equals(channel)));
    }

    /**
     * The severity rose so far that a step applies which did not: it is taken, and before it those that would have come first, so that
     * nobody is left out. Of those that were taken none is again.
     */
    void callApplying(String incident, int index) {
        Escalation before = ledger.of(incident);
        List<Policy.Step> steps = ledger.policy(before).map(Policy::steps).orElse(List.of());
        boolean told = false;
        for (int i = before.isCalling() ? Math.min(before.step(), index) : index; i <= index; i++) {
            if (applies(steps.get(i), before.incident())) {
                ledger.put(ledger.of(incident).at(i + 1, ledger.nowMs()));
                told |= take(incident, steps.get(i), CallReason.GRAVER);
            }
        }
        if (before.step() > index) {
            Escalation passed = ledger.of(incident).at(before.step(), before.steppedAtMs());
            ledger.put(passed.in(before.isCalling() ? before.state() : after(steps, passed)));
        } else if (told) {
            ledger.put(ledger.of(incident).in(after(steps, ledger.of(incident))));
        } else {
            call(incident, index + 1, CallReason.GRAVER);
        }
    }

    private static boolean applies(Policy.Step step, Incident.Head head) {
        return step.severityMin().compareTo(head.severity()) <= 0;
    }

    /** Somebody else is on call: who is now is called to what nobody has answered. */
    void handOver(String incident) {
        callNewlyMeant(incident, ledger.of(incident).step(), CallReason.ESCALATED, Policy.Target::isRota);
    }

    /** A unit was given an incident: its people are called. Steps that are still to come would call them themselves. */
    void give(String incident) {
        Escalation standing = ledger.of(incident);
        boolean more = standing.isCalling() && standing.step() > 0;
        int steps = more ? standing.step() : Integer.MAX_VALUE;
        callNewlyMeant(incident, steps, CallReason.ASSIGNED, Policy.Target::isResponsible);
    }

    /** Calls whom targets of the first steps mean by now, and did not when they were taken. */
    private void callNewlyMeant(String incident, int count, CallReason reason, Predicate<Policy.Target> which) {
        Escalation standing = ledger.of(incident);
        List<Policy.Step> steps = ledger.policy(standing).map(Policy::steps).orElse(List.of());
        for (int i = 0; i < Math.min(count, steps.size()); i++) {
            Policy.Step step = steps.get(i).telling(which);
            if (!step.tell().isEmpty() && applies(step, standing.incident())) {
                Told about = new Told(standing.incident(), reason, i + 1);
                for (String recipient : meant(step, standing)) {
                    Optional<String> channel = channel(step, recipient, 0);
                    if (channel.isPresent() && !ledger.of(incident).hasCalled(recipient)) {
                        order(about, channel.get(), recipient);
                    }
                }
            }
        }
    }

    /** The first channel of a step, from an index on, that reaches a recipient. */
    Optional<String> channel(Policy.Step step, String recipient, int from) {
        return step.over().stream()
                .skip(from)
                .filter(name -> ledger.site()
                        .channel(name)
                        .filter(each -> recipient.isEmpty()
                                ? each.hasReceivers()
                                : ledger.site()
                                        .contact(recipient)
                                        .filter(each::reaches)
                                        .isPresent())
                        .isPresent())
                .findFirst();
    }

    /** Nobody could be told by the policy: every channel with receivers that takes alarms like it is. */
    void lastResort(String incident, CallReason reason) {
        Escalation standing = ledger.of(incident);
        Incident.Head head = standing.incident();
        Told about = new Told(head, reason, standing.step());
        for (Channel channel : ledger.site().channels()) {
            boolean tried = standing.calls().stream()
                    .filter(standing::isOfNow)
                    .anyMatch(call -> call.to().equals(" " + channel.name()));
            if (channel.hasReceivers() && !tried && channel.takes(Kind.ALARM, head.severity())) {
                order(about, channel.name(), "");
            }
        }
    }

    /** One call of people to an incident; proposed once the first of them is told. */
    final class Told {
        private final Incident.Head head;
        private final CallReason reason;
        private final int step;
        private Optional<IncidentCalled> called = Optional.empty();

        Told(Incident.Head head, CallReason reason, int step) {
            this.head = head;
            this.reason = reason;
            this.step = step;
        }

        IncidentCalled called() {
            IncidentCalled now = called.orElseGet(() -> out.called(head, reason, step, 0));
            called = Optional.of(now);
            return now;
        }
    }

    void order(Told about, String channel, String recipient) {
        Escalation escalation = ledger.of(about.head.id());
        String notice = "";
        String hearer = ledger.hearer(recipient, channel);
        if (ledger.throttle().lets(hearer, about.head.severity(), ledger.nowMs())) {
            ledger.throttle().tells(hearer, ledger.nowMs());
            notice = out.ordered(about.called(), channel, recipient).notice().id();
        }
        ledger.put(escalation.with(
                new Call(ledger.nowMs(), about.step, about.reason, recipient, channel, notice, Call.State.PENDING)));
    }

    /** Who has been told of an incident: the newest delivered call of each, as {@code recipient channel}. */
    static List<String> told(Escalation escalation) {
        return newest(escalation, call -> call.state() == Call.State.DELIVERED);
    }

    /** Who has been told or is just being told: what is on its way to them says how it was. */
    static List<String> hear(Escalation escalation) {
        return newest(escalation, call -> call.state() == Call.State.DELIVERED || call.isPending() && !call.isHeld());
    }

    private static List<String> newest(Escalation escalation, Predicate<Call> which) {
        Map<String, String> newest = new LinkedHashMap<>();
        escalation.calls().stream()
                .filter(which)
                .forEach(call -> newest.put(call.to(), call.recipient() + " " + call.channel()));
        return List.copyOf(newest.values());
    }

    /** Tells those who were told before how it goes on; not who is called anew just now, nor who did it. */
    void tell(String incident, List<String> told, CallReason reason, String butNot) {
        Told about = new Told(
                ledger.of(incident).incident(), reason, ledger.of(incident).step());
        for (String each : told) {
            String recipient = each.substring(0, each.indexOf(' '));
            String channel = each.substring(each.indexOf(' ') + 1);
            boolean did = !butNot.isEmpty() && recipient.equals(butNot);
            if (!isCalledNow(incident, recipient, channel)
                    && !did
                    && ledger.site().channel(channel).isPresent()) {
                order(about, channel, recipient);
            }
        }
    }

    /** The same, where nobody is called any more under a policy that is gone: of an answer, and of the end, once each. */
    void tellOnce(Escalation gone, CallReason reason, String butNot) {
        if (gone.state() instanceof Ended(long atMs, EscalationState.End _)
                && gone.calls().stream().noneMatch(call -> call.reason() == reason && call.atMs() > atMs)) {
            tell(gone.incident().id(), told(gone), reason, butNot);
        }
    }

    private record Held(Escalation escalation, Call call) {
        /** What asks for an answer goes before what tells of one, the graver before the lesser, the newer word before the older. */
        static final Comparator<Held> FIRST_TOLD = Comparator.<Held, Boolean>comparing(
                        each -> each.call.reason().calls())
                .thenComparing(each -> each.escalation.incident().severity())
                .thenComparingLong(each -> each.call.atMs());

        String incident() {
            return escalation.incident().id();
        }
    }

    private static List<Held> held(Collection<Escalation> escalations) {
        List<Held> held = new ArrayList<>();
        for (Escalation each : escalations) {
            each.calls().stream().filter(Call::isHeld).forEach(call -> held.add(new Held(each, call)));
        }
        return held;
    }

    /** One notice for all that waited for one person over one channel. */
    void release() {
        release(held(ledger.all()).stream()
                .filter(each -> ledger.freeAtMs(each.call()) <= ledger.nowMs())
                .toList());
    }

    /** An incident that became a matter of life waits no longer. */
    void release(String incident) {
        Severity severity = ledger.of(incident).incident().severity();
        release(held(List.of(ledger.of(incident))).stream()
                .filter(each -> ledger.throttle()
                        .lets(ledger.hearer(each.call().recipient(), each.call().channel()), severity, ledger.nowMs()))
                .toList());
    }

    private void release(List<Held> all) {
        Map<String, List<Held>> groups = new LinkedHashMap<>();
        for (Held each : all) {
            groups.computeIfAbsent(each.call().recipient() + " " + each.call().channel(), key -> new ArrayList<>())
                    .add(each);
        }
        groups.values().forEach(this::releaseAsOne);
    }

    private void releaseAsOne(List<Held> group) {
        Call call = group.getFirst().call();
        ledger.throttle().tells(ledger.hearer(call.recipient(), call.channel()), ledger.nowMs());
        tellAsOne(group);
    }

    /**
     * A notice for many has been withdrawn for one of them: the others go by a new one, in its place, so it is not held back. Their
     * recipient is the same, as nobody shares a notice.
     */
    void tellRest(String withdrawn) {
        List<Held> rest = new ArrayList<>();
        for (Escalation each : ledger.toldBy(withdrawn)) {
            each.calls().stream()
                    .filter(call -> call.isPending() && call.notice().equals(withdrawn))
                    .forEach(call -> rest.add(new Held(each, call)));
        }
        if (!rest.isEmpty()) {
            tellAsOne(rest);
        }
    }

    private void tellAsOne(List<Held> group) {
        Held first = Collections.max(group, Held.FIRST_TOLD);
        int more = (int) group.stream()
                .map(Held::incident)
                .filter(id -> !id.equals(first.incident()))
                .distinct()
                .count();
        Call call = first.call();
        String notice = out.ordered(
                        out.called(first.escalation().incident(), call.reason(), call.step(), more),
                        call.channel(),
                        call.recipient())
                .notice()
                .id();
        for (Held each : group) {
            ledger.put(ledger.of(each.incident()).each(other -> other.equals(each.call()) ? other.as(notice) : other));
        }
    }
}
