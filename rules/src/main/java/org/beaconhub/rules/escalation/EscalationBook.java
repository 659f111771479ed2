package org.beaconhub.rules.escalation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.alarm.Severity;
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
import org.beaconhub.rules.site.Site;

/** The escalations of all incidents that are not gone. */
public final class EscalationBook {
    /** What people report reaches somebody also where no policy is for it: whoever would hear of alarms like it. */
    private static final Policy NO_POLICY = new Policy("", Set.of(), Severity.MINOR, List.of(), "", List.of(), 0);

    private final Ledger ledger = new Ledger();
    private final Caller caller;
    private final Joining joining;
    private final Proposals out;

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
        this.caller = new Caller(ledger, out);
        this.joining = new Joining(ledger, caller, NO_POLICY.name());
    }

    /** Takes over a site without more. */
    public void know(Site next) {
        ledger.know(next);
    }

    /** Takes over a changed site: what runs goes on under its policy's name; without that it ends, and begins under another. */
    public void change(Site next) {
        ledger.know(next);
        for (Escalation each : ledger.copy()) {
            boolean byNone = each.policy().equals(NO_POLICY.name())
                    && match(each.incident()).isEmpty();
            if (each.isCalling() && ledger.policy(each).isEmpty() && !byNone) {
                stop(each, new Ended(ledger.nowMs(), End.POLICY_GONE));
                begin(each.incident(), CallReason.BEGAN);
            }
        }
        handOver();
    }

    /** Who is on call now is called to what nobody has answered. */
    private void handOver() {
        ledger.awaitHandover();
        ledger.calling().forEach(caller::handOver);
    }

    /** Hub time of the next look at who is on call, for a snapshot; or {@link Long#MAX_VALUE}. */
    public long handoverMs() {
        return ledger.handoverMs();
    }

    /** When the next look at who is on call was due. */
    public void restoreHandover(long atMs) {
        ledger.restoreHandover(atMs);
    }

    /** Begins a moment of the hub's time. */
    public void begin(long hubTimeMs) {
        ledger.begin(hubTimeMs);
    }

    /** The escalations, oldest first. */
    public Collection<Escalation> escalations() {
        return ledger.all();
    }

    /** When people had their last notices, for a snapshot. */
    public Map<String, List<Long>> told() {
        return ledger.throttle().all();
    }

    /** An escalation that was known before. */
    public void restore(Escalation escalation) {
        ledger.put(escalation);
    }

    /** When a person had the last notices. */
    public void restore(String recipient, List<Long> times) {
        ledger.throttle().put(recipient, times);
    }

    /** Whether people are told of an incident as a whole. */
    public boolean tells(String incident) {
        return ledger.find(incident)
                .filter(each -> !(each.state() instanceof Ended ended && ended.why() == End.POLICY_GONE))
                .isPresent();
    }

    /**
     * What happened to an incident in one entry.
     *
     * @param head how it is now
     * @param answeredBy who takes care of it since then; empty where nobody new does
     * @param rekindled whether it began again
     * @param assigned whether somebody gave it to a unit
     */
    public record Turn(Incident.Head head, Optional<String> answeredBy, boolean rekindled, boolean assigned) {}

    /** Something happened to incidents in one entry. */
    public void moved(Collection<Turn> turns) {
        turns.forEach(this::moved);
        joining.join(turns.stream().map(Turn::head).toList());
    }

    private void moved(Turn turn) {
        moved(turn.head(), turn.answeredBy(), turn.rekindled());
        boolean calls = ledger.find(turn.head().id())
                .filter(each -> !(each.state() instanceof Ended))
                .isPresent();
        if (turn.assigned() && calls) {
            caller.give(turn.head().id());
        }
    }

    private void moved(Incident.Head head, Optional<String> answeredBy, boolean rekindled) {
        Optional<Escalation> standing = ledger.find(head.id());
        if (standing.isEmpty()) {
            begin(head, rekindled ? CallReason.REKINDLED : CallReason.BEGAN);
            return;
        }
        Escalation escalation = standing.get();
        Severity before = escalation.incident().severity();
        ledger.put(escalation.of(head));
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
        if (head.state() instanceof IncidentState.LookedBack) {
            ledger.remove(head.id());
        }
    }

    private void graver(Incident.Head head, Severity before) {
        Escalation escalation = ledger.of(head.id());
        Optional<Policy> now = match(head);
        boolean other = now.isPresent() && !now.get().name().equals(escalation.policy());
        if (other) {
            ledger.put(escalation.by(now.get().name()));
        } else if (escalation.policy().equals(NO_POLICY.name())) {
            caller.lastResort(head.id(), CallReason.GRAVER);
        }
        boolean applies = other
                || ledger.policy(escalation)
                        .filter(each -> applying(each, head, before) >= 0)
                        .isPresent();
        happen(head.id(), new Graver(applies), other ? head.severity() : before);
        caller.release(head.id());
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
        if (!(head.state() instanceof IncidentState.Reported) && reason != CallReason.REKINDLED) {
            return;
        }
        Optional<Policy> policy = match(head);
        policy.ifPresent(each -> begin(head, each, reason));
        if (policy.isEmpty() && head.isReported()) {
            begin(head, NO_POLICY, reason);
        } else if (policy.isEmpty()) {
            // Its signs go to the channels by themselves.
            ledger.find(head.id())
                    .filter(_ -> tells(head.id()))
                    .ifPresent(each -> ledger.put(each.in(new Ended(ledger.nowMs(), End.POLICY_GONE))));
        }
    }

    private void begin(Incident.Head head, Policy policy, CallReason reason) {
        List<Call> calls = ledger.find(head.id()).map(Escalation::calls).orElse(List.of());
        Calling calling = new Calling(ledger.nowMs() + Caller.firstAfterMs(policy, head));
        ledger.put(new Escalation(head, policy.name(), ledger.nowMs(), 0, ledger.nowMs(), calling, calls));
        if (calling.dueMs() == ledger.nowMs()) {
            caller.call(head.id(), 0, reason);
        }
    }

    private Optional<Policy> match(Incident.Head head) {
        return ledger.site().callPlan().policies().stream()
                .filter(each -> each.isFor(head.type(), head.severity(), head.area()))
                .filter(each -> each.calendar().isEmpty() || within(each.calendar(), head.area()))
                .findFirst();
    }

    private boolean within(String calendar, String area) {
        return ledger.site()
                .calendars()
                .of(calendar, area)
                .filter(each ->
                        ledger.site().calendars().span(each, ledger.nowMs()).within())
                .isPresent();
    }

    private void happen(String incident, EscalationEvent event) {
        happen(incident, event, Severity.MINOR);
    }

    private void happen(String incident, EscalationEvent event, Severity before) {
        Escalation escalation = ledger.of(incident);
        switch (EscalationTable.next(escalation.state(), event)) {
            case NOTHING -> {}
            case CALL_NEXT -> {
                boolean first = escalation.step() == 0 && !escalation.hasTold();
                caller.call(incident, escalation.step(), first ? CallReason.BEGAN : CallReason.ESCALATED);
            }
            case CALL_APPLYING -> {
                List<String> hear = Caller.hear(escalation);
                int index = ledger.policy(escalation)
                        .map(each -> applying(each, escalation.incident(), before))
                        .orElse(-1);
                if (index < 0) {
                    caller.call(incident, 0, CallReason.GRAVER);
                } else {
                    caller.callApplying(incident, index);
                }
                caller.tell(incident, hear, CallReason.GRAVER, "");
            }
            case BEGIN_ANEW -> begin(escalation.incident(), CallReason.REKINDLED);
            case TELL_GRAVER -> caller.tell(incident, Caller.hear(escalation), CallReason.GRAVER, "");
            case STOP_ANSWERED -> {
                String by = event instanceof AnsweredBy(String who) ? who : "";
                stop(escalation, new Answered(ledger.nowMs(), by));
                caller.tell(incident, Caller.told(escalation), CallReason.ANSWERED, by);
            }
            case STOP_ENDED -> {
                stop(escalation, new Ended(ledger.nowMs(), End.OVER));
                caller.tell(incident, Caller.told(escalation), CallReason.ENDED, "");
            }
            case TELL_ANSWERED ->
                caller.tellOnce(escalation, CallReason.ANSWERED, event instanceof AnsweredBy(String by) ? by : "");
            case TELL_ENDED -> caller.tellOnce(escalation, CallReason.ENDED, "");
        }
    }

    /**
     * Nobody is called to an incident any more. A notice that told of it among others is withdrawn too, and who was to get it hears of the
     * others alone.
     */
    private void stop(Escalation escalation, EscalationState next) {
        Set<String> needless = new LinkedHashSet<>();
        for (Call call : escalation.calls()) {
            if (call.isPending() && call.reason().calls() && !call.isHeld()) {
                needless.add(call.notice());
            }
        }
        needless.forEach(out::withdrawn);
        ledger.put(escalation
                .each(call -> call.isPending() && call.reason().calls() ? call.in(Call.State.WITHDRAWN) : call)
                .in(next));
        needless.forEach(caller::tellRest);
    }

    /** A notice has its final report. */
    public void reported(String notice, boolean delivered) {
        for (Escalation each : ledger.toldBy(notice)) {
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
            ledger.put(ledger.of(incident).each(each -> each.equals(call) ? call.in(state) : each));
            boolean asks = ledger.of(incident).isCalling() || call.reason() == CallReason.ASSIGNED;
            if (!delivered && call.reason().calls() && asks) {
                failed(incident, call);
            }
        } else if (delivered && call.state() == Call.State.WITHDRAWN) {
            ledger.put(ledger.of(incident).each(each -> each.equals(call) ? call.in(state) : each));
            late(incident, call);
        }
    }

    /** It was on its way when it was withdrawn: who has it after all hears why nothing more is asked of them. */
    private void late(String incident, Call call) {
        List<String> one = List.of(call.recipient() + " " + call.channel());
        switch (ledger.of(incident).state()) {
            case Answered s -> caller.tell(incident, one, CallReason.ANSWERED, s.by());
            case Ended s -> {
                if (s.why() == End.OVER) {
                    caller.tell(incident, one, CallReason.ENDED, "");
                }
            }
            case Calling s -> {}
            case Exhausted s -> {}
        }
    }

    private void failed(String incident, Call call) {
        Escalation escalation = ledger.of(incident);
        List<Policy.Step> steps = ledger.policy(escalation).map(Policy::steps).orElse(List.of());
        if (call.step() > 0 && call.step() <= steps.size()) {
            Policy.Step step = steps.get(call.step() - 1);
            Optional<String> next =
                    caller.channel(step, call.recipient(), step.over().indexOf(call.channel()) + 1);
            if (next.isPresent() && step.over().contains(call.channel())) {
                Caller.Told about = caller.new Told(escalation.incident(), call.reason(), call.step());
                caller.order(about, next.get(), call.recipient());
                return;
            }
        }
        boolean nobody = call.step() == escalation.step()
                ? !escalation.reaches()
                : !escalation.reached() && (escalation.state() instanceof Exhausted || escalation.isStepSpared());
        if (nobody) {
            happen(incident, new Unreached());
        }
    }

    /** Lets what is due happen: steps, and what waited to go as one. */
    public void timePassed() {
        for (Escalation each : ledger.copy()) {
            if (each.dueMs() <= ledger.nowMs()) {
                if (each.state() instanceof Exhausted) {
                    ledger.put(each.anew(ledger.nowMs()));
                }
                happen(each.incident().id(), new StepDue());
            }
        }
        if (ledger.handoverMs() <= ledger.nowMs()) {
            handOver();
        }
        caller.release();
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}. */
    public long nextMs() {
        long next = Math.min(ledger.dueMs(), ledger.handoverMs());
        for (Call call : (Iterable<Call>) ledger.held()::iterator) {
            next = Math.min(next, Math.max(ledger.nowMs(), ledger.freeAtMs(call)));
        }
        return next;
    }
}
