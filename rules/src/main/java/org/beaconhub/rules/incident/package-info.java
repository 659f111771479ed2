/**
 * Incidents: alarms and reports of people that belong together, and what is done about them until they are looked back
 * upon. Pure and neutral: it proposes what changed; whether that is real or a drill is said by who asks it. It knows
 * nothing of notices.
 */
@NullMarked
package org.beaconhub.rules.incident;

import org.jspecify.annotations.NullMarked;
