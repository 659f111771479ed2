package org.beaconhub.gateway.vitals;

import java.util.OptionalLong;

/**
 * How much the journal takes, and how well it is kept.
 *
 * @param bytes what its files take
 * @param keepMs entries older than this may be deleted once nobody needs them
 * @param snapshotAtMs when the newest snapshot was written, milliseconds since 1970 UTC; empty where there is none yet
 * @param backupAtMs when the newest backup was begun, milliseconds since 1970 UTC; empty where none is known
 */
public record JournalFigures(long bytes, long keepMs, OptionalLong snapshotAtMs, OptionalLong backupAtMs) {}
