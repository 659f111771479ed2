package org.beaconhub.rules.escalation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.beaconhub.rules.alarm.Severity;

/**
 * How often a person, or the people of a channel, may be told: what is a matter of life always goes, the rest waits and goes as
 * one.
 */
public final class Throttle {
    /** So many notices within {@link #WINDOW_MS}. */
    static final int NOTICES_MAX = 6;
    /** Ten minutes. */
    static final long WINDOW_MS = 600_000;
    /** A machine, which can be told as often as there is something to tell. */
    static final String MACHINE = "";

    /** So many people are remembered; who was not told for longest goes first. */
    private static final int PEOPLE_MAX = 10_000;

    private final Map<String, List<Long>> told = new LinkedHashMap<>();

    /** Whether somebody may be told now. */
    public boolean lets(String recipient, Severity severity, long nowMs) {
        return recipient.equals(MACHINE) || severity.compareTo(Severity.CRITICAL) >= 0 || freeAtMs(recipient) <= nowMs;
    }

    /** When somebody may be told again, hub time in milliseconds; long past where at once. */
    public long freeAtMs(String recipient) {
        List<Long> times = told.getOrDefault(recipient, List.of());
        return times.size() < NOTICES_MAX ? Long.MIN_VALUE : times.get(times.size() - NOTICES_MAX) + WINDOW_MS;
    }

    /** Somebody is told. */
    public void tells(String recipient, long nowMs) {
        if (recipient.equals(MACHINE)) {
            return;
        }
        List<Long> times = new ArrayList<>(told.getOrDefault(recipient, List.of()));
        times.add(nowMs);
        put(recipient, times.subList(Math.max(0, times.size() - NOTICES_MAX), times.size()));
    }

    /** What was known before. */
    public void put(String recipient, List<Long> times) {
        told.remove(recipient);
        told.put(recipient, List.copyOf(times));
        if (told.size() > PEOPLE_MAX) {
            told.remove(told.keySet().iterator().next());
        }
    }

    /** When each had the last notices, hub time in milliseconds. */
    public Map<String, List<Long>> all() {
        return told;
    }
}
