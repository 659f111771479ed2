/**
 * From bytes to facts. Each dialect is one class in a room of its own below this one, and one line in
 * {@link org.beaconhub.gateway.wire.Dialects}. Decoding is pure and never throws: what cannot be read is an
 * {@link org.beaconhub.rules.fact.Unreadable} with its reason. No MQTT, no Camel, no clock.
 */
@NullMarked
package org.beaconhub.gateway.wire;

import org.jspecify.annotations.NullMarked;
