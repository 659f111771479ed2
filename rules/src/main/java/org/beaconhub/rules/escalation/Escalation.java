package org.beaconhub.rules.escalation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.beaconhub.rules.incident.Incident;

/**
 * Who was called to one incident, and where that stands; immutable.
 *
 * @param incident the incident as it was last
 * @param policy name of the policy
 * @param step the step that was taken last, from 1; 0 for none
 * @param steppedAtMs when it was, hub time in milliseconds since 1970 UTC
 * @param state where it stands
 * @param calls who was told, oldest first; the newest {@link #CALLS_MAX}
 */
public record Escalation(
        Incident.Head incident, String policy, int step, long steppedAtMs, EscalationState state, List<Call> calls) {
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
        return new Escalation(head, policy, step, steppedAtMs, state, calls);
    }

    Escalation by(String next) {
        return new Escalation(incident, next, 0, steppedAtMs, state, calls);
    }

    Escalation in(EscalationState next) {
        return new Escalation(incident, policy, step, steppedAtMs, next, calls);
    }

    Escalation at(int next, long nowMs) {
        return new Escalation(incident, policy, next, nowMs, state, calls);
    }

    Escalation with(Call call) {
        List<Call> more = new ArrayList<>(calls);
        more.add(call);
        return new Escalation(incident, policy, step, steppedAtMs, state, more);
    }

    Escalation each(UnaryOperator<Call> change) {
        return new Escalation(
                incident,
                policy,
                step,
                steppedAtMs,
                state,
                calls.stream().map(change).toList());
    }

    /** Whether somebody of the last step has been reached, or may be yet. */
    boolean reaches() {
        return calls.stream()
                .filter(each -> each.step() == step
                        && each.atMs() >= steppedAtMs
                        && each.reason().calls())
                .anyMatch(each -> each.isPending() || each.state() == Call.State.DELIVERED);
    }
}
