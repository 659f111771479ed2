/** Text made harmless in HTML. */
@NullMarked
package org.beaconhub.gateway.html;

import org.jspecify.annotations.NullMarked;
