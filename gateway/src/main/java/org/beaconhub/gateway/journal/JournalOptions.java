package org.beaconhub.gateway.journal;

/**
 * How the journal cuts its log into files.
 *
 * @param segmentEntriesMax a new file begins after so many entries
 * @param segmentBytesMax a new file begins after so many bytes
 */
public record JournalOptions(long segmentEntriesMax, long segmentBytesMax) {
    /** A million entries or 256 MiB a file. */
    public static final JournalOptions STANDARD = new JournalOptions(1_000_000, 256L << 20);

    /** Rejects less than one entry or a megabyte. */
    public JournalOptions {
        if (segmentEntriesMax < 1 || segmentBytesMax < 1 << 20) {
            throw new IllegalArgumentException("a segment needs room for 1 entry and 1 MiB at least, got "
                    + segmentEntriesMax + " entries and " + segmentBytesMax + " bytes");
        }
    }
}
