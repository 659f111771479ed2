package org.beaconhub.rules.engine;

import java.util.Arrays;

/**
 * The next due time of each watch, the earliest on top; equal times go by the watch's number. Never allocates.
 *
 * <p>A timer that is put off, as that of silence is with every word of a device, stays where it is in the heap until it
 * comes to the top: most are put off many times before.
 */
final class TimerHeap {
    static final long NONE = Long.MAX_VALUE;

    private final long[] dueMs;
    /** What a watch in the heap is ordered by: its due time, or an earlier one that it had. */
    private final long[] keyMs;

    private final int[] heap;
    private final int[] place;
    private final Dues dues;
    private int size;

    /** When a watch wants to look, asked of the earliest ones. */
    interface Dues {
        /** Its due time as of now; where it is later than what was set, that counts: to be heard puts silence off. */
        long ofMs(int watch);
    }

    TimerHeap(int watches, Dues dues) {
        this.dues = dues;
        dueMs = new long[watches];
        Arrays.fill(dueMs, NONE);
        keyMs = new long[watches];
        heap = new int[watches];
        place = new int[watches];
        Arrays.fill(place, -1);
    }

    /** Whether the earliest timer is due; most often told without asking any watch. */
    boolean isDue(long nowMs) {
        return size > 0 && keyMs[heap[0]] <= nowMs && earliestMs() <= nowMs;
    }

    /** Time of the earliest timer, or {@link #NONE}. */
    long earliestMs() {
        settle();
        return size == 0 ? NONE : keyMs[heap[0]];
    }

    /** Ends the earliest timer that is due; its watch, or -1 where none is due. */
    int takeDue(long nowMs) {
        if (!isDue(nowMs)) {
            return -1;
        }
        int watch = heap[0];
        remove(0);
        dueMs[watch] = NONE;
        return watch;
    }

    /** Lets what was put off sink from the top. */
    private void settle() {
        while (size > 0) {
            int watch = heap[0];
            dueMs[watch] = Math.max(dueMs[watch], dues.ofMs(watch));
            if (keyMs[watch] == dueMs[watch]) {
                return;
            }
            if (dueMs[watch] == NONE) {
                remove(0);
            } else {
                keyMs[watch] = dueMs[watch];
                down(0);
            }
        }
    }

    /** Sets, moves or (by {@link #NONE}) ends the timer of a watch. */
    void set(int watch, long timeMs) {
        if (dueMs[watch] == timeMs) {
            return;
        }
        dueMs[watch] = timeMs;
        if (place[watch] < 0) {
            keyMs[watch] = timeMs;
            put(size++, watch);
            up(place[watch]);
        } else if (timeMs < keyMs[watch]) {
            keyMs[watch] = timeMs;
            up(place[watch]);
        }
    }

    private void remove(int at) {
        int gone = heap[at];
        place[gone] = -1;
        int last = heap[--size];
        if (at < size) {
            put(at, last);
            up(at);
            down(place[last]);
        }
    }

    private void put(int at, int watch) {
        heap[at] = watch;
        place[watch] = at;
    }

    private boolean before(int a, int b) {
        return keyMs[a] < keyMs[b] || keyMs[a] == keyMs[b] && a < b;
    }

    private void up(int from) {
        int at = from;
        int watch = heap[at];
        while (at > 0 && before(watch, heap[(at - 1) / 2])) {
            put(at, heap[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        put(at, watch);
    }

    private void down(int from) {
        int at = from;
        int watch = heap[at];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], watch)) {
                break;
            }
            put(at, heap[child]);
            at = child;
        }
        put(at, watch);
    }
}
