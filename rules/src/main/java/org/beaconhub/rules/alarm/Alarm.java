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
 * @param firstOut id of the alarm that came first in its area and kind, its own where it was this one; empty while
 *     nobody was told of it
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
        AlarmState state,
        String firstOut) {
    /** Copies the explanation. */
    public Alarm {
        explanation = List.copyOf(explanation);
    }

    /** This alarm in another state. */
    public Alarm in(AlarmState next) {
        return new Alarm(
                id,
                rule,
                subject,
                area,
                kind,
                severity,
                message,
                raisedAtMs,
                observedAtMs,
                explanation,
                next,
                firstOut);
    }

    /** This alarm behind the one that came first. */
    public Alarm after(String first) {
        return new Alarm(
                id, rule, subject, area, kind, severity, message, raisedAtMs, observedAtMs, explanation, state, first);
    }

    /** This alarm by what its rule says now. */
    public Alarm told(String newArea, Kind newKind, Severity newSeverity, Text newMessage) {
        return new Alarm(
                id,
                rule,
                subject,
                newArea,
                newKind,
                newSeverity,
                newMessage,
                raisedAtMs,
                observedAtMs,
                explanation,
                state,
                firstOut);
    }

    /** This alarm, raised again: why now. */
    public Alarm because(List<Evidence> evidence) {
        return new Alarm(
                id, rule, subject, area, kind, severity, message, raisedAtMs, observedAtMs, evidence, state, firstOut);
    }

    /** This alarm, confirmed by more evidence: more severe. */
    public Alarm confirmed(Severity higher, List<Evidence> confirmation) {
        List<Evidence> all =
                Stream.concat(explanation.stream(), confirmation.stream()).toList();
        return new Alarm(
                id, rule, subject, area, kind, higher, message, raisedAtMs, observedAtMs, all, state, firstOut);
    }

    /** Whether it is a matter of life: such an alarm is never shelved, and nothing suppresses it. */
    public boolean lifeSafety() {
        return lifeSafety(kind, severity);
    }

    /** Whether alarms of that kind and severity are a matter of life. */
    public static boolean lifeSafety(Kind kind, Severity severity) {
        return kind == Kind.ALARM && severity.compareTo(Severity.CRITICAL) >= 0;
    }

    /** How fast it must be answered. */
    public Priority priority() {
        return Priority.of(severity);
    }
}
