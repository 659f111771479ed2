/** The simulator's own encoders of every dialect: a second opinion on the hub's decoders, so nothing is shared with them. */
@NullMarked
package org.beaconhub.sim.wire;

import org.jspecify.annotations.NullMarked;
