package org.beaconhub.gateway.console.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each sender, and all of them together, may come within a time. */
public final class RateLimit {
    /** So many senders are remembered; the one that was quiet for longest goes first. */
    private static final int SENDERS_MAX = 1_000;

    private final int each;
    private final int all;
    private final long withinMs;
    private final Map<String, Deque<Long>> senders = new LinkedHashMap<>();
    private final Deque<Long> together = new ArrayDeque<>();

    /** So many of one sender, and of all, within a time in milliseconds. */
    public RateLimit(int each, int all, long withinMs) {
        this.each = each;
        this.all = all;
        this.withinMs = withinMs;
    }

    /** Whether a sender may come now; counts it where it may. */
    public synchronized boolean allows(String sender, long nowMs) {
        Deque<Long> known = senders.remove(sender);
        Deque<Long> own = known == null ? new ArrayDeque<>() : known;
        senders.put(sender, own);
        if (senders.size() > SENDERS_MAX) {
            senders.remove(senders.keySet().iterator().next());
        }
        forget(own, nowMs);
        forget(together, nowMs);
        if (own.size() >= each || together.size() >= all) {
            return false;
        }
        own.add(nowMs);
        together.add(nowMs);
        return true;
    }

    private void forget(Deque<Long> times, long nowMs) {
        while (!times.isEmpty() && nowMs - times.getFirst() >= withinMs) {
            times.removeFirst();
        }
    }
}
