package org.beaconhub.rules.live;

import java.util.List;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Text;

/** What a rule proposes to raise. */
public record Proposal(
        String rule,
        String subject,
        String area,
        Kind kind,
        Severity severity,
        Text message,
        long observedAtMs,
        List<Evidence> explanation) {
    /** Copies the explanation. */
    public Proposal {
        explanation = List.copyOf(explanation);
    }

    /** The alarm that it would be, before anything happened to it. */
    Alarm alarm(String id, long nowMs) {
        return new Alarm(
                id,
                rule,
                subject,
                area,
                kind,
                severity,
                message,
                nowMs,
                observedAtMs,
                explanation,
                new AlarmState.Normal(),
                "");
    }
}
