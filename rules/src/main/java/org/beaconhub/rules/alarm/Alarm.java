package org.beaconhub.rules.alarm;

import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Text;

/**
 * One occurrence of a rule's condition at one subject.
 *
 * @param id unique: {@code A} and the journal sequence that raised it, a dash, and the ordinal of the decision
 * @param rule name of the rule
 * @param subject id of the device that it is about
 * @param area path of the area: {@code lingzhushan/east}
 * @param kind which of the three signals
 * @param severity how bad
 * @param message what to tell people
 * @param raisedAtMs when it was raised, hub time in milliseconds since 1970 UTC
 * @param observedAtMs when the condition became true at the device, milliseconds since 1970 UTC
 * @param explanation why it was raised: every clause that held
 * @param state where it stands
 */
public record Alarm(
        String id,
        String rule,
        String subject,
        String area,
        Kind kind,
        Severity severity,
        Text message,
        long raisedAtMs,
        long observedAtMs,
        List<Evidence> explanation,
        AlarmState state) {
    /** Copies the explanation. */
    public Alarm {
        explanation = List.copyOf(explanation);
    }

    /** This alarm in another state. */
    public Alarm in(AlarmState next) {
        return new Alarm(id, rule, subject, area, kind, severity, message, raisedAtMs, observedAtMs, explanation, next);
    }

    /** This alarm, confirmed by more evidence: more severe, and to be acknowledged again by whoever had. */
    public Alarm confirmed(Severity higher, List<Evidence> confirmation, long nowMs) {
        List<Evidence> all =
                Stream.concat(explanation.stream(), confirmation.stream()).toList();
        AlarmState next = state instanceof AlarmState.Acknowledged ? new AlarmState.Unacknowledged(nowMs) : state;
        return new Alarm(id, rule, subject, area, kind, higher, message, raisedAtMs, observedAtMs, all, next);
    }
}
