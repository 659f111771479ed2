/**
 * The only room that makes a live decision: it stamps what the shared logic proposes, keeps the alarms that are not
 * closed and the notices that are not delivered. A drill has a room of its own, and no way into this one.
 */
@NullMarked
package org.beaconhub.rules.live;

import org.jspecify.annotations.NullMarked;
