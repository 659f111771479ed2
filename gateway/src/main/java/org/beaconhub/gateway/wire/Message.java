package org.beaconhub.gateway.wire;

/**
 * One message as it came.
 *
 * @param topic its MQTT topic
 * @param payload its bytes; not copied, and nobody may change them
 * @param hubTimeMs when it came, milliseconds since 1970 UTC
 */
@SuppressWarnings("ArrayRecordComponent")
public record Message(String topic, byte[] payload, long hubTimeMs) {}
