package org.beaconhub.rules.live;

/**
 * A device that a person took out of service.
 *
 * @param device its id
 * @param sinceMs since when, hub time in milliseconds since 1970 UTC
 * @param by who did
 * @param reason why
 */
public record DeviceOut(String device, long sinceMs, String by, String reason) {}
