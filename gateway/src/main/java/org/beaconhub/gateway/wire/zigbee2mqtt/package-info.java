/**
 * What Zigbee2MQTT publishes of its devices: partial states without a time, and availability.
 */
@NullMarked
package org.beaconhub.gateway.wire.zigbee2mqtt;

import org.jspecify.annotations.NullMarked;
