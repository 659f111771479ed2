/** Devices between the world and the wire: they lag, drift, wear out their batteries, repeat themselves and fall silent, by seed. */
@NullMarked
package org.beaconhub.sim.device;

import org.jspecify.annotations.NullMarked;
