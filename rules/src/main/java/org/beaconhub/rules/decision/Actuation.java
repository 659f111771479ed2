package org.beaconhub.rules.decision;

import org.beaconhub.rules.alarm.Severity;

/**
 * An actuator is to act, or to go back to rest: a siren sounds or is silent, a gate opens or locks, a speaker speaks or is
 * silent.
 *
 * @param cause what caused it
 * @param channel the channel that the actuator stands behind
 * @param active whether it is to act
 * @param atMs since when that is wanted, hub time in milliseconds since 1970 UTC
 * @param why for what
 */
public record Actuation(Cause cause, String channel, boolean active, long atMs, Why why)
        implements LiveDecision, IncidentNotice.About {
    /** For what an actuator acts. */
    public sealed interface Why permits ByAlarm, ByPerson {}

    /**
     * An alarm that it is for calls, or the last one that called does so no more.
     *
     * @param alarm id of the alarm
     * @param severity its severity
     * @param subject id of the alarm's device
     * @param area path of the alarm's area
     */
    public record ByAlarm(String alarm, Severity severity, String subject, String area) implements Why {}

    /**
     * A person wants it.
     *
     * @param by who, an account name
     * @param reason why
     */
    public record ByPerson(String by, String reason) implements Why {}
}
