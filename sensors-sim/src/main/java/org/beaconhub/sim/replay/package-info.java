/** Recordings played as if their sensors were there: mappings from columns to devices, lazy reading, pacing. */
@NullMarked
package org.beaconhub.sim.replay;

import org.jspecify.annotations.NullMarked;
