package org.beaconhub.rules.fact;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A drill is to begin at once. Its script comes with it, so that a replay needs no file.
 *
 * @param by who orders it, an account name
 * @param scenario name of the scenario
 * @param title what people are told that is practised
 * @param ignitionMs when the simulated fire starts, in milliseconds from the beginning; measured times count from it
 * @param lengthMs when the drill is over at the latest, in milliseconds from the beginning: {@link #LENGTH_MS_MIN} to
 *     {@link #LENGTH_MS_MAX}
 * @param script what the devices of the drill say, by time: 1 to {@link #SAYINGS_MAX}
 */
public record DrillOrdered(String by, String scenario, Text title, long ignitionMs, long lengthMs, List<Saying> script)
        implements DrillFact {
    /** One minute. */
    public static final long LENGTH_MS_MIN = 60_000;
    /** One day. */
    public static final long LENGTH_MS_MAX = 24 * 3_600_000L;
    /** So many messages a script has at the most. */
    public static final int SAYINGS_MAX = 50_000;

    /**
     * What a device says in a drill.
     *
     * @param afterMs when, in milliseconds from the drill's beginning
     * @param device id of a device of the site
     * @param readings its readings, at least one
     */
    public record Saying(long afterMs, String device, List<Reading> readings) {
        /** Rejects a time before the beginning and an empty list. */
        public Saying {
            if (afterMs < 0 || readings.isEmpty()) {
                throw new IllegalArgumentException("a drill's message needs a time from 0 on and a reading, got "
                        + afterMs + " ms and " + readings.size() + " readings of " + device);
            }
            readings = List.copyOf(readings);
        }
    }

    /** Rejects another length, an ignition beyond it, and a script that is empty, too long or out of order. */
    public DrillOrdered {
        if (lengthMs < LENGTH_MS_MIN || lengthMs > LENGTH_MS_MAX) {
            throw new IllegalArgumentException(
                    "lengthMs must be " + LENGTH_MS_MIN + " to " + LENGTH_MS_MAX + ", got " + lengthMs);
        }
        if (ignitionMs < 0 || ignitionMs >= lengthMs) {
            throw new IllegalArgumentException("ignitionMs must be 0 to " + (lengthMs - 1) + ", got " + ignitionMs);
        }
        script = List.copyOf(script);
        if (script.isEmpty() || script.size() > SAYINGS_MAX) {
            throw new IllegalArgumentException(
                    "a script must have 1 to " + SAYINGS_MAX + " messages, got " + script.size());
        }
        for (int i = 1; i < script.size(); i++) {
            if (script.get(i).afterMs() < script.get(i - 1).afterMs()) {
                throw new IllegalArgumentException(
                        "message " + (i + 1) + " of the script comes before the one above it");
            }
        }
    }

    /** Ids of the devices that speak in it, sorted. */
    public Set<String> cast() {
        Set<String> cast = new TreeSet<>();
        script.forEach(saying -> cast.add(saying.device()));
        return cast;
    }
}
