package org.beaconhub.rules.drill;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.fact.Text;

/**
 * A drill and its measured times, while it goes on and afterwards.
 *
 * @param id its id
 * @param scenario name of its scenario
 * @param title what is practised
 * @param by who ordered it
 * @param beganAtMs hub time at which it began, milliseconds since 1970 UTC
 * @param ignitionAtMs hub time at which its fire starts
 * @param endsAtMs hub time at which it ends, or ended
 * @param end how it ended; empty while it goes on
 * @param times hub time of each milestone that was reached
 * @param tally what it counted
 */
public record DrillRecord(
        String id,
        String scenario,
        Text title,
        String by,
        long beganAtMs,
        long ignitionAtMs,
        long endsAtMs,
        Optional<End> end,
        Map<Milestone, Long> times,
        Tally tally) {
    /** Copies the times. */
    public DrillRecord {
        Map<Milestone, Long> copy = new EnumMap<>(Milestone.class);
        copy.putAll(times);
        times = Collections.unmodifiableMap(copy);
    }

    /**
     * How a drill ended.
     *
     * @param by who stopped it; empty where its time was over
     * @param reason why; empty where its time was over
     */
    public record End(String by, String reason) {}

    /**
     * What a drill counted.
     *
     * @param said messages of its devices
     * @param alarms alarms raised
     * @param sent notices ordered over channels that take drills
     * @param spared notices that the real thing would have sent over the others
     */
    public record Tally(long said, long alarms, long sent, long spared) {
        /** Nothing yet. */
        public static final Tally NONE = new Tally(0, 0, 0, 0);
    }

    /** From the fire's start to a milestone, in milliseconds; empty where it was not reached. */
    public Optional<Long> delayMs(Milestone milestone) {
        return Optional.ofNullable(times.get(milestone)).map(atMs -> atMs - ignitionAtMs);
    }
}
