/** What the cameras of the site show. */
@NullMarked
package org.beaconhub.sim.camera;

import org.jspecify.annotations.NullMarked;
