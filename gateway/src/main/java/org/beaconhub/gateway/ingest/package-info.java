/**
 * Camel routes and the MQTT client: receive, decode, put into the inbox, and acknowledge to the broker only when the
 * journal has it. The only room that knows Paho.
 */
@NullMarked
package org.beaconhub.gateway.ingest;

import org.jspecify.annotations.NullMarked;
