package org.beaconhub.gateway.vitals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the looks at the hub come to over time: since when each finding stands, and what came in by the minute. For any thread. */
public final class Diary {
    /** So many minutes are kept. */
    public static final int MINUTES_MAX = 60;

    private static final long MINUTE_MS = 60_000;

    private final Map<String, Long> since = new HashMap<>();
    private final ArrayDeque<Minute> minutes = new ArrayDeque<>();
    private long messages = -1;

    /**
     * What came in during one minute.
     *
     * @param fromMs when it began, milliseconds since 1970 UTC
     * @param messages how many messages came
     */
    public record Minute(long fromMs, long messages) {}

    /** Takes down one look: what is found now, and how many messages came since the start. */
    synchronized void note(long nowMs, List<Finding> findings, long messagesSoFar) {
        since.keySet()
                .removeIf(
                        code -> findings.stream().noneMatch(each -> each.code().equals(code)));
        findings.forEach(each -> since.putIfAbsent(each.code(), nowMs));
        long came = messages < 0 ? 0 : Math.max(0, messagesSoFar - messages);
        messages = messagesSoFar;
        Minute last = minutes.peekLast();
        long from = Math.floorDiv(nowMs, MINUTE_MS) * MINUTE_MS;
        if (last != null && last.fromMs() >= from) {
            minutes.removeLast();
            minutes.addLast(new Minute(last.fromMs(), last.messages() + came));
        } else {
            minutes.addLast(new Minute(from, came));
        }
        while (minutes.getFirst().fromMs() <= from - MINUTES_MAX * MINUTE_MS) {
            minutes.removeFirst();
        }
    }

    /** When a finding was first seen that stands since; {@code nowMs} for one that no look has seen yet. */
    public synchronized long since(Finding finding, long nowMs) {
        return since.getOrDefault(finding.code(), nowMs);
    }

    /** The minutes of the last hour that there are, oldest first; the newest one still goes on. */
    public synchronized List<Minute> minutes() {
        return new ArrayList<>(minutes);
    }
}
