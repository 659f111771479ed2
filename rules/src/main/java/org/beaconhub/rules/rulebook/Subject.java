package org.beaconhub.rules.rulebook;

/**
 * The device that a rule is asked of, as far as parameters care.
 *
 * @param device its id
 * @param type its type
 * @param area path of its area
 */
public record Subject(String device, String type, String area) {}
