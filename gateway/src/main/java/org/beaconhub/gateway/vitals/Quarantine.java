package org.beaconhub.gateway.vitals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.Unreadable.Reason;

/** The last messages that could not be read, and how many there were by reason. For any thread. */
public final class Quarantine {
    /** So many are kept; older ones are only counted. */
    public static final int KEPT_MAX = 200;

    private static final long SLICE_MS = 5_000;
    private static final int SLICES = 12;
    private static final long MINUTE_MS = 60_000;
    private static final int HOUR_MINUTES = 60;

    private final ArrayDeque<Item> kept = new ArrayDeque<>();
    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    private final Map<Reason, ArrayDeque<Minute>> hours = new EnumMap<>(Reason.class);
    private final Map<Reason, Item> lastOf = new EnumMap<>(Reason.class);
    private final long[] sliceCounts = new long[SLICES];
    private final long[] sliceIds = new long[SLICES];

    /**
     * One message that could not be read.
     *
     * @param atMs when it came, hub time in milliseconds since 1970 UTC
     * @param unreadable what was wrong with it
     */
    public record Item(long atMs, Unreadable unreadable) {}

    private record Minute(long id, long count) {}

    /**
     * What could not be read for one reason in an hour.
     *
     * @param reason the reason
     * @param count how many messages
     * @param last the last of them
     */
    public record Group(Reason reason, long count, Item last) {}

    /** Takes one in. */
    public synchronized void add(Unreadable unreadable, long hubTimeMs) {
        if (kept.size() == KEPT_MAX) {
            kept.removeFirst();
        }
        kept.addLast(new Item(hubTimeMs, unreadable));
        counts.merge(unreadable.reason(), 1L, Long::sum);
        lastOf.put(unreadable.reason(), kept.getLast());
        countMinute(hours.computeIfAbsent(unreadable.reason(), _ -> new ArrayDeque<>()), hubTimeMs / MINUTE_MS);
        long id = Math.floorDiv(hubTimeMs, SLICE_MS);
        int slot = (int) Math.floorMod(id, (long) SLICES);
        if (sliceIds[slot] != id) {
            sliceIds[slot] = id;
            sliceCounts[slot] = 0;
        }
        sliceCounts[slot]++;
    }

    private static void countMinute(ArrayDeque<Minute> hour, long id) {
        Minute last = hour.peekLast();
        if (last != null && last.id() >= id) {
            hour.removeLast();
            hour.addLast(new Minute(last.id(), last.count() + 1));
        } else {
            hour.addLast(new Minute(id, 1));
        }
        while (hour.getFirst().id() <= id - HOUR_MINUTES) {
            hour.removeFirst();
        }
    }

    /** What could not be read in the hour before a moment of the hub's time, by reason, the most frequent first. */
    public synchronized List<Group> lastHour(long nowMs) {
        long from = nowMs / MINUTE_MS - HOUR_MINUTES;
        List<Group> groups = new ArrayList<>();
        lastOf.forEach((reason, last) -> {
            long count = hours.getOrDefault(reason, new ArrayDeque<>()).stream()
                    .filter(each -> each.id() > from)
                    .mapToLong(Minute::count)
                    .sum();
            if (count > 0) {
                groups.add(new Group(reason, count, last));
            }
        });
        groups.sort(Comparator.comparingLong(Group::count).reversed());
        return groups;
    }

    /** Those kept, newest first. */
    public synchronized List<Item> newest() {
        return new ArrayList<>(kept).reversed();
    }

    /** How many of that reason since the start. */
    public synchronized long count(Reason reason) {
        return counts.getOrDefault(reason, 0L);
    }

    /** How many since the start. */
    public synchronized long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many in the minute before a moment of the hub's time, five seconds more or less. */
    public synchronized long lastMinute(long nowMs) {
        long id = Math.floorDiv(nowMs, SLICE_MS);
        long sum = 0;
        for (int slot = 0; slot < SLICES; slot++) {
            if (sliceIds[slot] > id - SLICES && sliceIds[slot] <= id) {
                sum += sliceCounts[slot];
            }
        }
        return sum;
    }
}
