/**
 * Clauses over readings: each keeps only what its window needs, answers true, false or not known, and allocates
 * nothing while it watches. Observed time drives windows; the hub's time drives timers.
 */
@NullMarked
package org.beaconhub.rules.detect;

import org.jspecify.annotations.NullMarked;
