/**
 * Opening hours, nights, days off, seasons: texts to calendars or problems, and whether a moment lies in one. It goes
 * by the wall clock of the site's zone, whatever zone the machine is in. It knows no device and no rule.
 */
@NullMarked
package org.beaconhub.rules.calendar;

import org.jspecify.annotations.NullMarked;
