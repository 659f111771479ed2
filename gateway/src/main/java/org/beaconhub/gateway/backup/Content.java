package org.beaconhub.gateway.backup;

/**
 * What a backup holds.
 *
 * @param files how many files
 * @param bytes how many bytes, before they were packed
 * @param firstSeq the oldest entry of the journal
 * @param lastSeq the newest
 * @param secrets whether passwords and signing keys are in it
 */
public record Content(int files, long bytes, long firstSeq, long lastSeq, boolean secrets) {}
