/** The console's door: who a request comes from, what it may do, signing in and out, and what of it is audited. */
@NullMarked
package org.beaconhub.gateway.console.door;

import org.jspecify.annotations.NullMarked;
