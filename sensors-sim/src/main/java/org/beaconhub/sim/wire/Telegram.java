package org.beaconhub.sim.wire;

/**
 * One MQTT message.
 *
 * @param topic its topic
 * @param payload its text, sent as UTF-8
 * @param retained whether the broker keeps it
 */
public record Telegram(String topic, String payload, boolean retained) {}
