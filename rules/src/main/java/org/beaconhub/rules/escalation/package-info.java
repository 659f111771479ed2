/**
 * Who is called to an incident, and who next, until somebody answers. Pure: it proposes calls and notices; what becomes
 * of them comes back as reports. It stamps no decision and knows no clock.
 */
@NullMarked
package org.beaconhub.rules.escalation;

import org.jspecify.annotations.NullMarked;
