package org.beaconhub.rules.escalation;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.contact.Policy;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.escalation.EscalationEvent.AnsweredBy;
import org.beaconhub.rules.escalation.EscalationEvent.Graver;
import org.beaconhub.rules.escalation.EscalationEvent.Over;
import org.beaconhub.rules.escalation.EscalationEvent.Rekindled;
import org.beaconhub.rules.escalation.EscalationEvent.StepDue;
import org.beaconhub.rules.escalation.EscalationEvent.Unreached;
import org.beaconhub.rules.escalation.EscalationState.Answered;
import org.beaconhub.rules.escalation.EscalationState.Calling;
import org.beaconhub.rules.escalation.EscalationState.End;
import org.beaconhub.rules.escalation.EscalationState.Ended;
import org.beaconhub.rules.escalation.EscalationState.Exhausted;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;

/** The escalations of all incidents that are not gone. */
public final class EscalationBook {
    private final Map<String, Escalation> known = new LinkedHashMap<>();
    private final Throttle throttle = new Throttle();
    private final Proposals out;
    private Site site = Site.NONE;
    private long nowMs;

    /** Takes what the book proposes, in order. */
    public interface Proposals {
        /** People are to be told of an incident. */
        IncidentCalled called(Incident.Head incident, CallReason reason, int step, int more);

        /** One recipient over one channel. */
        NoticeOrdered ordered(IncidentCalled about, String channel, String recipient);

        /** A notice has become needless. */
        void withdrawn(String notice);
    }

    /** Proposes to {@code out}. */
    public EscalationBook(Proposals out) {
        this.out = out;
    }

    /** Takes over a site without more. */
    public void know(Site next) {
        site = next;
    }

    /** Takes over a changed site: what runs goes on under its policy's name; without that it ends, and begins under another. */
    public void change(Site next) {
        site = next;
        for (Escalation each : List.copyOf(known.values())) {
            if (each.isCalling() && policy(each).isEmpty()) {
                Escalation gone = withdrawn(each).in(new Ended(nowMs, End.POLICY_GONE));
                put(gone);
                begin(gone.incident(), CallReason.BEGAN);
            }
        }
    }

    /** Begins a moment of the hub's time. */
    public void begin(long hubTimeMs) {
        nowMs = hubTimeMs;
    }

    /** The escalations, oldest first. */
    public Collection<Escalation> escalations() {
        return known.values();
    }

    /** When people had their last notices, for a snapshot. */
    public Map<String, List<Long>> told() {
        return throttle.all();
    }

    /** An escalation that was known before. */
    public void restore(Escalation escalation) {
        known.put(escalation.incident().id(), escalation);
    }

    /** When a person had the last notices. */
    public void restore(String recipient, List<Long> times) {
        throttle.put(recipient, times);
    }

    /** Whether people are told of an incident as a whole. */
    public boolean tells(String incident) {
        Escalation escalation = known.get(incident);
        return escalation != null
                && !(escalation.state() instanceof Ended ended && ended.why() == End.POLICY_GONE);
    }

    /**
     * Something happened to an incident.
     *
     * @param head how it is now
     * @param answeredBy who takes care of it since then; empty where nobody new does
     * @param rekindled whether it began again
     */
    public void moved(Incident.Head head, Optional<String> answeredBy, boolean rekindled) {
        Escalation escalation = known.get(head.id());
        if (escalation == null) {
            begin(head, rekindled ? CallReason.REKINDLED : CallReason.BEGAN);
            return;
        }
        Severity before = escalation.incident().severity();
        put(escalation.of(head));
        if (!head.state().isOpen()) {
            happen(head.id(), new Over(End.OVER));
        } else if (rekindled) {
            happen(head.id(), new Rekindled());
        } else if (answeredBy.isPresent()) {
            happen(head.id(), new AnsweredBy(answeredBy.get()));
        } else if (!tells(head.id())) {
            begin(head, CallReason.BEGAN);
        } else if (head.severity().compareTo(before) > 0) {
            graver(head, before);
        }
        if (head.state() instanceof IncidentState.LookedBack || head.state() instanceof IncidentState.Merged) {
            known.remove(head.id());
        }
    }

    private void graver(Incident.Head head, Severity before) {
        Escalation escalation = known.get(head.id());
        Optional<Policy> now = match(head);
        boolean other = now.isPresent() && !now.get().name().equals(escalation.policy());
        if (other) {
            put(escalation.by(now.get().name()));
        }
        boolean applies = other || policy(escalation).filter(each -> applying(each, head, before) >= 0).isPresent();
        happen(head.id(), new Graver(applies), other ? Severity.MINOR : before);
    }

    /** The first step that applies at the severity, and did not before; -1 where there is none. */
    private static int applying(Policy policy, Incident.Head head, Severity before) {
        for (int i = 0; i < policy.steps().size(); i++) {
            Severity min = policy.steps().get(i).severityMin();
            if (min.compareTo(head.severity()) <= 0 && min.compareTo(before) > 0) {
                return i;
            }
        }
        return -1;
    }

    private void begin(Incident.Head head, CallReason reason) {
        if (!(head.state() instanceof IncidentState.Reported)) {
            return;
        }
        match(head).ifPresent(policy -> {
            Escalation before = known.get(head.id());
            List<Call> calls = before == null ? List.of() : before.calls();
            put(new Escalation(head, policy.name(), 0, nowMs, new Calling(nowMs), calls));
            if (!policy.steps().isEmpty() && policy.steps().getFirst().afterMs() > 0) {
                put(known.get(head.id()).in(new Calling(nowMs + policy.steps().getFirst().afterMs())));
            } else {
                call(head.id(), 0, reason);
            }
        });
    }

    private Optional<Policy> match(Incident.Head head) {
        return site.callPlan().policies().stream()
                .filter(each -> each.isFor(head.type(), head.severity(), head.area()))
                .filter(each -> each.calendar().isEmpty() || within(each.calendar(), head.area()))
                .findFirst();
    }

    private boolean within(String calendar, String area) {
        return site.calendars()
                .of(calendar, area)
                .filter(each -> site.calendars().span(each, nowMs).within())
                .isPresent();
    }

    private Optional<Policy> policy(Escalation escalation) {
        return site.callPlan().policy(escalation.policy());
    }

    private void happen(String incident, EscalationEvent event) {
        happen(incident, event, Severity.MINOR);
    }

    private void happen(String incident, EscalationEvent event, Severity before) {
        Escalation escalation = known.get(incident);
        switch (EscalationTable.next(escalation.state(), event)) {
            case NOTHING -> {}
            case CALL_NEXT ->
                call(incident, escalation.step(), escalation.step() == 0 ? CallReason.BEGAN : CallReason.ESCALATED);
            case CALL_APPLYING -> {
                int index = policy(escalation)
                        .map(each -> applying(each, escalation.incident(), before))
                        .orElse(-1);
                List<String> told = told(escalation);
                call(incident, Math.max(0, index), CallReason.GRAVER);
                tell(incident, told, CallReason.GRAVER, "");
            }
            case BEGIN_ANEW -> begin(escalation.incident(), CallReason.REKINDLED);
            case TELL_GRAVER -> tell(incident, told(escalation), CallReason.GRAVER, "");
            case STOP_ANSWERED -> {
                String by = event instanceof AnsweredBy(String who) ? who : "";
                put(withdrawn(escalation).in(new Answered(nowMs, by)));
                tell(incident, told(escalation), CallReason.ANSWERED, by);
            }
            case STOP_ENDED -> {
                put(withdrawn(escalation).in(new Ended(nowMs, End.OVER)));
                tell(incident, told(escalation), CallReason.ENDED, "");
            }
        }
    }

    private void put(Escalation escalation) {
        known.put(escalation.incident().id(), escalation);
    }

    private Escalation withdrawn(Escalation escalation) {
        return escalation.each(call -> {
            if (!call.isPending() || !call.reason().calls()) {
                return call;
            }
            boolean shared = !call.notice().isEmpty() && isShared(escalation, call.notice());
            if (!call.notice().isEmpty() && !shared) {
                out.withdrawn(call.notice());
            }
            return call.in(Call.State.WITHDRAWN);
        });
    }

    /** Whether a notice tells of another incident too, that nobody has answered: then it is still wanted. */
    private boolean isShared(Escalation escalation, String notice) {
        return known.values().stream()
                .filter(each -> each.isCalling()
                        && !each.incident().id().equals(escalation.incident().id()))
                .flatMap(each -> each.calls().stream())
                .anyMatch(each -> each.isPending() && each.notice().equals(notice));
    }

    /** Takes the first step from an index on that tells somebody; where none does, all who can be told are. */
    private void call(String incident, int from, CallReason reason) {
        Policy policy = policy(known.get(incident)).orElse(null);
        CallReason why = reason;
        for (int i = from; policy != null && i < policy.steps().size(); i++) {
            Policy.Step step = policy.steps().get(i);
            if (step.severityMin().compareTo(known.get(incident).incident().severity()) <= 0) {
                put(known.get(incident).at(i + 1, nowMs));
                if (take(incident, step, why)) {
                    put(known.get(incident).in(after(policy, known.get(incident))));
                    return;
                }
                why = reason == CallReason.REKINDLED ? reason : CallReason.ESCALATED;
            }
        }
        put(known.get(incident).in(new Exhausted(nowMs)));
        if (!known.get(incident).reaches()) {
            lastResort(incident);
        }
    }

    private EscalationState after(Policy policy, Escalation escalation) {
        for (Policy.Step step : policy.steps().subList(escalation.step(), policy.steps().size())) {
            if (step.severityMin().compareTo(escalation.incident().severity()) <= 0) {
                return new Calling(nowMs + step.afterMs());
            }
        }
        return new Exhausted(nowMs);
    }

    /** Whether a step told somebody. */
    private boolean take(String incident, Policy.Step step, CallReason reason) {
        Incident.Head head = known.get(incident).incident();
        List<String> recipients = step.tell().isEmpty()
                ? List.of("")
                : site.callPlan().meant(step, head.unit(), nowMs, ZoneId.of(site.zone())).stream()
                        .map(Contact::id)
                        .toList();
        boolean told = false;
        Told about = new Told(head, reason);
        for (String recipient : recipients) {
            Optional<String> channel = channel(step, recipient, 0);
            if (channel.isPresent()) {
                order(about, channel.get(), recipient);
                told = true;
            }
        }
        return told;
    }

    /** The first channel of a step, from an index on, that reaches a recipient. */
    private Optional<String> channel(Policy.Step step, String recipient, int from) {
        return step.over().stream()
                .skip(from)
                .filter(name -> site.channel(name)
                        .filter(each -> recipient.isEmpty()
                                ? each.hasReceivers()
                                : site.contact(recipient).filter(each::reaches).isPresent())
                        .isPresent())
                .findFirst();
    }

    /** Nobody could be told by the policy: every channel with receivers that takes alarms like it is. */
    private void lastResort(String incident) {
        Incident.Head head = known.get(incident).incident();
        Told about = new Told(head, CallReason.ESCALATED);
        for (Channel channel : site.channels()) {
            boolean tried = known.get(incident).calls().stream()
                    .anyMatch(call -> call.to().equals(" " + channel.name()));
            if (channel.hasReceivers() && !tried && channel.takes(Kind.ALARM, head.severity())) {
                order(about, channel.name(), "");
            }
        }
    }

    /** One call of people to an incident; proposed once the first of them is told. */
    private final class Told {
        private final Incident.Head head;
        private final CallReason reason;
        private Optional<IncidentCalled> called = Optional.empty();

        Told(Incident.Head head, CallReason reason) {
            this.head = head;
            this.reason = reason;
        }

        IncidentCalled called() {
            IncidentCalled now = called.orElseGet(
                    () -> out.called(head, reason, known.get(head.id()).step(), 0));
            called = Optional.of(now);
            return now;
        }
    }

    private void order(Told about, String channel, String recipient) {
        Escalation escalation = known.get(about.head.id());
        String notice = "";
        if (throttle.lets(recipient, about.head.severity(), nowMs)) {
            throttle.tells(recipient, nowMs);
            notice = out.ordered(about.called(), channel, recipient).notice().id();
        }
        put(escalation.with(new Call(
                nowMs, escalation.step(), about.reason, recipient, channel, notice, Call.State.PENDING)));
    }

    /** Who has been told of an incident: the newest delivered call of each, as {@code recipient channel}. */
    private static List<String> told(Escalation escalation) {
        Map<String, String> newest = new LinkedHashMap<>();
        escalation.calls().stream()
                .filter(call -> call.state() == Call.State.DELIVERED)
                .forEach(call -> newest.put(call.to(), call.recipient() + " " + call.channel()));
        return List.copyOf(newest.values());
    }

    /** Tells those who were told before how it goes on; not who is called anew just now, nor who did it. */
    private void tell(String incident, List<String> told, CallReason reason, String butNot) {
        Told about = new Told(known.get(incident).incident(), reason);
        for (String each : told) {
            String recipient = each.substring(0, each.indexOf(' '));
            String channel = each.substring(each.indexOf(' ') + 1);
            boolean calledNow = known.get(incident).calls().stream()
                    .anyMatch(call -> call.atMs() == nowMs
                            && call.isPending()
                            && call.recipient().equals(recipient)
                            && (!recipient.isEmpty() || call.channel().equals(channel)));
            boolean did = !butNot.isEmpty() && recipient.equals(butNot);
            if (!calledNow && !did && site.channel(channel).isPresent()) {
                order(about, channel, recipient);
            }
        }
    }

    /** A notice has its final report. */
    public void reported(String notice, boolean delivered) {
        for (Escalation each : List.copyOf(known.values())) {
            for (Call call : each.calls()) {
                if (call.notice().equals(notice)) {
                    reported(each.incident().id(), call, delivered);
                }
            }
        }
    }

    private void reported(String incident, Call call, boolean delivered) {
        Call.State state = delivered ? Call.State.DELIVERED : Call.State.FAILED;
        if (call.isPending()) {
            put(known.get(incident).each(each -> each.equals(call) ? call.in(state) : each));
            if (!delivered && call.reason().calls() && known.get(incident).isCalling()) {
                failed(incident, call);
            }
        } else if (delivered && call.state() == Call.State.WITHDRAWN) {
            put(known.get(incident).each(each -> each.equals(call) ? call.in(state) : each));
            late(incident, call);
        }
    }

    /** It was on its way when it was withdrawn: who has it after all hears why nothing more is asked of them. */
    private void late(String incident, Call call) {
        List<String> one = List.of(call.recipient() + " " + call.channel());
        switch (known.get(incident).state()) {
            case Answered s -> tell(incident, one, CallReason.ANSWERED, s.by());
            case Ended s -> tell(incident, one, CallReason.ENDED, "");
            case Calling s -> {}
            case Exhausted s -> {}
        }
    }

    private void failed(String incident, Call call) {
        Escalation escalation = known.get(incident);
        List<Policy.Step> steps = policy(escalation).map(Policy::steps).orElse(List.of());
        if (call.step() > 0 && call.step() <= steps.size()) {
            Policy.Step step = steps.get(call.step() - 1);
            Optional<String> next =
                    channel(step, call.recipient(), step.over().indexOf(call.channel()) + 1);
            if (next.isPresent() && step.over().contains(call.channel())) {
                order(new Told(escalation.incident(), call.reason()), next.get(), call.recipient());
                return;
            }
        }
        if (call.step() == escalation.step() && !escalation.reaches()) {
            happen(incident, new Unreached());
        }
    }

    /** Lets what is due happen: steps, and what waited to go as one. */
    public void timePassed() {
        for (Escalation each : List.copyOf(known.values())) {
            if (each.state() instanceof Calling calling && calling.dueMs() <= nowMs) {
                happen(each.incident().id(), new StepDue());
            }
        }
        release();
    }

    private record Held(Escalation escalation, Call call) {}

    private List<Held> held() {
        List<Held> held = new ArrayList<>();
        for (Escalation each : known.values()) {
            each.calls().stream().filter(Call::isHeld).forEach(call -> held.add(new Held(each, call)));
        }
        return held;
    }

    /** One notice for all that waited for one person over one channel; it tells of the gravest. */
    private void release() {
        Map<String, List<Held>> groups = new LinkedHashMap<>();
        for (Held each : held()) {
            if (throttle.freeAtMs(each.call().recipient()) <= nowMs) {
                groups.computeIfAbsent(
                                each.call().recipient() + " " + each.call().channel(), key -> new ArrayList<>())
                        .add(each);
            }
        }
        for (List<Held> group : groups.values()) {
            Held first = group.getFirst();
            for (Held each : group) {
                first = each.escalation().incident().severity().compareTo(first.escalation().incident().severity()) > 0
                        ? each
                        : first;
            }
            String gravest = first.escalation().incident().id();
            int more = (int) group.stream()
                    .map(each -> each.escalation().incident().id())
                    .filter(id -> !id.equals(gravest))
                    .distinct()
                    .count();
            Call call = first.call();
            throttle.tells(call.recipient(), nowMs);
            String notice = out.ordered(
                            out.called(first.escalation().incident(), call.reason(), call.step(), more),
                            call.channel(),
                            call.recipient())
                    .notice()
                    .id();
            for (Held each : group) {
                String incident = each.escalation().incident().id();
                put(known.get(incident).each(other -> other.equals(each.call()) ? other.as(notice) : other));
            }
        }
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}. */
    public long nextMs() {
        long next = Long.MAX_VALUE;
        for (Escalation each : known.values()) {
            if (each.state() instanceof Calling calling) {
                next = Math.min(next, calling.dueMs());
            }
            for (Call call : each.calls()) {
                if (call.isHeld()) {
                    next = Math.min(next, Math.max(nowMs, throttle.freeAtMs(call.recipient())));
                }
            }
        }
        return next;
    }
}
