package org.beaconhub.rules.alarm;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the alarms of one rule are handled, beside when they are raised.
 *
 * @param latches whether an alarm stays until a person resets it, though its condition is over
 * @param inhibitedBy names of the rules whose alarms, at the same device, at one that it is heard through, or at the
 *     hub, suppress it
 * @param limit what stops it from chattering
 * @param incident the type of incident that its alarms belong to; empty where the rule names none
 */
public record Handling(boolean latches, Set<String> inhibitedBy, Optional<Limit> limit, String incident) {
    /** Nothing special. */
    public static final Handling PLAIN = new Handling(false, Set.of(), Optional.empty(), "");

    /**
     * An alarm that was raised so often in so short a time returns only when it has been quiet for that time.
     *
     * @param times how often, 2 to 20
     * @param withinMs in how many milliseconds, up to an hour
     */
    public record Limit(int times, long withinMs) {
        /** The most times. */
        public static final int TIMES_MAX = 20;
        /** The longest time, in milliseconds. */
        public static final long WITHIN_MS_MAX = 3_600_000;

        /** Rejects what is no limit. */
        public Limit {
            if (times < 2 || times > TIMES_MAX || withinMs < 1000 || withinMs > WITHIN_MS_MAX) {
                throw new IllegalArgumentException(
                        "a limit is 2 to 20 times in 1 s to 1 h, got " + times + " in " + withinMs + " ms");
            }
        }
    }

    /** Copies the set, in an order of its own. */
    public Handling {
        inhibitedBy = Collections.unmodifiableSet(new TreeSet<>(inhibitedBy));
    }

    /** What it says, as a text that differs where it differs. */
    public String meaning() {
        return latches + "|" + inhibitedBy + "|"
                + limit.map(each -> each.times() + "/" + each.withinMs()).orElse("") + "|" + incident;
    }
}
