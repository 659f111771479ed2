/** The notices for everybody: a page and a feed without sign-in, of what somebody decided to be public and nothing else. */
@NullMarked
package org.beaconhub.gateway.console.notices;

import org.jspecify.annotations.NullMarked;
