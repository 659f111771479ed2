/**
 * What makes the hub's facts durable: the ordered, checksummed log of entries and of the decisions they led to, and
 * the snapshots that bound recovery. The sole owner of the data folder and of forcing bytes to the disk. It decides
 * nothing and reads no clock.
 */
@NullMarked
package org.beaconhub.gateway.journal;

import org.jspecify.annotations.NullMarked;
