package org.beaconhub.rules.detect;

/**
 * Entries of a few numbers each, the oldest first, in one array that is gone through in a circle: to let the oldest go moves
 * nothing. The array grows with what is kept, and never shrinks.
 */
abstract class Ring {
    /** Places that an entry takes. */
    private final int width;

    /** The numbers of the entries, from {@link #first} on around. */
    long[] ring;

    /** Where in the ring the oldest entry is. */
    int first;

    /** How many entries there are. */
    int count;

    /** An empty one with room for some entries. */
    Ring(int width, int room) {
        this.width = width;
        this.ring = new long[room * width];
    }

    /** Where in the ring an entry is. */
    final int at(int entry) {
        int at = first + entry * width;
        return at >= ring.length ? at - ring.length : at;
    }

    /** Where the entry behind one is. */
    final int next(int at) {
        return at + width == ring.length ? 0 : at + width;
    }

    /** The oldest entry goes. */
    final void dropFirst() {
        first = next(first);
        count--;
    }

    /** One more entry, the newest; where it is. There are at most {@code entriesMax}. */
    final int append(int entriesMax) {
        if (count * width == ring.length) {
            long[] longer = new long[width * Math.min(entriesMax, count * 2)];
            System.arraycopy(ring, first, longer, 0, ring.length - first);
            System.arraycopy(ring, 0, longer, ring.length - first, first);
            ring = longer;
            first = 0;
        }
        return at(count++);
    }

    /** So many entries, whose numbers are put next, from the ring's first place on. */
    final void hold(int entries) {
        first = 0;
        count = entries;
        if (entries * width > ring.length) {
            ring = new long[entries * width];
        }
    }
}
