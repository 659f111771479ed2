/**
 * The one function of the hub: (state, entry) to (state, decisions). Same entries, same decisions, same ids, same
 * digest, on any machine. It reads no clock, no file and no network, and belongs to one thread.
 */
@NullMarked
package org.beaconhub.rules.engine;

import org.jspecify.annotations.NullMarked;
