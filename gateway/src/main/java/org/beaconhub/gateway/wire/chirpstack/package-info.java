/**
 * What a ChirpStack v4 network server publishes of LoRaWAN devices: uplinks that its codec has decoded, status, joins.
 */
@NullMarked
package org.beaconhub.gateway.wire.chirpstack;

import org.jspecify.annotations.NullMarked;
