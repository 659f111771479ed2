package org.beaconhub.rules.engine;

import java.util.Arrays;

/**
 * When each of those who wait is due next, the earliest on top; equal times go by their numbers. Never allocates.
 *
 * <p>Who is put off, as silence is with every word of a device, stays in the heap until the time comes and is asked then: most
 * are put off many times before.
 */
final class TimerHeap {
    static final long NONE = Long.MAX_VALUE;

    private final long[] dueMs;

    private final int[] heap;
    private final int[] place;
    private final Dues dues;
    private int size;

    /** When somebody is due, asked of the earliest ones. */
    interface Dues {
        /** The due time as of now; where it is later than what was set, that counts: to be heard puts silence off. */
        long ofMs(int number);
    }

    TimerHeap(int count, Dues dues) {
        this.dues = dues;
        dueMs = new long[count];
        Arrays.fill(dueMs, NONE);
        heap = new int[count];
        place = new int[count];
        Arrays.fill(place, -1);
    }

    /** Whether the earliest timer is due; most often told without asking anybody. */
    boolean isDue(long nowMs) {
        return size > 0 && dueMs[heap[0]] <= nowMs && earliestMs() <= nowMs;
    }

    /** Time of the earliest timer, or {@link #NONE}. */
    long earliestMs() {
        settle();
        return size == 0 ? NONE : dueMs[heap[0]];
    }

    /** Ends the earliest timer that is due; its number, or -1 where none is due. */
    int takeDue(long nowMs) {
        if (!isDue(nowMs)) {
            return -1;
        }
        int number = heap[0];
        remove(0);
        dueMs[number] = NONE;
        return number;
    }

    /** Lets what was put off sink from the top. */
    private void settle() {
        while (size > 0) {
            int number = heap[0];
            long laterMs = dues.ofMs(number);
            if (laterMs <= dueMs[number]) {
                return;
            } else if (laterMs == NONE) {
                remove(0);
                dueMs[number] = NONE;
            } else {
                dueMs[number] = laterMs;
                down(0);
            }
        }
    }

    /** Somebody is due at a moment, or earlier where an earlier one was set; who is put off need not be set. */
    void set(int number, long timeMs) {
        if (timeMs >= dueMs[number]) {
            return;
        }
        dueMs[number] = timeMs;
        if (place[number] < 0) {
            put(size++, number);
        }
        up(place[number]);
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

    private void put(int at, int number) {
        heap[at] = number;
        place[number] = at;
    }

    private boolean before(int a, int b) {
        return dueMs[a] < dueMs[b] || dueMs[a] == dueMs[b] && a < b;
    }

    private void up(int from) {
        int at = from;
        int number = heap[at];
        while (at > 0 && before(number, heap[(at - 1) / 2])) {
            put(at, heap[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        put(at, number);
    }

    private void down(int from) {
        int at = from;
        int number = heap[at];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], number)) {
                break;
            }
            put(at, heap[child]);
            at = child;
        }
        put(at, number);
    }
}
