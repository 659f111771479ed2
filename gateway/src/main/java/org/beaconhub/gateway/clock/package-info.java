/**
 * The only reader of wall and monotonic time. Everything else is handed a {@link org.beaconhub.gateway.clock.Clock} or
 * a time.
 */
@NullMarked
package org.beaconhub.gateway.clock;

import org.jspecify.annotations.NullMarked;
