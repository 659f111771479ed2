package org.beaconhub.rules.kpi;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Priority;
import org.beaconhub.rules.fact.Command.Disposition;

/**
 * The figures of one operator position. A call is an alarm that asks an operator for attention: raised, raised again,
 * confirmed, or told after it had been hushed.
 *
 * @param position its name
 * @param calls all calls
 * @param perTenMinutes calls per 10 minutes
 * @param perHour calls per hour
 * @param perDay calls per day of the site's calendar
 * @param floodedTimeShare share of the time in flood: from more than 10 calls in 10 minutes until fewer than 5; 0 to 1
 * @param crowdedShare share of the fixed 10 minute periods with more than 10 calls, 0 to 1
 * @param busyShare share of the hours of the clock with more than 30 calls, 0 to 1
 * @param stale alarms whose condition has held for more than 24 hours and holds now
 * @param chattering how many alarms, of a rule at a device, called three times or more within a minute
 * @param fleeting how many alarms, of a rule at a device, were over within a minute of a call, before anybody acknowledged it
 * @param worst the ten that called most often
 * @param worstShare their share of all calls, 0 to 1
 * @param priorities calls by priority
 * @param kinds calls by kind
 * @param acknowledged calls that somebody acknowledged
 * @param acknowledgedAfterMsMedian the middle time from call to acknowledgement in milliseconds; empty where none was
 * @param acknowledgedAfterMsMost the time within which 95 % were acknowledged, in milliseconds; empty where none was
 * @param waiting calls that wait for an acknowledgement now
 * @param shelved how often somebody shelved an alarm
 * @param suppressed how often an alarm was suppressed, or raised suppressed
 * @param dispositions closed alarms by what they turned out to be
 */
public record PositionKpis(
        String position,
        long calls,
        Rate perTenMinutes,
        Rate perHour,
        Rate perDay,
        double floodedTimeShare,
        double crowdedShare,
        double busyShare,
        int stale,
        int chattering,
        int fleeting,
        List<BadActor> worst,
        double worstShare,
        Map<Priority, Long> priorities,
        Map<Kind, Long> kinds,
        long acknowledged,
        OptionalLong acknowledgedAfterMsMedian,
        OptionalLong acknowledgedAfterMsMost,
        int waiting,
        long shelved,
        long suppressed,
        Map<Disposition, Long> dispositions) {
    /** Copies the lists and maps. */
    public PositionKpis {
        worst = List.copyOf(worst);
        priorities = java.util.Collections.unmodifiableMap(new java.util.EnumMap<>(priorities));
        kinds = java.util.Collections.unmodifiableMap(new java.util.EnumMap<>(kinds));
        dispositions = java.util.Collections.unmodifiableMap(new java.util.EnumMap<>(dispositions));
    }
}
