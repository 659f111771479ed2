/** Sirens: told over MQTT to sound or to be silent, and again until they confirm. It knows no MQTT client. */
@NullMarked
package org.beaconhub.gateway.dispatch.siren;

import org.jspecify.annotations.NullMarked;
