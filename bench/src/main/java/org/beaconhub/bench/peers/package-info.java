/** The rule of the hold benchmark in general engines for events, which are measured beside ours and never shipped. */
@NullMarked
package org.beaconhub.bench.peers;

import org.jspecify.annotations.NullMarked;
