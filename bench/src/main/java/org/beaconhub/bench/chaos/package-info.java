/**
 * What the chaos run is made of: devices whose every excursion is an alarm that must come, the faults, and the audit that
 * compares what was promised with what is there. It shares no code with the hub but the reading of its journal.
 */
@NullMarked
package org.beaconhub.bench.chaos;

import org.jspecify.annotations.NullMarked;
