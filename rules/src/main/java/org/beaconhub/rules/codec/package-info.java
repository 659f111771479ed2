/**
 * Facts and decisions as bytes, for the journal and for snapshots. Pure: arrays in, arrays out. The same value always
 * has the same bytes. Numbers of enumerations are part of the format: new constants are added at the end.
 */
@NullMarked
package org.beaconhub.rules.codec;

import org.jspecify.annotations.NullMarked;
