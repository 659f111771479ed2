/** A load generator that is cheap enough to share two cores with what it loads, with a ledger of what was acknowledged. */
@NullMarked
package org.beaconhub.sim.load;

import org.jspecify.annotations.NullMarked;
