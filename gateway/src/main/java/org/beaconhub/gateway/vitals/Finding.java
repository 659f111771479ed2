package org.beaconhub.gateway.vitals;

import org.beaconhub.rules.fact.Text;

/**
 * Something about the hub that is not as it should be.
 *
 * @param code a name for programs: {@code broker_lost}
 * @param blocks whether the hub cannot do its work because of it, so that it is not ready
 * @param text what it is, for people
 */
public record Finding(String code, boolean blocks, Text text) {}
