/**
 * Asks the cameras of the site for still pictures, on somebody's look and once where an incident opens. What comes is made
 * clean by the room {@code pictures}; nothing else is kept of it. It decides nobody's rights and writes no audit.
 */
@NullMarked
package org.beaconhub.gateway.cameras;

import org.jspecify.annotations.NullMarked;
