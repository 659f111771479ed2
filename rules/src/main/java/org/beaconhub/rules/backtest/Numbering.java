package org.beaconhub.rules.backtest;

import java.util.Arrays;

/**
 * Which entry of the journal an entry of a run stands for. A run has timer turns of its own, so its numbers differ; only
 * where the distance between the two changes something is remembered.
 */
final class Numbering {
    private long[] own = new long[16];
    private long[] journal = new long[16];
    private int size;

    /** An entry of the run stands for one of the journal; both numbers grow from call to call. */
    void stands(long ownSeq, long journalSeq) {
        boolean known = size > 0 && journal[size - 1] - own[size - 1] == journalSeq - ownSeq;
        if (known) {
            return;
        }
        if (size == own.length) {
            own = Arrays.copyOf(own, size * 2);
            journal = Arrays.copyOf(journal, size * 2);
        }
        own[size] = ownSeq;
        journal[size++] = journalSeq;
    }

    /** The journal's number of an entry of the run; before the first that is known they are equal. */
    long inJournal(long ownSeq) {
        int at = Arrays.binarySearch(own, 0, size, ownSeq);
        int place = at >= 0 ? at : -at - 2;
        return place < 0 ? ownSeq : ownSeq + journal[place] - own[place];
    }
}
