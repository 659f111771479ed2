/**
 * Fire weather: the Canadian Fire Weather Index System and the Chinese danger grades, both from the weather at noon, and
 * the state that carries them from day to day for each area. It knows no clock, no device and no rule: whoever feeds it
 * says what time it is.
 */
@NullMarked
package org.beaconhub.rules.weather;

import org.jspecify.annotations.NullMarked;
