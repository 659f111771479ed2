/** All devices of a site as separate MQTT clients, and the site's files as the simulator understands them. */
@NullMarked
package org.beaconhub.sim.fleet;

import org.jspecify.annotations.NullMarked;
