/** Those who are told: the siren, and the fire brigade's receiver of webhooks. */
@NullMarked
package org.beaconhub.sim.sink;

import org.jspecify.annotations.NullMarked;
