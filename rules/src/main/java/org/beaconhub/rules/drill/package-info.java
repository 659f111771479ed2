/**
 * Drills: simulated fires through the real rules, alarms, incidents and calls. A drill has an engine of its own, which hears its
 * script and nothing else; what that engine decides leaves this room only as a
 * {@link org.beaconhub.rules.decision.DrillDecision}. This room is the only maker of these.
 */
@NullMarked
package org.beaconhub.rules.drill;

import org.jspecify.annotations.NullMarked;
