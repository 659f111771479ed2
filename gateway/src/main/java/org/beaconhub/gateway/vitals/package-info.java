/**
 * The hub watches itself: health, readiness, metrics, and observations of the device {@code hub} that the site's rules
 * turn into trouble.
 */
@NullMarked
package org.beaconhub.gateway.vitals;

import org.jspecify.annotations.NullMarked;
