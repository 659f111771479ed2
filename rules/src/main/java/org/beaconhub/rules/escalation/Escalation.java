package org.beaconhub.rules.escalation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.incident.Incident;

/**
 * Who was called to one incident, and where that stands; immutable.
 *
 * @param incident the incident as it was last
 * @param policy name of the policy
 * @param beganAtMs since when people are called, or are called anew, hub time in milliseconds since 1970 UTC
 * @param step the step that was taken last, from 1; 0 for none
 * @param steppedAtMs when it was, likewise
 * @param state where it stands
 * @param calls who was told, oldest first; the newest {@link #CALLS_MAX}
 */
public record Escalation(
        Incident.Head incident,
        String policy,
        long beganAtMs,
        int step,
        long steppedAtMs,
        EscalationState state,
        List<Call> calls) {
    /** So many calls are kept. */
    public static final int CALLS_MAX = 200;

    /** Copies the calls; of too many the oldest go. */
    public Escalation {
        calls = List.copyOf(calls.subList(Math.max(0, calls.size() - CALLS_MAX), calls.size()));
    }

    /** Whether people are called until one answers. */
    public boolean isCalling() {
        return state instanceof EscalationState.Calling || state instanceof EscalationState.Exhausted;
    }

    Escalation of(Incident.Head head) {
        return new Escalation(head, policy, beganAtMs, step, steppedAtMs, state, calls);
    }

    Escalation by(String next) {
        return new Escalation(incident, next, beganAtMs, 0, steppedAtMs, state, calls);
    }

    Escalation in(EscalationState next) {
        return new Escalation(incident, policy, beganAtMs, step, steppedAtMs, next, calls);
    }

    Escalation at(int next, long nowMs) {
        return new Escalation(incident, policy, beganAtMs, next, nowMs, state, calls);
    }

    /** Those who were called to an incident that became a part of this one belong to it; their calls are of no step of its policy. */
    Escalation andThoseOf(Escalation other) {
        List<Call> all = Stream.concat(calls.stream(), other.calls.stream().map(Call::ofNoStep))
                .sorted(Comparator.comparingLong(Call::atMs))
                .toList();
        return new Escalation(incident, policy, beganAtMs, step, steppedAtMs, state, all);
    }

    Escalation with(Call call) {
        List<Call> more = new ArrayList<>(calls);
        more.add(call);
        return new Escalation(incident, policy, beganAtMs, step, steppedAtMs, state, more);
    }

    Escalation each(UnaryOperator<Call> change) {
        return new Escalation(
                incident,
                policy,
                beganAtMs,
                step,
                steppedAtMs,
                state,
                calls.stream().map(change).toList());
    }

    /** It begins anew with the first step. */
    Escalation anew(long nowMs) {
        return new Escalation(incident, policy, nowMs, 0, nowMs, new EscalationState.Calling(nowMs), calls);
    }

    /** Hub time at which people are called next, or {@link EscalationState#NEVER}. */
    long dueMs() {
        return switch (state) {
            case EscalationState.Calling s -> s.dueMs();
            case EscalationState.Exhausted s -> s.againAtMs();
            case EscalationState.Answered _, EscalationState.Ended _ -> EscalationState.NEVER;
        };
    }

    /** Whether anybody is known to have been called. */
    boolean hasTold() {
        return calls.stream().anyMatch(each -> each.reason().calls() && each.state() == Call.State.DELIVERED);
    }

    /** Whether somebody of the last step has been reached, or may be yet. */
    boolean reaches() {
        return reached(this::isOfStep);
    }

    /** Whether the last step called nobody, as whom it means had the call already. */
    boolean isStepSpared() {
        return step > 0 && calls.stream().noneMatch(this::isOfStep);
    }

    private boolean isOfStep(Call call) {
        return call.step() == step && call.atMs() >= steppedAtMs;
    }

    /** Whether anybody has been reached since it began, or may be yet. */
    boolean reached() {
        return reached(this::isOfNow);
    }

    private boolean reached(Predicate<Call> which) {
        return calls.stream()
                .filter(which)
                .filter(each -> each.reason().calls())
                .anyMatch(each -> each.isPending() || each.state() == Call.State.DELIVERED);
    }

    /** Whether somebody has been called since it began. */
    boolean hasCalled(String recipient) {
        return calls.stream()
                .anyMatch(each -> isOfNow(each)
                        && each.reason().calls()
                        && each.recipient().equals(recipient));
    }

    /** Whether somebody has been called over a channel since it began, and is not known to have missed that. */
    boolean isCalled(String recipient, String channel) {
        return calls.stream()
                .anyMatch(each -> isOfNow(each)
                        && each.reason().calls()
                        && each.recipient().equals(recipient)
                        && each.channel().equals(channel)
                        && (each.isPending() || each.state() == Call.State.DELIVERED));
    }

    /** Whether somebody has been called as their unit was given it, and is not known to have missed that. */
    boolean isGivenTo(String recipient) {
        return calls.stream()
                .anyMatch(each -> isOfNow(each)
                        && each.reason() == CallReason.ASSIGNED
                        && each.recipient().equals(recipient)
                        && each.state() != Call.State.FAILED);
    }

    /** Whether a call is since it began, or began anew. */
    boolean isOfNow(Call call) {
        return call.atMs() >= beganAtMs;
    }
}
