/**
 * What the hub decides. A decision carries its reason and the journal sequence that caused it, and is only ever
 * made by the engine. An {@link org.beaconhub.rules.decision.IncidentNotice} can be built only from a live decision,
 * a {@link org.beaconhub.rules.decision.DrillNotice} only from a drill's.
 */
@NullMarked
package org.beaconhub.rules.decision;

import org.jspecify.annotations.NullMarked;
