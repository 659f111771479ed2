package org.beaconhub.gateway.series;

import org.beaconhub.rules.fact.Reading;

/**
 * One reading with its place in the history. Device, quantity and time are its identity: written again, it overwrites
 * itself.
 *
 * @param device id of the device
 * @param atNs when it was measured, nanoseconds since 1970 UTC: whole milliseconds, and below them the tie-break that
 *     keeps readings of one millisecond apart
 * @param reading what was measured
 */
public record Sample(String device, long atNs, Reading reading) {}
