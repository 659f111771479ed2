/** Sirens, gates and loudspeakers: told over MQTT to act or to rest, and again until they confirm. It knows no MQTT client. */
@NullMarked
package org.beaconhub.gateway.dispatch.actuator;

import org.jspecify.annotations.NullMarked;
