package org.beaconhub.gateway.run;

/**
 * Limits of the loop.
 *
 * @param inboxPutsMax how many puts from devices may wait; more than the broker may have unacknowledged, so that the
 *     broker and not the network thread is what waits
 * @param batchEntriesMax a commit takes about so many entries at the most
 * @param commitSpacingMs commits follow one another no faster than this while less than a batch waits
 * @param snapshotEntries a snapshot is taken after so many entries
 * @param reserveBytes with less room than this on the disk, devices are held back and only the hub's own facts go in
 * @param keepMs entries older than this may be deleted once nobody needs them
 */
public record LoopOptions(
        int inboxPutsMax,
        int batchEntriesMax,
        int commitSpacingMs,
        long snapshotEntries,
        long reserveBytes,
        long keepMs) {
    private static final long DAY_MS = 24L * 3600 * 1000;

    /** What suits a subdistrict: 64 MiB of reserve, and a year of entries. */
    public static final LoopOptions STANDARD = new LoopOptions(16_384, 512, 3, 500_000, 64L << 20, 366 * DAY_MS);
}
