package org.beaconhub.rules.kpi;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Priority;
import org.beaconhub.rules.fact.Command.Disposition;

/** Counts the calls of one position. */
final class Tally {
    static final long TEN_MINUTES_MS = 600_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 86_400_000;
    private static final int CROWDED_ABOVE = 10;
    private static final int BUSY_ABOVE = 30;
    private static final int HOUR_BINS = 6;
    private static final int WORST_SHOWN = 10;
    private static final int CHATTER_CALLS = 3;
    private static final long CHATTER_WITHIN_MS = 60_000;
    /** So many alarms, of a rule at a device, are told apart; the rest count, and are no bad actors. */
    private static final int ACTORS_MAX = 200_000;
    /** Longer waits for an acknowledgement count as so many seconds: a week. */
    private static final int WAIT_SECONDS_MAX = 7 * 86_400;

    private final TreeMap<Long, Integer> callsByTenMinutes = new TreeMap<>();
    private final Map<String, Actor> actors = new HashMap<>();
    private final Set<String> chattering = new HashSet<>();
    private final Set<String> fleeting = new HashSet<>();
    private final Map<Priority, Long> priorities = new EnumMap<>(Priority.class);
    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private final Map<Disposition, Long> dispositions = new EnumMap<>(Disposition.class);
    private final TreeMap<Integer, Long> waitsBySeconds = new TreeMap<>();
    private long calls;
    private long shelved;
    private long suppressed;
    private long floodedMs;
    private long floodSinceMs = Long.MAX_VALUE;

    private static final class Actor {
        private final String rule;
        private final String subject;
        private final long[] lastMs = new long[CHATTER_CALLS];
        private long calls;

        private Actor(Alarm alarm) {
            rule = alarm.rule();
            subject = alarm.subject();
        }

        private boolean chatters(long nowMs) {
            System.arraycopy(lastMs, 0, lastMs, 1, CHATTER_CALLS - 1);
            lastMs[0] = nowMs;
            calls++;
            return calls >= CHATTER_CALLS && nowMs - lastMs[CHATTER_CALLS - 1] <= CHATTER_WITHIN_MS;
        }
    }

    void call(Alarm alarm, long nowMs) {
        calls++;
        callsByTenMinutes.merge(Math.floorDiv(nowMs, TEN_MINUTES_MS), 1, Integer::sum);
        priorities.merge(alarm.priority(), 1L, Long::sum);
        kinds.merge(alarm.kind(), 1L, Long::sum);
        String key = key(alarm);
        Actor actor = actors.get(key);
        if (actor == null && actors.size() < ACTORS_MAX) {
            actor = new Actor(alarm);
            actors.put(key, actor);
        }
        if (actor != null && actor.chatters(nowMs)) {
            chattering.add(key);
        }
    }

    private static String key(Alarm alarm) {
        return alarm.rule() + " " + alarm.subject();
    }

    /** An alarm was over before anybody could do anything about it. */
    void fleeting(Alarm alarm) {
        if (fleeting.size() < ACTORS_MAX) {
            fleeting.add(key(alarm));
        }
    }

    void acknowledged(long afterMs) {
        waitsBySeconds.merge((int) Math.min(WAIT_SECONDS_MAX, afterMs / 1000), 1L, Long::sum);
    }

    void shelved() {
        shelved++;
    }

    void suppressed() {
        suppressed++;
    }

    void closed(Disposition disposition) {
        dispositions.merge(disposition, 1L, Long::sum);
    }

    void flood(boolean flooded, long nowMs) {
        if (flooded) {
            floodSinceMs = nowMs;
        } else if (floodSinceMs != Long.MAX_VALUE) {
            floodedMs += nowMs - floodSinceMs;
            floodSinceMs = Long.MAX_VALUE;
        }
    }

    PositionKpis figures(String position, Span span, int stale, int waiting) {
        double spanMs = Math.max(TEN_MINUTES_MS, span.untilMs() - span.fromMs());
        long flooded = floodedMs + Math.max(0, span.untilMs() - floodSinceMs);
        long crowded = callsByTenMinutes.values().stream()
                .filter(count -> count > CROWDED_ABOVE)
                .count();
        List<BadActor> worst = worst();
        long acknowledged =
                waitsBySeconds.values().stream().mapToLong(Long::longValue).sum();
        return new PositionKpis(
                position,
                calls,
                new Rate(calls * TEN_MINUTES_MS / spanMs, peak(bin -> bin)),
                new Rate(calls * HOUR_MS / spanMs, peak(Tally::hour)),
                new Rate(calls * DAY_MS / spanMs, peak(bin -> day(bin, span.zone()))),
                flooded / spanMs,
                Math.min(1, crowded * TEN_MINUTES_MS / spanMs),
                Math.min(1, busyHours() * HOUR_MS / spanMs),
                stale,
                chattering.size(),
                fleeting.size(),
                worst,
                worst.stream().mapToDouble(BadActor::share).sum(),
                priorities,
                kinds,
                acknowledged,
                within(0.5, acknowledged),
                within(0.95, acknowledged),
                waiting,
                shelved,
                suppressed,
                dispositions);
    }

    /** What is counted: from when until when, and whose days. */
    record Span(long fromMs, long untilMs, ZoneId zone) {}

    private static long day(long bin, ZoneId zone) {
        return Instant.ofEpochMilli(bin * TEN_MINUTES_MS)
                .atZone(zone)
                .toLocalDate()
                .toEpochDay();
    }

    private static long hour(long bin) {
        return Math.floorDiv(bin, HOUR_BINS);
    }

    private Map<Long, Integer> callsBy(ToLongFunction<Long> unit) {
        Map<Long, Integer> units = new HashMap<>();
        callsByTenMinutes.forEach((bin, count) -> units.merge(unit.applyAsLong(bin), count, Integer::sum));
        return units;
    }

    private int peak(ToLongFunction<Long> unit) {
        return callsBy(unit).values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private long busyHours() {
        return callsBy(Tally::hour).values().stream()
                .filter(count -> count > BUSY_ABOVE)
                .count();
    }

    private List<BadActor> worst() {
        List<BadActor> all = new ArrayList<>();
        actors.values()
                .forEach(actor ->
                        all.add(new BadActor(actor.rule, actor.subject, actor.calls, (double) actor.calls / calls)));
        return all.stream()
                .sorted(Comparator.comparingLong(BadActor::calls)
                        .reversed()
                        .thenComparing(BadActor::rule)
                        .thenComparing(BadActor::subject))
                .limit(WORST_SHOWN)
                .toList();
    }

    private OptionalLong within(double share, long count) {
        long wanted = (long) Math.ceil(share * count);
        for (Map.Entry<Integer, Long> each : waitsBySeconds.entrySet()) {
            wanted -= each.getValue();
            if (wanted <= 0) {
                return OptionalLong.of(each.getKey() * 1000L);
            }
        }
        return OptionalLong.empty();
    }
}
