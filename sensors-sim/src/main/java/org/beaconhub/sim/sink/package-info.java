/** Those who are told: the actuators, and the fire brigade's receiver of webhooks. */
@NullMarked
package org.beaconhub.sim.sink;

import org.jspecify.annotations.NullMarked;
