package org.beaconhub.rules.engine;

import java.util.Arrays;

/** The next due time of each watch, the earliest on top; equal times go by the watch's number. Never allocates. */
final class TimerHeap {
    static final long NONE = Long.MAX_VALUE;

    private final long[] dueMs;
    private final int[] heap;
    private final int[] place;
    private int size;

    TimerHeap(int watches) {
        dueMs = new long[watches];
        Arrays.fill(dueMs, NONE);
        heap = new int[watches];
        place = new int[watches];
        Arrays.fill(place, -1);
    }

    /** Time of the earliest timer, or {@link #NONE}. */
    long earliestMs() {
        return size == 0 ? NONE : dueMs[heap[0]];
    }

    /** The watch whose timer is earliest; there must be one. */
    int earliest() {
        return heap[0];
    }

    /** Sets, moves or (by {@link #NONE}) ends the timer of a watch. */
    void set(int watch, long timeMs) {
        if (dueMs[watch] == timeMs) {
            return;
        }
        dueMs[watch] = timeMs;
        if (timeMs == NONE) {
            remove(place[watch]);
        } else if (place[watch] < 0) {
            put(size++, watch);
            up(place[watch]);
        } else {
            up(place[watch]);
            down(place[watch]);
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
        return dueMs[a] < dueMs[b] || dueMs[a] == dueMs[b] && a < b;
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
