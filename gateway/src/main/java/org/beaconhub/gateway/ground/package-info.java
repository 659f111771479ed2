/**
 * The ground that a site's devices stand on: borders, compartments, roads, water and relief from the site's folder
 * {@code map}. Read whole, or told with everything that is wrong; the engine knows nothing of it, and nothing here decides.
 */
@NullMarked
package org.beaconhub.gateway.ground;

import org.jspecify.annotations.NullMarked;
