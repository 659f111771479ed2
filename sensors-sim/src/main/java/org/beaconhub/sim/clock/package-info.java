/** The only room of the simulator that asks the machine for the time. */
@NullMarked
package org.beaconhub.sim.clock;

import org.jspecify.annotations.NullMarked;
