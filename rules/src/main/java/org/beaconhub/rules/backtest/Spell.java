package org.beaconhub.rules.backtest;

import java.util.List;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Text;

/**
 * One stretch of time for which a rule's condition held at a subject. Alarms are compared by these, since how long an
 * alarm stays open is for people to say.
 *
 * @param rule name of the rule
 * @param subject id of the device, or name of the channel, that it is about
 * @param area path of the area
 * @param kind which of the three signals
 * @param severity how bad, at its worst
 * @param message what people were told
 * @param fromMs when the alarm was raised, hub time in milliseconds since 1970 UTC
 * @param untilMs when its condition was over, or {@link #STANDS}
 * @param told whether it called for attention; false where it was hushed all the time
 * @param notices how many notices it was worth
 * @param evidence why it was raised; the sequences are the journal's
 */
public record Spell(
        String rule,
        String subject,
        String area,
        Kind kind,
        Severity severity,
        Text message,
        long fromMs,
        long untilMs,
        boolean told,
        long notices,
        List<Evidence> evidence) {
    /** It still holds at the end. */
    public static final long STANDS = Long.MAX_VALUE;

    /** Copies the evidence. */
    public Spell {
        evidence = List.copyOf(evidence);
    }

    /** Whether it and another have a moment in common. */
    boolean overlaps(Spell other) {
        return fromMs <= other.untilMs && other.fromMs <= untilMs;
    }
}
